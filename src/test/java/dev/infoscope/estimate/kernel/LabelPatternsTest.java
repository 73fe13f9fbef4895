// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelPatternsTest {
  /** Classes, labellings and how many of these share a pattern; the last group is not full. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 1, 1",
    "2, 21, 5, 32",
    "3, 7, 3, 27",
    "5, 3, 2, 25",
    "6, 2, 1, 6",
    "40, 2, 1, 40"
  })
  void theRowsOfThePatternsOfALabelAreThoseOfTheLabel(
      int classes, int count, int together, int size) {
    int rows = 300; // two batches and a part
    SplittableRandom random = new SplittableRandom(classes);
    int[][] labellings = new int[count][];
    Arrays.setAll(labellings, i -> random.ints(rows, 0, classes).toArray());
    LabelPatterns patterns = new LabelPatterns(classes, labellings);
    assertThat(patterns.patterns()).isEqualTo(size);
    assertThat(patterns.groups()).isEqualTo((count + together - 1) / together);
    for (int labelling = 0; labelling < count; labelling++) {
      for (int label = 0; label < classes; label++) {
        int[] of = labellings[labelling];
        int wanted = label;
        assertThat(rows(patterns, labelling, label, rows))
            .containsExactly(IntStream.range(0, rows).filter(row -> of[row] == wanted).toArray());
      }
    }
  }

  private static int[] rows(LabelPatterns patterns, int labelling, int label, int rows) {
    int group = patterns.group(labelling);
    IntStream.Builder found = IntStream.builder();
    for (int first = 0; first < rows; first += LabelPatterns.BATCH) {
      for (int pattern : patterns.with(labelling, label)) {
        int batch = first / LabelPatterns.BATCH;
        int from = pattern == 0 ? first : patterns.end(group, batch, pattern - 1);
        for (int at = from; at < patterns.end(group, batch, pattern); at++) {
          found.add(first + patterns.order(group)[at]);
        }
      }
    }
    return found.build().sorted().toArray();
  }
}
