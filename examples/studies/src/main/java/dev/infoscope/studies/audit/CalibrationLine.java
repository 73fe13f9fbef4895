// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.Locale;

/**
 * One level that is claimed, beside what is measured.
 *
 * @param what is claimed
 * @param sets of data without what is claimed
 * @param nominal the level
 * @param before measured by the plain rule
 * @param now measured by the rule in use
 */
record CalibrationLine(String what, int sets, String nominal, String before, String now) {
  static final String HEAD =
      "| what | sets | nominal | by the plain rule | as it is now |\n|---|---|---|---|---|";

  /** A share of sets; {@code NaN} where there is no such rule. */
  static CalibrationLine ofShares(
      String what, int sets, double nominal, double before, double now) {
    return new CalibrationLine(what, sets, percent(nominal), percent(before), percent(now));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  String markdown() {
    return String.format(
        Locale.ROOT, "| %s | %,d | %s | %s | %s |", what, sets, nominal, before, now);
  }
}
