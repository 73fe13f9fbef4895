// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A quantity as a sum of terms, each with a coefficient that was fitted.
 *
 * @param names of the terms, with the unit of the coefficient
 * @param terms of a case
 * @param coefficients one per term, none negative
 */
@SuppressWarnings("ArrayRecordComponent")
record SizingTerms(
    List<String> names, Function<SizingCase, double[]> terms, double[] coefficients) {

  static SizingTerms fitted(
      List<SizingRun> runs,
      ToDoubleFunction<SizingRun> measured,
      List<String> names,
      Function<SizingCase, double[]> terms) {
    double[][] x = runs.stream().map(run -> terms.apply(run.what())).toArray(double[][]::new);
    double[] y = runs.stream().mapToDouble(measured).toArray();
    return new SizingTerms(names, terms, LeastSquares.fit(x, y));
  }

  double of(SizingCase what) {
    double[] values = terms.apply(what);
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      sum += coefficients[k] * values[k];
    }
    return sum;
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (int k = 0; k < coefficients.length; k++) {
      parts.add(String.format(Locale.ROOT, "%.4g %s", coefficients[k], names.get(k)));
    }
    return String.join(" + ", parts);
  }
}
