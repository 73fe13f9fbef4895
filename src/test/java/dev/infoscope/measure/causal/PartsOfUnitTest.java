// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.network.Activation;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways to EI_parts against one plain, slow Fourier series per edge. */
class PartsOfUnitTest {
  private static final int BINS = 9;
  private static final double BIAS = 0.1;

  static Stream<Arguments> units() {
    SplittableRandom random = new SplittableRandom(4);
    IntToDoubleFunction gauss =
        k ->
            Math.sqrt(-2 * Math.log(random.nextDouble()))
                * Math.cos(2 * Math.PI * random.nextDouble());
    return Stream.of(
        Arguments.of("Gaussian, all narrow", unit(200, k -> gauss.applyAsDouble(k) * 0.3), 1e-8),
        Arguments.of("Gaussian, some wide", unit(60, k -> gauss.applyAsDouble(k) * 0.5), 1e-8),
        Arguments.of("Gaussian, all wide", unit(9, k -> gauss.applyAsDouble(k)), 1e-8),
        Arguments.of("heavy tails", unit(120, k -> Math.pow(gauss.applyAsDouble(k), 5)), 1e-8),
        Arguments.of("a few strong ones", unit(80, k -> k < 5 ? 2 - 0.3 * k : 1e-2), 1e-8),
        Arguments.of(
            "mostly zeros", unit(100, k -> k % 17 == 0 ? gauss.applyAsDouble(k) : 0), 1e-8),
        Arguments.of("two and a thousandth", unit(30, k -> k < 2 ? 2 - k : 1e-3), 1e-6),
        Arguments.of("one and a thousandth", unit(30, k -> k < 1 ? 2 : 1e-3), 1e-5));
  }

  private static double[] unit(int inputs, IntToDoubleFunction weight) {
    double[] weights = new double[inputs];
    Arrays.setAll(weights, weight::applyAsDouble);
    return weights;
  }

  private static OutputThresholds thresholds() {
    return OutputThresholds.of(Activation.sigmoid(), Layers.UNIT, CausalBins.of(BINS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("units")
  void everyWayGivesWhatThePlainSeriesGives(String name, double[] weights, double tolerance) {
    PartsOfUnit parts = new PartsOfUnit(thresholds(), Layers.UNIT, BINS, weights.length);
    double[] edges = new double[weights.length];
    parts.edges(weights, 0, BIAS, edges, 0, 1);
    assertThat(parts.total(weights, 0, BIAS)).isCloseTo(Arrays.stream(edges).sum(), within(1e-10));
    for (int edge = 0; edge < weights.length; edge += 1 + edge / 4) {
      assertThat(edges[edge])
          .as("edge %d of weight %s", edge, weights[edge])
          .isCloseTo(plain(weights, edge), within(tolerance));
    }
  }

  @Test
  void fewInputsAndManyMeetWhereTinyOnesAreAdded() {
    double[] few = {1.5, -0.7, 0.4};
    double[] many = Arrays.copyOf(few, 8);
    Arrays.fill(many, 3, 8, 1e-6);
    double truncated = new PartsOfUnit(thresholds(), Layers.UNIT, BINS, 3).total(few, 0, BIAS);
    double series = new PartsOfUnit(thresholds(), Layers.UNIT, BINS, 8).total(many, 0, BIAS);
    assertThat(series).isCloseTo(truncated, within(1e-5));
  }

  @Test
  void outputEntropyIsThatOfTheUnitWhicheverEdgeIsAsked() {
    double[] one = {3};
    PartsOfUnit parts = new PartsOfUnit(thresholds(), Layers.UNIT, BINS, 1);
    double bits = parts.total(one, 0, BIAS);
    assertThat(parts.outputEntropy()).isGreaterThan(bits); // bins of the input blur the rest
    assertThat(parts.total(new double[1], 0, BIAS)).isZero();
    assertThat(parts.outputEntropy()).isZero();
  }

  /** I(X_A;Y) from the series alone, with as many terms as it takes. */
  private static double plain(double[] weights, int edge) {
    int terms = 40_000;
    double[] thresholds = thresholds().values();
    double mean = BIAS + 0.5 * Arrays.stream(weights).sum();
    double period = Arrays.stream(weights).map(Math::abs).sum() * 1.0001;
    double[] below = new double[BINS * thresholds.length];
    for (int f = 1; f <= terms; f++) {
      double w = 2 * Math.PI * f / period;
      double c = 2 / (period * w) * sinc(weights[edge] * w / (2 * BINS));
      for (int k = 0; k < weights.length && Math.abs(c) > 1e-18; k++) {
        c *= k == edge ? 1 : sinc(weights[k] * w / 2);
      }
      for (int at = 0; at < below.length && Math.abs(c) > 1e-18; at++) {
        below[at] += c * Math.sin(w * place(weights[edge], at, thresholds, mean));
      }
    }
    for (int at = 0; at < below.length; at++) {
      double place = place(weights[edge], at, thresholds, mean);
      double linear = 0.5 + place / period + below[at];
      below[at] = Math.abs(place) < period / 2 ? linear : place > 0 ? 1 : 0;
    }
    return information(below, thresholds.length);
  }

  private static double place(double weight, int at, double[] thresholds, double mean) {
    int bin = at / thresholds.length;
    return thresholds[at % thresholds.length] - mean - weight * ((bin + 0.5) / BINS - 0.5);
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(x) / x;
  }

  private static double information(double[] below, int thresholds) {
    double[] output = new double[thresholds + 1];
    double given = 0;
    for (int at = 0; at < BINS * (thresholds + 1); at++) {
      int bin = at / (thresholds + 1);
      int q = at % (thresholds + 1);
      double upper = q == thresholds ? 1 : below[bin * thresholds + q];
      double lower = q == 0 ? 0 : below[bin * thresholds + q - 1];
      given += EdgeTable.xlnx(upper - lower) / BINS;
      output[q] += (upper - lower) / BINS;
    }
    return (given - Arrays.stream(output).map(EdgeTable::xlnx).sum()) / Math.log(2);
  }
}
