// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What is read of a network, beside what its arrays hold when indexed by hand. */
final class ReadLayers {
  private final Examiner examiner;
  private final Snapshot snapshot;

  private ReadLayers(Examiner examiner) {
    this.examiner = examiner;
    this.snapshot = examiner.examine(new Moment(1, 1, Instant.EPOCH, 0));
  }

  static ReadLayers of(Model model, INDArray[] features, @Nullable INDArray[] masks) {
    int rows = (int) features[0].size(0);
    int[] classes = IntStream.range(0, rows).map(row -> row % 2).toArray();
    INDArray labels = Nd4j.zeros(DataType.FLOAT, rows, 2);
    IntStream.range(0, rows).forEach(row -> labels.putScalar(row, row % 2, 1));
    var data = new MultiDataSet(features, new INDArray[] {labels}, masks, null);
    return new ReadLayers(new Examiner(model, Probe.of(data, classes, 5000, 1), List.of(), true));
  }

  Map<String, String> skipped() {
    return examiner.skipped();
  }

  Snapshot snapshot() {
    return snapshot;
  }

  LayerSnapshot layer(String name) {
    return snapshot.layers().stream()
        .filter(layer -> layer.layer().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not read: " + skipped()));
  }

  /** The probe reorders rows, so that rows are compared as a sorted list. */
  static void assertRows(Activations seen, double[][] expected) {
    assertThat(seen.units()).isEqualTo(expected[0].length);
    double[] all = new double[seen.examples() * seen.units()];
    seen.copy(0, seen.examples(), all);
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < seen.examples(); row++) {
      rows.add(Arrays.copyOfRange(all, row * seen.units(), (row + 1) * seen.units()));
    }
    Comparator<double[]> order = Arrays::compare;
    rows.sort(order);
    double[][] wanted = expected.clone();
    Arrays.sort(wanted, order);
    for (int row = 0; row < rows.size(); row++) {
      assertThat(rows.get(row)).as("row %d", row).containsExactly(wanted[row], within(1e-6));
    }
  }

  /** The last of all steps, or the mean over all positions. */
  static double[][] plain(INDArray output, boolean unitsLast) {
    int rank = output.rank();
    if (rank == 2) {
      return output.castTo(DataType.DOUBLE).toDoubleMatrix();
    } else if (rank == 3) {
      int[] last = new int[(int) output.size(0)];
      Arrays.fill(last, (int) output.size(unitsLast ? 1 : 2) - 1);
      return steps(output, unitsLast, last);
    }
    int[] positions = IntStream.range(unitsLast ? 1 : 2, unitsLast ? rank - 1 : rank).toArray();
    return output.mean(positions).castTo(DataType.DOUBLE).toDoubleMatrix();
  }

  static double[][] steps(INDArray output, boolean unitsLast, int... last) {
    int units = (int) output.size(unitsLast ? 2 : 1);
    double[][] rows = new double[last.length][units];
    for (int row = 0; row < last.length; row++) {
      for (int unit = 0; unit < units; unit++) {
        rows[row][unit] =
            unitsLast
                ? output.getDouble(row, last[row], unit)
                : output.getDouble(row, unit, last[row]);
      }
    }
    return rows;
  }
}
