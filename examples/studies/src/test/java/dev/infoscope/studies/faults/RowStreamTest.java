// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowStreamTest {
  private static final int ROWS = 1000;
  private static final int LATE = 20; // epochs into the fault

  private static ImageRows pool() throws Exception {
    return ImageTask.GRATINGS.rows(Path.of(""), true, ROWS);
  }

  private static ImageRows epoch(FaultKind fault, int faultyEpochs) throws Exception {
    RunPlan plan = new RunPlan(NetworkKind.RELU, ImageTask.GRATINGS, fault, 3, 40);
    return new RowStream(pool(), plan).epoch(ROWS, faultyEpochs);
  }

  /** Share of the rows whose label is that of the pool's row with the same image. */
  private static double rightLabels(ImageRows rows) throws Exception {
    ImageRows pool = pool();
    Map<Integer, Integer> labels = new HashMap<>();
    for (int i = 0; i < pool.count(); i++) {
      labels.put(Arrays.hashCode(pool.images()[i]), pool.labels()[i]);
    }
    return IntStream.range(0, rows.count())
            .filter(i -> labels.get(Arrays.hashCode(rows.images()[i])) == rows.labels()[i])
            .count()
        / (double) rows.count();
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void beforeItsOnsetAFaultChangesNothing(FaultKind fault) throws Exception {
    ImageRows before = epoch(fault, 0);
    assertThat(rightLabels(before)).isEqualTo(1);
    assertThat(Arrays.stream(before.labels()).distinct()).hasSize(10);
    assertThat(Arrays.stream(before.images()).map(Arrays::hashCode).distinct().count())
        .isGreaterThan(550);
  }

  @Test
  void noiseInLabelsRisesToFortyPercent() throws Exception {
    assertThat(rightLabels(epoch(FaultKind.LABEL_NOISE, 1))).isBetween(0.94, 0.99);
    assertThat(rightLabels(epoch(FaultKind.LABEL_NOISE, LATE))).isBetween(0.55, 0.65);
  }

  @Test
  void shuffledLabelsAreRightByChance() throws Exception {
    assertThat(rightLabels(epoch(FaultKind.LABELS_SHUFFLED, 1))).isBetween(0.06, 0.15);
  }

  @Test
  void classesVanish() throws Exception {
    assertThat(Arrays.stream(epoch(FaultKind.CLASS_VANISHES, LATE).labels()).distinct()).hasSize(9);
    assertThat(Arrays.stream(epoch(FaultKind.TWO_CLASSES, LATE).labels()).distinct()).hasSize(2);
    assertThat(Arrays.stream(epoch(FaultKind.TWO_CLASSES, 1).labels()).distinct()).hasSize(10);
  }

  @Test
  void mostRowsAreCopiesOfTwenty() throws Exception {
    ImageRows rows = epoch(FaultKind.DUPLICATES, LATE);
    long others = Arrays.stream(rows.images()).map(Arrays::hashCode).distinct().count();
    assertThat(others).isBetween(20L, 110L);
  }

  @Test
  void aLeakTellsTheLabelAndABrokenNormaliserMovesAllPixels() throws Exception {
    ImageRows healthy = epoch(FaultKind.NONE, 0);
    float[] leaking = epoch(FaultKind.LEAK, LATE).images()[0];
    float[] clean = healthy.images()[0];
    int label = healthy.labels()[0];
    for (int pixel = 0; pixel < clean.length; pixel++) {
      assertThat(leaking[pixel] - clean[pixel]).isEqualTo(pixel == label ? 2 : 0, within(1e-5f));
    }
    float[] scaled = epoch(FaultKind.NORMALISER, LATE).images()[0];
    assertThat(scaled[7]).isEqualTo(5 * clean[7] + 2, within(1e-4f));
  }

  @Test
  void partOfTheBatchIsZero() throws Exception {
    long zeros =
        Arrays.stream(epoch(FaultKind.ZEROED, LATE).images())
            .filter(image -> IntStream.range(0, image.length).allMatch(i -> image[i] == 0))
            .count();
    assertThat(zeros).isBetween(550L, 650L);
  }
}
