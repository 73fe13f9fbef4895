// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RangeFinderTest implements AccumulatorContract<UnitRanges, RangeFinder> {
  private static final int UNITS = 3;
  private static final double[] VALUES =
      new SplittableRandom(8).doubles((long) SAMPLES * UNITS, -3, 5).toArray();

  @Override
  public RangeFinder empty() {
    return new RangeFinder(UNITS);
  }

  @Override
  public Stream<RangeFinder> unlike() {
    return Stream.of(new RangeFinder(UNITS + 1), new RangeFinder(1));
  }

  @Override
  public void feed(RangeFinder ranges, int from, int to) {
    ranges.accept(Activations.of(Arrays.copyOfRange(VALUES, from * UNITS, to * UNITS), UNITS));
  }

  @Override
  public RangeFinder fromBytes(byte[] bytes) {
    return RangeFinder.fromBytes(bytes);
  }

  @Test
  void theSummaryIsThatOfAllValuesAtOnce() {
    double[] values = VALUES.clone();
    values[5] = Double.NaN;
    values[7] = Double.POSITIVE_INFINITY;
    Activations first = Activations.of(Arrays.copyOf(values, 300), UNITS);
    Activations second = Activations.of(Arrays.copyOfRange(values, 300, values.length), UNITS);
    UnitRanges found = empty().accept(second).merge(empty().accept(first)).snapshot();
    assertThat(found.summary()).isEqualTo(ValueSummary.of(Activations.of(values, UNITS)));
    assertThat(found.low()[2]).isNaN();
    assertThat(found.high()[2]).isNaN();
    assertThat(found.high()[1]).isInfinite();
    assertThat(found.examples()).isEqualTo(SAMPLES);
    assertThat(found.isConstant()).isFalse();
  }

  @Test
  void zerosOfBothSignsAreOneValue() {
    UnitRanges found =
        new RangeFinder(1).accept(Activations.of(new double[] {0.0, -0.0}, 1)).snapshot();
    assertThat(found.isConstant()).isTrue();
    assertThat(found)
        .isEqualTo(
            new RangeFinder(1).accept(Activations.of(new double[] {-0.0, 0.0}, 1)).snapshot());
  }

  @Test
  void anotherWidthIsRefusedAndNothingAdded() {
    RangeFinder ranges = new RangeFinder(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ranges.accept(Activations.of(new double[3], 3)))
        .withMessage("activations have 3 units, not 2");
    assertThat(ranges.samples()).isZero();
  }
}
