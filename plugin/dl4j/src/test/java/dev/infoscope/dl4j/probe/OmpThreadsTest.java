// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Situation;
import org.junit.jupiter.api.Test;

/** DL4J issue 7637: more threads than cores slow training down many times over. */
class OmpThreadsTest {
  @Test
  @Situation(
      number = 16,
      value = "ND4J computes with more threads than there are cores",
      issues = 7637,
      holds = "the line at the beginning says so once, with the cure")
  void moreThreadsThanCoresAreNamedWithTheCure() {
    assertThat(OmpThreads.excess(8, 2))
        .isEqualTo(
            "ND4J computes with 8 threads on 2 cores, which slows training: set OMP_NUM_THREADS to"
                + " 2 or less");
  }

  @Test
  void asManyThreadsAsCoresAreNothingToTell() {
    assertThat(OmpThreads.excess(2, 2)).isNull();
    assertThat(OmpThreads.excess(1, 2)).isNull();
  }
}
