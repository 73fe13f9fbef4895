// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
  private static Deque<TrainingProgress> kept(TrainingProgress... kept) {
    return new ArrayDeque<>(List.of(kept));
  }

  private static void replace(Deque<TrainingProgress> kept, TrainingProgress now) {
    now.removeReplaced(kept::peekLast, Function.identity(), kept::removeLast);
  }

  @Test
  void theEpochDecidesAndThenTheIteration() {
    assertThat(new TrainingProgress(2, 1).isAfter(new TrainingProgress(1, 9))).isTrue();
    assertThat(new TrainingProgress(1, 9).isAfter(new TrainingProgress(2, 1))).isFalse();
    assertThat(new TrainingProgress(1, 2).isAfter(new TrainingProgress(1, 1))).isTrue();
    assertThat(new TrainingProgress(1, 1).isAfter(new TrainingProgress(1, 1))).isFalse();
  }

  @Test
  void aReportReplacesItsOwnMomentAndAllLaterOnesAndNoEarlierOne() {
    Deque<TrainingProgress> kept =
        kept(new TrainingProgress(1, 5), new TrainingProgress(2, 10), new TrainingProgress(3, 15));
    replace(kept, new TrainingProgress(2, 10));
    assertThat(kept).containsExactly(new TrainingProgress(1, 5));
  }

  @Test
  void aReportThatGoesOnReplacesNothing() {
    Deque<TrainingProgress> kept = kept(new TrainingProgress(1, 5));
    replace(kept, new TrainingProgress(1, 6));
    assertThat(kept).containsExactly(new TrainingProgress(1, 5));
  }

  @Test
  void aRunThatBeginsAgainReplacesEverything() {
    Deque<TrainingProgress> kept = kept(new TrainingProgress(1, 5), new TrainingProgress(2, 10));
    replace(kept, new TrainingProgress(0, 1));
    assertThat(kept).isEmpty();
  }
}
