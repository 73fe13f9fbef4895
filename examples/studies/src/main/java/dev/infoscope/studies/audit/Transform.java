// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** What is done to x or y alone. All are invertible, so that information stays what it is. */
interface Transform {
  /** Leaves values as they are. */
  Transform NONE = values -> values;

  /** Transforms one row. */
  double[] of(double[] values);

  /** One after the other. */
  default Transform then(Transform next) {
    return values -> next.of(of(values));
  }

  /** The same function of every coordinate. */
  static Transform each(DoubleUnaryOperator function) {
    return values -> Arrays.stream(values).map(function).toArray();
  }

  /** Normal CDF: uniform margins from standard normal ones. */
  static Transform uniform() {
    return each(Normal::below);
  }

  /** {@code v sqrt(|v|)}: longer tails. */
  static Transform halfCube() {
    return each(value -> value * Math.sqrt(Math.abs(value)));
  }

  /** Inverse hyperbolic sine: shorter tails. */
  static Transform asinh() {
    return each(
        value -> Math.signum(value) * Math.log(Math.abs(value) + Math.sqrt(value * value + 1)));
  }

  /** Margins of two normal humps with unit variance, from uniform ones. */
  static Transform humps(double weight, double first, double second) {
    return each(share -> quantile(share, weight, first, second));
  }

  private static double quantile(double share, double weight, double first, double second) {
    double low = Math.min(first, second) - 9;
    double high = Math.max(first, second) + 9;
    while (high - low > 1e-12) {
      double middle = (low + high) / 2;
      double below =
          weight * Normal.below(middle - first) + (1 - weight) * Normal.below(middle - second);
      low = below < share ? middle : low;
      high = below < share ? high : middle;
    }
    return low;
  }

  /** Density with several bends, of x. */
  static Transform wigglyX() {
    return each(
        x -> x + 0.4 * Math.sin(x) + 0.2 * Math.sin(1.7 * x + 1) + 0.03 * Math.sin(3.3 * x - 2.5));
  }

  /** Density with several bends, of y. */
  static Transform wigglyY() {
    return each(
        y ->
            y
                - 0.4 * Math.sin(0.4 * y)
                + 0.17 * Math.sin(1.3 * y + 3.5)
                + 0.02 * Math.sin(4.3 * y - 2.5));
  }

  /** A number from 0 to 1 on a rolled-up strip of two dimensions. */
  static Transform swissRoll() {
    return values -> {
      double angle = 1.5 * Math.PI * (1 + 2 * values[0]);
      return new double[] {angle * Math.cos(angle) / 21, angle * Math.sin(angle) / 21};
    };
  }

  /** Turns two coordinates, the first and the next, by an angle that grows with the length. */
  static Transform spiral(int first) {
    return values -> {
      double squares = Arrays.stream(values).map(value -> value * value).sum();
      double angle = squares / values.length;
      double[] turned = values.clone();
      turned[first] = Math.cos(angle) * values[first] - Math.sin(angle) * values[first + 1];
      turned[first + 1] = Math.sin(angle) * values[first] + Math.cos(angle) * values[first + 1];
      return turned;
    };
  }
}
