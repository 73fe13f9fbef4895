// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.AccumulatorContract;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Rows;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeuronCountsTest implements AccumulatorContract<NeuronTable, NeuronCounts> {
  private static final int UNITS = 5;
  private static final int CLASSES = 3;
  private static final double[] VALUES =
      Rows.repeating(new SplittableRandom(11), SAMPLES, UNITS, 40);
  private static final int[] LABELS = Rows.labels(new SplittableRandom(12), VALUES, UNITS, CLASSES);
  private static final Bins EDGES =
      Bins.perUnit(new double[][] {{0}, {-0.5, 0.5}, {0.1, 0.2}, {}, {-0.9}}, 3);

  @Override
  public NeuronCounts empty() {
    return new NeuronCounts(EDGES, CLASSES);
  }

  @Override
  public NeuronCounts fromBytes(byte[] bytes) {
    return NeuronCounts.fromBytes(bytes);
  }

  @Override
  public Stream<NeuronCounts> unlike() {
    return Stream.of(
        new NeuronCounts(EDGES, CLASSES + 1),
        new NeuronCounts(Bins.above(0).forUnits(UNITS), CLASSES),
        new NeuronCounts(Bins.above(0).forUnits(UNITS + 1), CLASSES));
  }

  @Override
  public void feed(NeuronCounts accumulator, int from, int to) {
    double[] rows = Arrays.copyOfRange(VALUES, from * UNITS, to * UNITS);
    accumulator.accept(Activations.of(rows, UNITS), Arrays.copyOfRange(LABELS, from, to));
  }

  private static NeuronTable table(Bins edges, int units, double... values) {
    int[] labels = new int[values.length / units];
    return new NeuronCounts(edges, 1).accept(Activations.of(values, units), labels).snapshot();
  }

  @Test
  void codesAreCountedPerClass() {
    CodeTable codes = filled().codes();
    for (int unit = 0; unit < UNITS; unit++) {
      int[] expected = new int[CLASSES * codes.bins()];
      for (int row = 0; row < SAMPLES; row++) {
        expected[LABELS[row] * codes.bins() + EDGES.code(unit, VALUES[row * UNITS + unit])]++;
      }
      for (int i = 0; i < expected.length; i++) {
        assertThat(codes.count(unit, i / codes.bins(), i % codes.bins())).isEqualTo(expected[i]);
      }
    }
  }

  private NeuronTable filled() {
    NeuronCounts counts = empty();
    feed(counts, 0, SAMPLES);
    return counts.snapshot();
  }

  @Test
  void meansAreThoseOfTheValues() {
    UnitValues values = filled().values();
    for (int unit = 0; unit < UNITS; unit++) {
      double sum = 0;
      for (int row = 0; row < SAMPLES; row++) {
        sum += VALUES[row * UNITS + unit];
      }
      assertThat(values.mean(unit)).isCloseTo(sum / SAMPLES, within(1e-11));
    }
  }

  @Test
  void aValueOnAThresholdIsNotAboveIt() {
    CodeTable codes = table(Bins.above(0).forUnits(1), 1, 0, -0.0, 1e-300, 1).codes();
    assertThat(codes.count(0, 0, 0)).isEqualTo(2);
    assertThat(codes.count(0, 0, 1)).isEqualTo(2);
  }

  @Test
  void largeAndSmallNegativeValuesAddUp() {
    UnitValues values = table(Bins.above(0).forUnits(1), 1, -4e6, 1e-6, -3e6, 7e6 / 2).values();
    assertThat(values.mean(0)).isCloseTo((-7e6 + 3.5e6 + 1e-6) / 4, within(1e-9));
  }

  @Test
  void theMeanOfValuesBeyondTheRangeOfTheSumsIsNotKnown() {
    assertThat(table(Bins.above(0).forUnits(1), 1, 0, 1e7).values().mean(0)).isNaN();
    assertThat(table(Bins.above(0).forUnits(1), 1, 1e7, 1e7).values().mean(0)).isEqualTo(1e7);
  }

  @Test
  void minusZeroIsZero() {
    UnitValues values = table(Bins.above(0).forUnits(2), 2, 0, -0.0, -0.0, 0).values();
    assertThat(values.isConstant(0)).isTrue();
    assertThat(values.isConstant(1)).isTrue();
    assertThat(values.valueHash(0)).isEqualTo(values.valueHash(1));
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsCounted() {
    NeuronCounts counts = empty();
    Activations rows = Activations.of(new double[2 * UNITS], UNITS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(rows, new int[] {0, 3}))
        .withMessage("label 3 of row 1 must be from 0 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(rows, new int[1]))
        .withMessage("activations have 2 rows, labels 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(Activations.of(new double[4], 2), new int[2]))
        .withMessage("activations have 2 units, edges 5");
    assertThat(counts.snapshot()).isEqualTo(empty().snapshot());
  }
}
