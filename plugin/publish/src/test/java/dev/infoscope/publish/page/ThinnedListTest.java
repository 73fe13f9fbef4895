// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinnedListTest {
  private static ThinnedList<Integer> filled(int capacity, int count) {
    ThinnedList<Integer> thinned = new ThinnedList<>(capacity);
    for (int i = 1; i <= count; i++) {
      thinned.add(i);
    }
    return thinned;
  }

  @Test
  void nothingIsLostWhileThereIsRoom() {
    assertThat(filled(8, 8).items()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 100, 1000, 12_345})
  void theFirstTheNewestQuarterAndEvenStepsBetweenStay(int count) {
    List<Integer> kept = filled(40, count).items();
    assertThat(kept).hasSizeLessThanOrEqualTo(40).isSorted().startsWith(1);
    if (count > 40) {
      assertThat(kept).contains(count, count - 1, count - 9);
      int step = kept.get(1) - kept.get(0);
      int old = kept.size() - 31; // where steps of the size before may still be
      for (int i = 1; i <= old; i++) {
        assertThat(kept.get(i) - kept.get(i - 1)).isEqualTo(step);
      }
    }
  }

  @Test
  void numbersGoOnAfterThinning() {
    ThinnedList<Integer> thinned = filled(8, 100);
    assertThat(thinned.firstAfter(97)).isEqualTo(new ThinnedList.Numbered<>(98, 98));
    assertThat(thinned.at(99)).isEqualTo(99);
    assertThat(thinned.firstAfter(100)).isNull();
  }

  @Test
  void whoMustMakeRoomGivesUpAll() {
    ThinnedList<Integer> thinned = filled(8, 100);
    int rounds = 0;
    while (thinned.thin()) {
      rounds++;
    }
    assertThat(rounds).isLessThan(10);
    assertThat(thinned.items()).isEmpty();
    assertThat(thinned.total()).isZero();
    assertThat(thinned.add(5).number()).isEqualTo(101);
  }

  @Test
  void weightIsBoundedButTheNewestStaysHoweverHeavy() {
    ThinnedList<Integer> thinned = new ThinnedList<>(1000, 100L, Integer::longValue);
    for (int i = 1; i <= 60; i++) {
      thinned.add(i);
      int sum = thinned.items().stream().mapToInt(Integer::intValue).sum();
      assertThat(thinned.items()).startsWith(1).endsWith(i);
      assertThat(sum <= 100 || thinned.items().size() <= 4).as("after %d", i).isTrue();
    }
    thinned.removeLast();
    assertThat(thinned.add(7).number()).isEqualTo(61);
  }
}
