// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.layer;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.measure.Reading;
import java.util.Locale;
import java.util.stream.Collectors;

/** How numbers and flags stand in a table. */
final class Words {
  private Words() {}

  static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  static double chance(Reading reading) {
    ShuffledNull chance = reading.uncertainty().shuffled();
    return chance == null ? Double.NaN : chance.mean();
  }

  static String flags(Reading reading) {
    return reading.flags().stream().map(Flag::label).collect(Collectors.joining(" "));
  }
}
