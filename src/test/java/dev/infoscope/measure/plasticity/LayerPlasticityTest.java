// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Flag;
import dev.infoscope.numeric.RowMemory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerPlasticityTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static LayerPlasticity read(double[] values, int units) {
    return LayerPlasticity.of(
        Activations.of(values, units),
        IntStream.range(0, units).toArray(),
        PlasticitySettings.defaults());
  }

  private static double rank(double[] values, int units) {
    return read(values, units).effectiveRank();
  }

  /** All patterns of so many signs, each equally often: uncorrelated units of variance 1. */
  private static double[] signs(int units) {
    double[] values = new double[units * (64 << units)];
    Arrays.setAll(values, i -> (i / units >> i % units & 1) == 1 ? 1 : -1);
    return values;
  }

  private static double[] noise(int rows, int units, long seed) {
    return new SplittableRandom(seed).doubles((long) rows * units, -1, 1).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void ofUnitsThatVaryAlikeAndUncorrelatedItIsTheirNumber(int units) {
    assertThat(rank(signs(units), units)).isCloseTo(units, EXACT);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 30})
  void ofUnitsThatMoveTogetherItIsOne(int units) {
    double[] values = noise(200, 1, 1);
    double[] copies = new double[200 * units];
    Arrays.setAll(copies, i -> (i % units + 1) * values[i / units] - i % units);
    assertThat(rank(copies, units)).isCloseTo(1, EXACT);
    assertThat(read(copies, units).duplicate()).isEqualTo((units - 1.0) / units);
  }

  /** Of shares 9/10 and 1/10 the exponential of their entropy. */
  @Test
  void weighsDirectionsByTheirVariance() {
    double[] values = signs(2);
    for (int i = 0; i < values.length; i += 2) {
      values[i] *= 3;
    }
    double expected = Math.exp(-(0.9 * Math.log(0.9) + 0.1 * Math.log(0.1)));
    assertThat(rank(values, 2)).isCloseTo(expected, EXACT);
  }

  /** numpy 2.4.6: eigvalsh of cov, bias=True. */
  @ParameterizedTest
  @CsvSource({"200,5,1.1687199738280671", "300,40,1.2213709911873014", "60,90,1.21787547645777"})
  void agreesWithAnIndependentComputation(int rows, int units, double expected) {
    assertThat(rank(formula(rows, units), units)).isCloseTo(expected, within(1e-8));
  }

  /** numpy 2.4.6: corrcoef, lower triangle. */
  @Test
  void countsUnitsThatCorrelateWithALowerOne() {
    Activations layer = Activations.of(formula(300, 40), 40);
    int[] all = IntStream.range(0, 40).toArray();
    PlasticitySettings settings = PlasticitySettings.defaults();
    assertThat(LayerPlasticity.of(layer, all, settings).duplicate()).isEqualTo(10 / 40.0);
    assertThat(LayerPlasticity.of(layer, all, settings.withCorrelation(0.98)).duplicate())
        .isEqualTo(12 / 40.0);
  }

  private static double[] formula(int rows, int units) {
    double[] values = new double[rows * units];
    for (int at = 0; at < values.length; at++) {
      long i = at / units;
      long u = at % units;
      long residue = (i * 7919 + u * 104729 + i * i * 31 + u * i * u * 17) % 1009;
      values[at] = residue / 1009.0 - 0.5 + u % 3 * (i * i % 7);
    }
    return values;
  }

  @Test
  void shiftScaleAndOrderOfUnitsDoNotMatter() {
    double[] values = noise(300, 6, 2);
    double[] changed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      changed[i / 6 * 6 + 5 - i % 6] = -7 * values[i] + i % 6;
    }
    assertThat(rank(changed, 6)).isCloseTo(rank(values, 6), EXACT);
  }

  @Test
  void rotationDoesNotMatter() {
    double[] values = formula(300, 2);
    double[] turned = new double[values.length];
    for (int i = 0; i < values.length; i += 2) {
      turned[i] = 0.6 * values[i] - 0.8 * values[i + 1];
      turned[i + 1] = 0.8 * values[i] + 0.6 * values[i + 1];
    }
    assertThat(rank(turned, 2)).isCloseTo(rank(values, 2), EXACT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p1000, 0x1p-1000})
  void hugeAndTinyValuesReadLikeOthers(double factor) {
    double[] values = noise(300, 6, 3);
    double[] scaled = Arrays.stream(values).map(value -> value * factor).toArray();
    assertThat(read(scaled, 6)).isEqualTo(read(values, 6));
  }

  @Test
  void isFromOneToTheNumberOfUnitsOrExamples() {
    for (int units : new int[] {1, 10, 80}) {
      assertThat(rank(noise(60, units, units), units))
          .isBetween(1 - 1e-9, Math.min(units, 59) + 1e-9);
    }
  }

  @Test
  void ofAConstantLayerNothingVaries() {
    double[] values = new double[600];
    Arrays.fill(values, 0.1);
    LayerPlasticity constant = read(values, 3);
    assertThat(constant.effectiveRank()).isZero();
    assertThat(constant.duplicate()).isZero();
    assertThat(constant.dormant()).isZero();
    assertThat(constant.flags()).containsExactly(Flag.CONSTANT);
  }

  @Test
  void oppositeUnitsAreDuplicatesAndUncorrelatedOnesAreNot() {
    double[] values = signs(3);
    double[] four = new double[values.length / 3 * 4];
    for (int i = 0; i < values.length; i++) {
      four[i / 3 * 4 + i % 3] = values[i];
      four[i / 3 * 4 + 3] = 5 - 2 * values[i / 3 * 3];
    }
    assertThat(read(four, 4).duplicate()).isEqualTo(0.25);
  }

  /** Mean magnitudes 1, 0.01 and 0, of which the mean is 0.337. */
  @Test
  void unitsOfAlmostNoMagnitudeAreDormant() {
    double[] values = new double[300];
    for (int row = 0; row < 100; row++) {
      values[3 * row] = row % 2 == 0 ? 2 : 0;
      values[3 * row + 1] = row % 2 == 0 ? 0.01 : -0.01;
    }
    assertThat(read(values, 3).dormant()).isEqualTo(1 / 3.0);
    Activations layer = Activations.of(values, 3);
    PlasticitySettings settings = PlasticitySettings.defaults().withScore(0.03);
    assertThat(LayerPlasticity.of(layer, new int[] {0}, settings).dormant()).isEqualTo(2 / 3.0);
  }

  @Test
  void aLayerReadsTheSameInMemoryThatALargerOneWasReadIn() {
    RowMemory memory = new RowMemory();
    PlasticitySettings settings = PlasticitySettings.defaults();
    int[] all = {0, 1, 2};
    LayerPlasticity.of(Activations.of(noise(300, 5, 1), 5), all, settings, memory);
    double[] values = noise(201, 3, 2);
    assertThat(LayerPlasticity.of(Activations.of(values, 3), all, settings, memory))
        .isEqualTo(read(values, 3));
  }

  @Test
  void ofALayerThatIsZeroAllAreDormant() {
    assertThat(read(new double[300], 3).dormant()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsNotRead(double value) {
    double[] values = noise(100, 3, 4);
    values[50] = value;
    LayerPlasticity none = read(values, 3);
    assertThat(none.effectiveRank()).isNaN();
    assertThat(none.duplicate()).isNaN();
    assertThat(none.dormant()).isNaN();
    assertThat(none.flags()).containsExactly(Flag.NOT_FINITE);
  }

  @Test
  void fewerThanFiftyExamplesAreNotRead() {
    for (int rows : new int[] {0, 49}) {
      assertThat(read(new double[2 * rows], 2).flags()).containsExactly(Flag.TOO_FEW);
    }
  }
}
