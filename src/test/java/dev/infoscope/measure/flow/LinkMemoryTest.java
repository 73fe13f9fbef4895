// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.infoscope.estimate.chance.Chances;
import dev.infoscope.estimate.entropy.PairMemory;
import dev.infoscope.estimate.neighbours.ScalarColumns;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkMemoryTest {
  private static final PreparedLayer FROM = prepared();
  private static final PreparedLayer TO = prepared();

  private final List<PairMemory> read = new ArrayList<>();
  private final LinkMemory memory = new LinkMemory();

  private static PreparedLayer prepared() {
    return new PreparedLayer(new int[1], new ScalarColumns.Kind[1], null, null);
  }

  private LinkMatrix links(PairMemory pairs) {
    read.add(pairs);
    return new LinkMatrix(0, 1, new double[][] {{read.size()}}, Chances.NONE, 5);
  }

  @Test
  void linksAreReadAgainOnceALayerIsPreparedAnewAndInTheSameMemory() {
    LinkMatrix first = memory.of(FROM, TO, this::links);
    assertThat(memory.of(FROM, TO, this::links)).isSameAs(first);
    assertThat(read).hasSize(1);
    assertThat(memory.of(FROM, prepared(), this::links)).isNotSameAs(first);
    assertThat(memory.of(prepared(), TO, this::links)).isNotSameAs(first);
    assertThat(read).hasSize(3).containsOnly(read.get(0));
  }

  @Test
  void whatWasReadBeforeAFailureIsNotTakenAgain() {
    LinkMatrix first = memory.of(FROM, TO, this::links);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                memory.of(
                    prepared(),
                    TO,
                    pairs -> {
                      throw new IllegalStateException("interrupted");
                    }));
    assertThat(memory.of(FROM, TO, this::links)).isNotSameAs(first);
  }
}
