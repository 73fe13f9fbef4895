// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person reads of memory. */
class FootprintTest {
  @Test
  void megabytesAreRoundedUp() {
    assertThat(new Footprint(1, (1 << 20) + (1 << 19), 0).inWords())
        .isEqualTo(
            "memory: 0.1 MB outside the heap for copies of the parameters, 1.5 MB for the probe,"
                + " about 0.0 MB of the heap for a snapshot");
    assertThat(new Footprint(1L << 40, 10 << 20, 1).inWords())
        .contains("memory: 1048576 MB", ", 10 MB for the probe");
  }
}
