// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The laws of the serial form of every {@link Accumulator}: it says all, and says it in one way.
 *
 * @param <S> the snapshots
 * @param <A> the accumulator
 */
public interface SerialFormContract<S, A extends Accumulator<S, A>> {
  /** Length of the stream the laws are tried on. */
  int SAMPLES = 300;

  /** Damaged forms that are read, by seed; {@code -Dinfoscope.serial.mutations=50000} for more. */
  int MUTATIONS = Integer.getInteger("infoscope.serial.mutations", 5_000);

  /** A fresh instance, always configured alike. */
  A empty();

  /** Adds the samples {@code from} to {@code to - 1} of a fixed stream, in one batch. */
  void feed(A accumulator, int from, int to);

  /** Reads the serial form. */
  A fromBytes(byte[] bytes);

  /** A fresh instance that was fed. */
  default A fed(int from, int to) {
    A accumulator = empty();
    feed(accumulator, from, to);
    return accumulator;
  }

  private A copy(A accumulator) {
    return fromBytes(accumulator.toBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, SAMPLES})
  default void whatIsReadEqualsWhatWasWritten(int samples) {
    A written = fed(0, samples);
    A read = copy(written);
    assertThat(read.snapshot()).isEqualTo(written.snapshot());
    assertThat(read.samples()).isEqualTo(samples);
    assertThat(read.toBytes()).isEqualTo(written.toBytes());
  }

  @Test
  default void unequalEvidenceGivesUnequalBytes() {
    assertThat(fed(0, SAMPLES).toBytes()).isNotEqualTo(fed(0, SAMPLES - 20).toBytes());
    assertThat(fed(0, 40).toBytes()).isNotEqualTo(fed(100, 140).toBytes());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  default void bytesAreTheSameForAnyOrderAndPartition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> order = new ArrayList<>(IntStream.range(0, SAMPLES).boxed().toList());
    List<A> parts = new ArrayList<>(List.of(empty(), empty(), empty(), empty(), empty()));
    while (!order.isEmpty()) {
      int sample = order.remove(random.nextInt(order.size()));
      feed(parts.get(random.nextInt(parts.size())), sample, sample + 1);
    }
    while (parts.size() > 1) {
      A left = parts.remove(random.nextInt(parts.size()));
      parts.add(left.merge(parts.remove(random.nextInt(parts.size()))));
    }
    assertThat(parts.get(0).toBytes()).isEqualTo(fed(0, SAMPLES).toBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 150, SAMPLES})
  default void writingReadingAndMergingIsMerging(int cut) {
    A read = copy(fed(0, cut)).merge(copy(fed(cut, SAMPLES)));
    assertThat(read.toBytes()).isEqualTo(fed(0, SAMPLES).toBytes());
    assertThat(read.snapshot()).isEqualTo(fed(0, SAMPLES).snapshot());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 150})
  default void whatWasReadGoesOnAsIfItHadNotBeenWritten(int cut) {
    A read = copy(fed(0, cut));
    feed(read, cut, SAMPLES);
    assertThat(read.snapshot()).isEqualTo(fed(0, SAMPLES).snapshot());
    assertThat(read.toBytes()).isEqualTo(fed(0, SAMPLES).toBytes());
  }

  @Test
  default void writingChangesNothing() {
    A accumulator = fed(0, 40);
    byte[] once = accumulator.toBytes();
    assertThat(accumulator.toBytes()).isEqualTo(once);
    assertThat(accumulator.snapshot()).isEqualTo(fed(0, 40).snapshot());
  }

  @Test
  default void everyTruncationIsRefused() {
    byte[] whole = fed(0, 40).toBytes();
    int step = Math.max(1, whole.length / 500);
    for (int length = 0; length < whole.length; length += step) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertRefused(cut);
      if (length >= SerialWriter.HEADER + SerialWriter.CHECK) {
        assertRefused(SerialForms.checked(cut));
      }
    }
  }

  @Test
  default void bytesAfterTheEndAreRefused() {
    byte[] whole = fed(0, 40).toBytes();
    assertRefused(Arrays.copyOf(whole, whole.length + 1));
    assertRefused(SerialForms.checked(Arrays.copyOf(whole, whole.length + 1)));
  }

  @Test
  default void anotherVersionKindOrCheckIsRefused() {
    byte[] whole = fed(0, 40).toBytes();
    assertThatThrownBy(() -> fromBytes(SerialForms.checked(SerialForms.with(whole, 4, 2))))
        .isInstanceOf(SerialFormException.class)
        .hasMessage("serial form: version 2 cannot be read, only version 1");
    assertThatThrownBy(() -> fromBytes(SerialForms.checked(SerialForms.with(whole, 5, 255))))
        .isInstanceOf(SerialFormException.class)
        .hasMessageStartingWith("serial form: kind 255 must be ");
    assertThatThrownBy(() -> fromBytes(SerialForms.with(whole, 20, whole[20] ^ 1)))
        .isInstanceOf(SerialFormException.class)
        .hasMessageContaining("the check sum does not fit");
    assertThatThrownBy(() -> fromBytes(SerialForms.with(whole, 0, 'X')))
        .isInstanceOf(SerialFormException.class)
        .hasMessage("serial form: the first bytes must be ISST");
  }

  /** A damaged form whose check fits is refused, or is the very form of what is read from it. */
  @Test
  default void aDamagedFormIsRefusedOrCanonical() {
    SplittableRandom random = new SplittableRandom(22);
    byte[] some = fed(0, 40).toBytes();
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = SerialForms.checked(SerialForms.damaged(some, random));
      A read = null;
      try {
        read = fromBytes(damaged);
      } catch (SerialFormException expected) {
        assertThat(expected.getMessage()).startsWith("serial form: ").doesNotContain("\n");
        refused++;
      }
      if (read != null) {
        assertThat(read.toBytes()).isEqualTo(damaged);
      }
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 10);
  }

  private void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> fromBytes(bytes))
        .isInstanceOf(SerialFormException.class)
        .hasMessageStartingWith("serial form: ")
        .hasMessageNotContaining("\n");
  }
}
