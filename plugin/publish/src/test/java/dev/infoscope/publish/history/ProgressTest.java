// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static Deque<Progress> kept(Progress... kept) {
    return new ArrayDeque<>(List.of(kept));
  }

  private static void replace(Deque<Progress> kept, Progress now) {
    now.removeReplaced(kept::peekLast, Function.identity(), kept::removeLast);
  }

  @Test
  void theEpochDecidesAndThenTheIteration() {
    assertThat(new Progress(2, 1).isAfter(new Progress(1, 9))).isTrue();
    assertThat(new Progress(1, 9).isAfter(new Progress(2, 1))).isFalse();
    assertThat(new Progress(1, 2).isAfter(new Progress(1, 1))).isTrue();
    assertThat(new Progress(1, 1).isAfter(new Progress(1, 1))).isFalse();
  }

  @Test
  void aReportReplacesItsOwnMomentAndAllLaterOnesAndNoEarlierOne() {
    Deque<Progress> kept = kept(new Progress(1, 5), new Progress(2, 10), new Progress(3, 15));
    replace(kept, new Progress(2, 10));
    assertThat(kept).containsExactly(new Progress(1, 5));
  }

  @Test
  void aReportThatGoesOnReplacesNothing() {
    Deque<Progress> kept = kept(new Progress(1, 5));
    replace(kept, new Progress(1, 6));
    assertThat(kept).containsExactly(new Progress(1, 5));
  }

  @Test
  void aRunThatBeginsAgainReplacesEverything() {
    Deque<Progress> kept = kept(new Progress(1, 5), new Progress(2, 10));
    replace(kept, new Progress(0, 1));
    assertThat(kept).isEmpty();
  }
}
