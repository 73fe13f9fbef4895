// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithANaiveCountOfCounts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Counts on both sides of 1024, where the implementation changes from a table to sorting.
    int[] counts =
        random
            .ints(2000, 0, 5)
            .map(size -> size < 3 ? random.nextInt(6) : 1000 + random.nextInt(60))
            .toArray();
    TreeMap<Integer, Integer> naive = new TreeMap<>();
    for (int count : counts) {
      naive.merge(count, 1, Integer::sum);
    }
    naive.remove(0);

    Fingerprint found = Fingerprint.of(counts);

    assertThat(found.size()).isEqualTo(naive.size());
    int index = 0;
    for (var entry : naive.entrySet()) {
      assertThat(found.count(index)).isEqualTo(entry.getKey());
      assertThat(found.symbols(index++)).isEqualTo(entry.getValue());
      assertThat(found.seen(entry.getKey())).isEqualTo(entry.getValue());
    }
    assertThat(found.seen(7)).isZero();
    assertThat(found.samples()).isEqualTo(Arrays.stream(counts).asLongStream().sum());
    assertThat(found.distinct()).isEqualTo(Arrays.stream(counts).filter(c -> c > 0).count());
    double singletons = Arrays.stream(counts).filter(c -> c == 1).count();
    assertThat(found.coverage()).isCloseTo(1 - singletons / found.samples(), within(1e-15));
  }

  @Test
  void labelsAreCountedByClassAndClassesThatDoNotOccurAreLeftOut() {
    Fingerprint found = Fingerprint.ofLabels(new int[] {4, 0, 4, 2, 4, 0}, 6);
    assertThat(found).isEqualTo(Fingerprint.of(2, 0, 1, 0, 3, 0));
    assertThat(found.distinct()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void doesNotDependOnTheOrderOfSymbolsNorOnThoseUnseen(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] counts = random.ints(300, 0, 2000).toArray();
    int[] shuffled = Rows.reordered(counts, Rows.permutation(random, counts.length));
    Fingerprint longer = Fingerprint.of(Arrays.copyOf(shuffled, 350));
    assertThat(longer).isEqualTo(Fingerprint.of(counts)).hasSameHashCodeAs(Fingerprint.of(counts));
  }

  @Test
  void withoutSamplesThereIsNoCoverage() {
    Fingerprint nothing = Fingerprint.of(0, 0);
    assertThat(nothing).isEqualTo(Fingerprint.of());
    assertThat(nothing.samples()).isZero();
    assertThat(nothing.distinct()).isZero();
    assertThat(nothing.coverage()).isNaN();
  }

  @Test
  void coverageGoesFromAllSingletonsToNone() {
    assertThat(Fingerprint.of(1, 1, 1).coverage()).isZero();
    assertThat(Fingerprint.of(1, 3).coverage()).isEqualTo(0.75);
    assertThat(Fingerprint.of(2, 2).coverage()).isOne();
  }

  @Test
  void sumsDoNotOverflowAnInt() {
    assertThat(Fingerprint.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 2).samples())
        .isEqualTo(1L << 32);
  }

  @Test
  void differentCountsAreUnequalEvenWithEqualSums() {
    assertThat(Fingerprint.of(2, 2))
        .isNotEqualTo(Fingerprint.of(1, 3))
        .isNotEqualTo(Fingerprint.of(2, 2, 2))
        .hasToString("4 samples of 2 symbols, 0 of them once");
  }

  @Test
  void negativeCountsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fingerprint.of(3, -1))
        .withMessage("count 1 (-1) must be >= 0");
  }
}
