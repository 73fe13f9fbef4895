// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowMemoryTest {
  @Test
  void smallerTablesTakeTheSameRowsAndLargerOnesMore() {
    RowMemory memory = new RowMemory();
    double[][] first = memory.rows(3, 5);
    assertThat(first).hasDimensions(3, 5);
    assertThat(memory.rows(2, 4)).isSameAs(first);
    assertThat(memory.rows(4, 2)).hasDimensions(4, 5);
    assertThat(memory.rows(1, 7)).hasDimensions(4, 7);
    assertThat(new RowMemory().rows(0, 0)).isEmpty();
  }
}
