// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.AccumulatorContract;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RelayCountsTest implements AccumulatorContract<RelayTable, RelayCounts> {
  private static final int UNITS = 70; // two words
  private static final Bins CUTS = Bins.above(0.5).forUnits(UNITS);
  private static final double[] VALUES =
      new SplittableRandom(5)
          .ints((long) SAMPLES * UNITS, 0, 13)
          .mapToDouble(n -> n / 12)
          .toArray();
  private static final int[] LABELS = new SplittableRandom(6).ints(SAMPLES, 0, 3).toArray();
  private static final int[] PREDICTIONS = new SplittableRandom(7).ints(SAMPLES, 0, 4).toArray();

  @Override
  public RelayCounts empty() {
    return new RelayCounts(CUTS, 3, 4);
  }

  @Override
  public RelayCounts fromBytes(byte[] bytes) {
    return RelayCounts.fromBytes(bytes);
  }

  @Override
  public Stream<RelayCounts> unlike() {
    return Stream.of(
        new RelayCounts(Bins.above(0.6).forUnits(UNITS), 3, 4),
        new RelayCounts(CUTS, 4, 4),
        new RelayCounts(CUTS, 3, 3),
        new RelayCounts(CUTS, 3, 4, 10));
  }

  @Override
  public void feed(RelayCounts counts, int from, int to) {
    counts.accept(
        Activations.of(Arrays.copyOfRange(VALUES, from * UNITS, to * UNITS), UNITS),
        Arrays.copyOfRange(LABELS, from, to),
        Arrays.copyOfRange(PREDICTIONS, from, to));
  }

  /** Nearly every example has a pattern of its own, so about one in ten is kept. */
  @Nested
  class OfLimitedMemory implements AccumulatorContract<RelayTable, RelayCounts> {
    @Override
    public RelayCounts empty() {
      return new RelayCounts(CUTS, 3, 4, 40);
    }

    @Override
    public Stream<RelayCounts> unlike() {
      return Stream.of(RelayCountsTest.this.empty(), new RelayCounts(CUTS, 3, 4, 41));
    }

    @Override
    public void feed(RelayCounts counts, int from, int to) {
      RelayCountsTest.this.feed(counts, from, to);
    }

    @Override
    public RelayCounts fromBytes(byte[] bytes) {
      return RelayCounts.fromBytes(bytes);
    }

    @Test
    void whatIsLeftOutIsCountedAllTheSame() {
      RelayCounts counts = fed(0, SAMPLES);
      assertThat(counts.level()).isPositive();
      assertThat(counts.samples()).isEqualTo(SAMPLES);
      assertThat(counts.snapshot().samples()).isBetween(1, 40);
    }
  }

  @Test
  void packedRowsAndValuesCountAlike() {
    long[] rows = {0b101, 0b011, 0b101};
    double[] values = {1, 0, 1, 1, 1, 0, 1, 0, 1};
    int[] labels = {0, 1, 0};
    RelayTable packed =
        new RelayCounts(Bins.above(0.5).forUnits(3), 2, 2).accept(rows, labels, labels).snapshot();
    RelayTable unpacked =
        new RelayCounts(Bins.above(0.5).forUnits(3), 2, 2)
            .accept(Activations.of(values, 3), labels, labels)
            .snapshot();
    assertThat(packed).isEqualTo(unpacked).hasSameHashCodeAs(unpacked);
    assertThat(packed.patterns()).isEqualTo(2);
    assertThat(packed.samples()).isEqualTo(3);
    assertThat(packed.fingerprint().seen(1)).isEqualTo(1);
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsAdded() {
    RelayCounts counts = new RelayCounts(Bins.above(0.5).forUnits(2), 2, 2);
    Activations two = Activations.of(new double[4], 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(two, new int[2], new int[3]))
        .withMessage("labels (2) and predictions (3) must be as many as examples (2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(two, new int[] {0, 2}, new int[2]))
        .withMessage("label 2 of row 1 must be from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(two, new int[2], new int[] {-1, 0}))
        .withMessage("prediction -1 of row 0 must be from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(Activations.of(new double[3], 3), new int[1], new int[1]))
        .withMessage("activations have 3 units, bins 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(new long[] {4}, new int[1], new int[1]))
        .withMessageContaining("2 bits wide");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RelayCounts(Bins.above(0).forUnits(65), 2, 2)
                    .accept(new long[0], new int[0], new int[0]))
        .withMessageContaining("65 units");
    assertThat(counts.samples()).isZero();
    assertThat(counts.snapshot().patterns()).isZero();
  }
}
