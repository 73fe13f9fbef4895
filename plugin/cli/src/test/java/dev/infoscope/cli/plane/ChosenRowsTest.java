// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.numeric.Mix;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChosenRowsTest {
  @Test
  void theRowsWhoseNumbersHaveTheSmallestHashesStandForAll() {
    for (int most : new int[] {1, 30, 999, 1000, 2000}) {
      int[] smallest =
          IntStream.range(0, 1000)
              .boxed()
              .sorted((a, b) -> Long.compareUnsigned(Mix.at(5, a), Mix.at(5, b)))
              .limit(most)
              .mapToInt(row -> row)
              .sorted()
              .toArray();
      assertThat(PlaneRun.chosen(1000, most, 5)).containsExactly(smallest);
    }
    assertThat(PlaneRun.chosen(1000, 0, 5)).isEmpty();
  }
}
