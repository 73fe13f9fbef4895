// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The laws every {@link Accumulator} obeys; implement five methods to run them. Snapshots are
 * compared with {@code equals}, that is bit for bit.
 *
 * @param <S> the snapshots; unequal evidence must make unequal ones
 * @param <A> the accumulator
 */
public interface AccumulatorContract<S, A extends Accumulator<S, A>>
    extends SerialFormContract<S, A> {
  /** Fresh instances that must not be merged with {@link #empty()}. */
  Stream<A> unlike();

  private S whole() {
    return fed(0, SAMPLES).snapshot();
  }

  @Test
  default void aFreshInstanceHoldsNothing() {
    assertThat(empty().samples()).isZero();
    assertThat(empty().snapshot()).isEqualTo(empty().snapshot()).isNotEqualTo(whole());
  }

  @Test
  default void everySampleIsCounted() {
    assertThat(fed(0, SAMPLES).samples()).isEqualTo(SAMPLES);
    assertThat(fed(0, SAMPLES).merge(fed(3, 10)).samples()).isEqualTo(SAMPLES + 7);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 150, 299, 300})
  default void anySplitOfTheStreamGivesTheSameSnapshot(int cut) {
    assertThat(fed(0, cut).merge(fed(cut, SAMPLES)).snapshot()).isEqualTo(whole());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 100})
  default void anyBatchSizeGivesTheSameSnapshot(int batch) {
    A accumulator = empty();
    for (int from = 0; from < SAMPLES; from += batch) {
      feed(accumulator, from, Math.min(SAMPLES, from + batch));
    }
    assertThat(accumulator.snapshot()).isEqualTo(whole());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  default void anyOrderGivesTheSameSnapshot(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> order = new ArrayList<>(IntStream.range(0, SAMPLES).boxed().toList());
    A accumulator = empty();
    while (!order.isEmpty()) {
      int sample = order.remove(random.nextInt(order.size()));
      feed(accumulator, sample, sample + 1);
    }
    assertThat(accumulator.snapshot()).isEqualTo(whole());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  default void anyGroupingGivesTheSameSnapshot(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<A> parts = new ArrayList<>();
    for (int from = 0; from < SAMPLES; ) {
      int to = Math.min(SAMPLES, from + random.nextInt(40));
      parts.add(fed(from, to));
      from = to;
    }
    while (parts.size() > 1) {
      A left = parts.remove(random.nextInt(parts.size()));
      A right = parts.remove(random.nextInt(parts.size()));
      parts.add(left.merge(right));
    }
    assertThat(parts.get(0).snapshot()).isEqualTo(whole());
  }

  @Test
  default void mergingIsAssociative() {
    S leftFirst = fed(0, 40).merge(fed(40, 170)).merge(fed(170, 230)).snapshot();
    S rightFirst = fed(0, 40).merge(fed(40, 170).merge(fed(170, 230))).snapshot();
    assertThat(leftFirst).isEqualTo(rightFirst);
  }

  @Test
  default void mergingIsCommutative() {
    S oneWay = fed(0, 40).merge(fed(40, 170)).snapshot();
    S otherWay = fed(40, 170).merge(fed(0, 40)).snapshot();
    assertThat(oneWay).isEqualTo(otherWay);
  }

  @Test
  default void aFreshInstanceIsTheIdentityFromBothSides() {
    assertThat(empty().merge(fed(0, SAMPLES)).snapshot()).isEqualTo(whole());
    assertThat(fed(0, SAMPLES).merge(empty()).snapshot()).isEqualTo(whole());
  }

  @Test
  default void mergingReturnsTheReceiverAndLeavesTheOtherAsItWas() {
    A receiver = fed(0, 40);
    A other = fed(40, 170);
    assertThat(receiver.merge(other)).isSameAs(receiver);
    assertThat(other.snapshot()).isEqualTo(fed(40, 170).snapshot());
    feed(receiver, 170, SAMPLES);
    assertThat(other.snapshot()).isEqualTo(fed(40, 170).snapshot());
  }

  @Test
  default void mergingWithItselfIsRefusedAndChangesNothing() {
    A accumulator = fed(0, 40);
    assertThatIllegalArgumentException().isThrownBy(() -> accumulator.merge(accumulator));
    assertThat(accumulator.snapshot()).isEqualTo(fed(0, 40).snapshot());
  }

  @Test
  default void mergingUnlikeConfigurationsIsRefusedAndChangesNothing() {
    List<A> unlike = unlike().toList();
    assertThat(unlike).isNotEmpty();
    for (A other : unlike) {
      A accumulator = fed(0, 40);
      assertThatIllegalArgumentException().isThrownBy(() -> accumulator.merge(other));
      assertThatIllegalArgumentException().isThrownBy(() -> other.merge(accumulator));
      assertThat(accumulator.snapshot()).isEqualTo(fed(0, 40).snapshot());
    }
  }

  @Test
  default void aSnapshotStaysAsItWas() {
    A accumulator = fed(0, 40);
    S early = accumulator.snapshot();
    feed(accumulator, 40, 170);
    accumulator.merge(fed(170, SAMPLES));
    assertThat(early).isEqualTo(fed(0, 40).snapshot()).isNotEqualTo(whole());
    assertThat(accumulator.snapshot()).isEqualTo(whole());
  }
}
