// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examination;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class SparkProbeTest {
  private static final int ROWS = 512;
  private static final int SAMPLE = 200;

  @TempDir Path folder;

  /** What a run that is watched would read on these rows. */
  private static String watched(ProbeTable table) throws Exception {
    float[] values = new float[ROWS * SavedTraining.WIDTH];
    int[] labels = new int[ROWS];
    for (LabelledRow row : table.rows()) {
      int at = (int) row.id();
      System.arraycopy(row.features(), 0, values, at * SavedTraining.WIDTH, SavedTraining.WIDTH);
      labels[at] = row.label();
    }
    INDArray features = Nd4j.create(values, new long[] {ROWS, SavedTraining.WIDTH}, 'c');
    MultiDataSet data = new MultiDataSet(new INDArray[] {features}, null);
    Probe probe = Probe.inOrder(data, new ClassLabels(labels, 3));
    ProbePlan plan = table.tasks(ROWS).plan();
    List<Reading> readings = new ArrayList<>();
    List<Matrix> matrices = new ArrayList<>();
    try (Examination examination = Examination.of(table.network().model(), probe)) {
      Stream<? extends Measure> all =
          Stream.of(plan.counted().measures(), plan.ofWeights(), plan.sampled())
              .flatMap(List::stream);
      for (Measure measure : all.toList()) {
        Findings found = measure.measure(examination.snapshot());
        readings.addAll(found.readings());
        matrices.addAll(found.matrices());
      }
    }
    return ProbeTable.text(readings, matrices);
  }

  @Test
  void readingsAreThoseOfARunThatIsWatched() throws Exception {
    ProbeTable table = ProbeTable.of(folder, ROWS);
    assertThat(table.onePartition(ROWS)).isEqualTo(watched(table));
  }

  private void requireSame(int partitions, int depth, boolean gaps, String serializer)
      throws Exception {
    ProbeTable table = ProbeTable.of(folder, ROWS);
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.serializer", "org.apache.spark.serializer." + serializer)
            .getOrCreate()) {
      assertThat(table.onSpark(session, SAMPLE, partitions, depth, gaps))
          .isEqualTo(table.onePartition(SAMPLE))
          .contains("sampled");
    }
  }

  @ParameterizedTest
  @CsvSource("7,2,true,KryoSerializer")
  void readingsAreTheSameForAnyPartitionsAndOrder(
      int partitions, int depth, boolean gaps, String serializer) throws Exception {
    requireSame(partitions, depth, gaps, serializer);
  }

  @Tag("spark")
  @ParameterizedTest
  @CsvSource({
    "1,1,false,JavaSerializer",
    "1,1,true,KryoSerializer",
    "2,2,true,KryoSerializer",
    "7,3,false,KryoSerializer",
    "64,2,false,JavaSerializer",
    "64,3,true,KryoSerializer"
  })
  void readingsAreTheSameForManyPartitions(
      int partitions, int depth, boolean gaps, String serializer) throws Exception {
    requireSame(partitions, depth, gaps, serializer);
  }
}
