// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void valuesThatOccurAreNumberedInTheirOrder() {
    Ranks ranks = Ranks.of(new int[] {7, -2, 7}, new int[] {40});
    assertThat(ranks.size()).isEqualTo(3);
    assertThat(ranks.ranks(new int[] {40, 7, -2})).containsExactly(2, 1, 0);
    assertThat(ranks.rank(8)).isNegative();
    assertThat(Ranks.of().size()).isZero();
  }

  @Test
  void codesOfPairsBeyondAnIntAreRankedToo() {
    long large = 1L << 40;
    Ranks ranks = Ranks.of(new long[] {large, 3, large + 1});
    assertThat(ranks.ranks(new long[] {3, large, large + 1})).containsExactly(0, 1, 2);
    assertThat(ranks.rank(large - 1)).isNegative();
  }
}
