// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Range;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of a weighted sum of uniform inputs, in closed form and as a series, part by part. */
class SumDistributionsTest {
  private static final int BINS = 8;

  private static UnitInputs read(double bias, double... weights) {
    UnitInputs inputs = new UnitInputs(Layers.UNIT, weights.length);
    inputs.read(weights, 0, bias);
    return inputs;
  }

  private static double[] powers(UnitInputs inputs, int count, int edge, double... cuts) {
    double[] below = new double[BINS * cuts.length];
    new TruncatedPowers(BINS).table(inputs, count, edge, cuts, below, cuts.length);
    return below;
  }

  /** One input: where in its bin the cut lies. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.3, 0, 0.1, 0.5, 0.77, 1.99, 2, 2.4})
  void oneInputIsUniformWithinItsBin(double cut) {
    UnitInputs inputs = read(0, 2);
    inputs.sort();
    double[] below = powers(inputs, 1, 0, cut);
    for (int bin = 0; bin < BINS; bin++) {
      double share = (cut - 2.0 * bin / BINS) / (2.0 / BINS);
      assertThat(below[bin]).isCloseTo(Math.max(0, Math.min(1, share)), within(1e-12));
    }
  }

  /** Two inputs: the mean over the bin of one of the ramp of the other, integrated finely. */
  @Test
  void twoInputsAreARampSmoothedByABin() {
    UnitInputs inputs = read(0.3, 1.5, -0.7);
    assertThat(inputs.sort()).isEqualTo(2);
    double[] cuts = {-0.2, 0.4, 0.9, 1.6};
    for (int edge = 0; edge < 2; edge++) {
      double own = inputs.sorted(edge);
      double other = inputs.sorted(1 - edge);
      double[] below = powers(inputs, 2, edge, cuts);
      for (int at = 0; at < below.length; at++) {
        double t = cuts[at % 4] - inputs.mean();
        int bin = at / 4;
        double expected =
            mean(
                own * ((double) bin / BINS - 0.5),
                own * ((bin + 1.0) / BINS - 0.5),
                x -> Math.max(0, Math.min(1, (t - x) / other + 0.5)));
        assertThat(below[at]).isCloseTo(expected, within(1e-6));
      }
    }
  }

  private static double mean(double from, double to, DoubleUnaryOperator of) {
    int steps = 4000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += of.applyAsDouble(from + (to - from) * (i + 0.5) / steps);
    }
    return sum / steps;
  }

  /** The same probabilities from the closed form and from the series. */
  @ParameterizedTest
  @CsvSource({"1.0, 0.8, 0.6, 0.9", "2.0, 0.5, 0.4, 1.1", "1.0, 1.0, 1.0, 1.0"})
  void theSeriesConvergesToTheClosedForm(double a, double b, double c, double d) {
    UnitInputs inputs = read(-0.2, a, -b, c, -d);
    inputs.sort();
    double[] cuts = {-1.5, -0.6, -0.1, 0.2, 0.75, 1.4};
    double reach = 0.5 * inputs.sum() * 1.001;
    int frequencies = 1500;
    FourierLaw law = new FourierLaw(BINS, cuts.length);
    law.prepare(cuts, inputs.mean(), reach, frequencies);
    double[] product = new double[frequencies];
    Arrays.setAll(product, f -> 1 / (Math.PI * (f + 1)));
    WideEdges wide = new WideEdges(BINS);
    wide.read(inputs, 0, law.step(), frequencies, product);
    assertThat(wide.count()).isEqualTo(4);
    double[] coefficients = new double[frequencies];
    for (int edge = 0; edge < 4; edge++) {
      wide.coefficients(edge, coefficients);
      double[] series = law.table(wide.width(edge), coefficients);
      double[] closed = powers(inputs, 4, rank(inputs, wide.width(edge)), cuts);
      for (int bin = 0; bin < BINS; bin++) {
        for (int q = 0; q < cuts.length; q++) {
          assertThat(series[bin * law.stride() + q])
              .as("edge %d, bin %d, cut %s", edge, bin, cuts[q])
              .isCloseTo(closed[bin * cuts.length + q], within(2e-7));
        }
      }
    }
  }

  private static int rank(UnitInputs inputs, double width) {
    int rank = 0;
    while (inputs.sorted(rank) != width) {
      rank++;
    }
    return rank;
  }

  /** Cuts beyond the reach of the sum are never, or always, passed. */
  @Test
  void cutsOutOfReachAreCertain() {
    double[] cuts = {-9, -8, 0, 8};
    FourierLaw law = new FourierLaw(BINS, cuts.length);
    law.prepare(cuts, 0.1, 2, 5);
    double[] below = law.table(0.5, new double[5]);
    for (int bin = 0; bin < BINS; bin++) {
      double shift = 0.5 * ((bin + 0.5) / BINS - 0.5);
      assertThat(below[bin * law.stride()]).isZero();
      assertThat(below[bin * law.stride() + 1]).isZero();
      assertThat(below[bin * law.stride() + 2]).isCloseTo(0.5 + (-0.1 - shift) / 4, within(1e-12));
      assertThat(below[bin * law.stride() + 3]).isEqualTo(1);
    }
  }

  @Test
  void theClosedFormIsRefusedWhereDigitsWouldCancel() {
    TruncatedPowers powers = new TruncatedPowers(BINS);
    UnitInputs even = read(0, 1, 0.5, 0.7, 0.9);
    assertThat(powers.suits(even, even.sort())).isTrue();
    UnitInputs uneven = read(0, 1, 1e-3, 1e-4, 1e-5);
    assertThat(powers.suits(uneven, uneven.sort())).isFalse();
    UnitInputs many = read(0, 1, 1, 1, 1, 1);
    assertThat(powers.suits(many, many.sort())).isFalse();
  }

  @Test
  void inputsAreWidthsAroundAMean() {
    UnitInputs inputs = new UnitInputs(new Range(-1, 3), 4);
    inputs.read(new double[] {9, 0.5, -2, 0, 1e-160, 9}, 1, 0.25);
    assertThat(inputs.count()).isEqualTo(4);
    assertThat(inputs.width(0)).isEqualTo(2);
    assertThat(inputs.width(1)).isEqualTo(8);
    assertThat(inputs.width(3)).as("its square would be nothing").isZero();
    assertThat(inputs.sum()).isEqualTo(10);
    assertThat(inputs.largest()).isEqualTo(8);
    assertThat(inputs.variance()).isCloseTo((4 + 64) / 12.0, within(1e-12));
    assertThat(inputs.mean()).isCloseTo(0.25 + 1 * (0.5 - 2), within(1e-12));
    assertThat(inputs.sort()).isEqualTo(2);
    assertThat(inputs.sorted(0)).isEqualTo(8);
    assertThat(inputs.sorted(1)).isEqualTo(2);
    assertThat(inputs.isFinite()).isTrue();
    inputs.read(new double[] {1, Double.NaN, 1, 1}, 0, 0);
    assertThat(inputs.isFinite()).isFalse();
    inputs.read(new double[] {1e200, 1, 1, 1}, 0, 0);
    assertThat(inputs.isFinite()).as("a square that is infinite").isFalse();
  }

  /** Widths that together are nothing beside the largest are left out, a last one never. */
  @Test
  void negligibleInputsAreNotSorted() {
    assertThat(read(0, 1, 1e-9, 2e-9).sort()).isEqualTo(1);
    assertThat(read(0, 1, 6e-9, 6e-9).sort()).isEqualTo(2);
    assertThat(read(0, 0, 0).sort()).isEqualTo(1);
  }

  /** Lagrange's polynomial of n nodes is every polynomial of fewer degrees. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void interpolationIsExactForPolynomials(int nodes) {
    NodePolynomial polynomial = NodePolynomial.of(nodes);
    double[] wanted = new SplittableRandom(nodes).doubles(nodes, -1, 1).toArray();
    double[] values = new double[nodes];
    for (int j = 0; j < nodes; j++) {
      double s = polynomial.node(j);
      assertThat(s).isBetween(0.0, 1.0);
      for (int r = nodes - 1; r >= 0; r--) {
        values[j] = values[j] * s + wanted[r];
      }
    }
    double[] found = new double[nodes];
    polynomial.coefficients(values, found);
    assertThat(found).containsExactly(wanted, within(1e-8));
  }

  @Test
  void powerSumsAreThoseOfTheNarrowEdges() {
    UnitInputs inputs = read(0, 0.5, -0.25, 0, 2, 0.4);
    PowerSums sums = new PowerSums();
    sums.read(inputs, 0.5);
    assertThat(sums.edges()).isEqualTo(3);
    assertThat(sums.scale()).isEqualTo(0.5);
    for (int r = 1; r <= PowerSums.TERMS; r++) {
      double expected = 1 + Math.pow(0.25, r) + Math.pow(0.64, r);
      assertThat(sums.sum(r)).as("p_%d", r).isCloseTo(expected, within(1e-12));
    }
    sums.read(inputs, 10);
    assertThat(sums.edges()).isEqualTo(4);
    assertThat(sums.scale()).isEqualTo(2);
    sums.read(inputs, 0.45);
    assertThat(sums.scale()).as("the widest up to the limit").isEqualTo(0.4);
    sums.read(inputs, 0.1);
    assertThat(sums.edges()).isZero();
    assertThat(sums.sincs(3)).isEqualTo(1);
  }

  /** Ten terms of the series of ln sinc; the eleventh bounds what is left out. */
  @Test
  void theProductOfSincsIsThatOfItsFactors() {
    UnitInputs inputs = read(0, 0.5, -0.25, 0.1, 0.4, 0.33);
    PowerSums sums = new PowerSums();
    sums.read(inputs, 1);
    for (double w : new double[] {0.1, 1, 3, 6}) {
      double expected = 1;
      double rest = 1e-11; // of the coefficients
      for (int k = 0; k < 5; k++) {
        double x = inputs.width(k) * w / 2;
        expected *= Math.sin(x) / x;
        rest += 1.5 * Math.pow(x / Math.PI, 22) / 11;
      }
      assertThat(sums.sincs(w)).isCloseTo(expected, within(expected * rest));
    }
  }
}
