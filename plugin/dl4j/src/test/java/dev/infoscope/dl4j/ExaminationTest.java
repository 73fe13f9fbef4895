// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.dl4j.autodiff.Steps;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What the examination says of each layer is what the network says. */
class ExaminationTest {
  private static final Moment NOW = new Moment(1, 1, Instant.EPOCH, 0);

  private static Snapshot examine(Model model, MultiDataSet data, String... layers) {
    Examiner examiner = new Examiner(model, Probe.of(data, null, 5000, 1), List.of(layers), true);
    return examiner.examine(NOW);
  }

  private static List<String> names(Snapshot snapshot) {
    return snapshot.layers().stream().map(layer -> layer.layer().name()).toList();
  }

  private static LayerSnapshot layer(Snapshot snapshot, String name) {
    return snapshot.layers().stream()
        .filter(layer -> layer.layer().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double[] values(LayerSnapshot layer) {
    Activations activations = layer.activations();
    double[] values = new double[activations.examples() * activations.units()];
    activations.copy(0, activations.examples(), values);
    return values;
  }

  /** The probe reorders rows, so that rows are compared as a sorted list. */
  private static void assertSameRows(LayerSnapshot seen, double[][] expected) {
    int units = seen.activations().units();
    double[] all = values(seen);
    double[][] rows =
        IntStream.range(0, seen.activations().examples())
            .mapToObj(row -> Arrays.copyOfRange(all, row * units, (row + 1) * units))
            .toArray(double[][]::new);
    assertThat(rows.length).isEqualTo(expected.length);
    Arrays.sort(rows, Arrays::compare);
    double[][] wanted = expected.clone();
    Arrays.sort(wanted, Arrays::compare);
    for (int row = 0; row < rows.length; row++) {
      assertThat(rows[row]).as("row %d", row).containsExactly(wanted[row], within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRowOfEveryLayerIsSeen(RepeatableTraining subject) {
    Snapshot snapshot = examine(subject.network(), subject.data());
    assertThat(snapshot.layers()).isNotEmpty();
    for (LayerSnapshot layer : snapshot.layers()) {
      assertThat(layer.activations().examples())
          .isEqualTo((int) subject.data().getFeatures(0).size(0));
      assertThat(values(layer)).as(layer.layer().name()).doesNotContain(Double.NaN);
    }
  }

  @Test
  void denseLayersReadAsTheNetworkDoes() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    DataSet data = Examples.flat(700, 3);
    Snapshot snapshot = examine(network, data.toMultiDataSet());
    List<INDArray> expected = network.feedForward(data.getFeatures(), false);
    assertThat(names(snapshot)).containsExactly("first", "second", "output");
    assertSameRows(layer(snapshot, "first"), expected.get(1).toDoubleMatrix());
    assertSameRows(layer(snapshot, "second"), expected.get(3).toDoubleMatrix());
    assertSameRows(layer(snapshot, "output"), expected.get(4).toDoubleMatrix());
    assertThat(layer(snapshot, "first").layer().range()).isEqualTo(new Range(-1, 1));
    assertThat(layer(snapshot, "output").layer().range()).isEqualTo(new Range(0, 1));
  }

  @Test
  void aDropoutLayerIsExaminedOnlyWhenNamed() {
    Snapshot snapshot =
        examine(Networks.denseWithDropout(), Examples.flat(40, 3).toMultiDataSet(), "dropout");
    assertThat(names(snapshot)).containsExactly("dropout");
  }

  @Test
  void convolutionsReadAsMeansOverPositions() {
    MultiLayerNetwork network = Networks.convolutional();
    DataSet data = Examples.images(300, 3);
    Snapshot snapshot = examine(network, data.toMultiDataSet());
    List<INDArray> expected = network.feedForward(data.getFeatures(), false);
    assertThat(names(snapshot)).containsExactly("conv", "norm", "pool", "dense", "output");
    assertSameRows(layer(snapshot, "conv"), expected.get(1).mean(2, 3).toDoubleMatrix());
    assertSameRows(layer(snapshot, "pool"), expected.get(3).mean(2, 3).toDoubleMatrix());
    assertSameRows(layer(snapshot, "dense"), expected.get(4).toDoubleMatrix());
    assertThat(layer(snapshot, "conv").layer().reduction()).isEqualTo("mean over positions");
    assertThat(layer(snapshot, "norm").layer().range()).isNull();
  }

  @Test
  void sequencesReadAsTheirLastStep() {
    MultiLayerNetwork network = Networks.recurrent();
    DataSet data = Examples.sequences(300, 3, false);
    Snapshot snapshot = examine(network, data.toMultiDataSet());
    List<INDArray> expected = network.feedForward(data.getFeatures(), false);
    assertThat(names(snapshot)).containsExactly("lstm", "dense", "output");
    assertSameRows(layer(snapshot, "lstm"), step(expected.get(1), null));
    assertSameRows(layer(snapshot, "output"), step(expected.get(3), null));
    assertSameRows(layer(snapshot, "dense"), unrolledStep(network, data));
  }

  @Test
  void maskedSequencesReadAsTheLastStepThatCounts() {
    MultiLayerNetwork network = Networks.recurrent();
    DataSet data = Examples.sequences(300, 3, true);
    Snapshot snapshot = examine(network, data.toMultiDataSet());
    INDArray mask = data.getFeaturesMaskArray();
    network.setLayerMaskArrays(mask, null);
    List<INDArray> expected = network.feedForward(data.getFeatures(), false);
    network.clearLayerMaskArrays();
    assertSameRows(layer(snapshot, "lstm"), step(expected.get(1), mask));
    assertSameRows(layer(snapshot, "output"), step(expected.get(3), mask));
  }

  private static double[][] step(INDArray sequence, INDArray mask) {
    double[][] rows = new double[(int) sequence.size(0)][(int) sequence.size(1)];
    for (int row = 0; row < rows.length; row++) {
      int step = Steps.last(mask, row, (int) sequence.size(2));
      for (int unit = 0; unit < rows[row].length; unit++) {
        rows[row][unit] = sequence.getDouble(row, unit, step);
      }
    }
    return rows;
  }

  /** The dense layer by hand: tanh(h W + b) of the last step of the LSTM. */
  private static double[][] unrolledStep(MultiLayerNetwork network, DataSet data) {
    double[][] hidden = step(network.feedForward(data.getFeatures(), false).get(1), null);
    INDArray weights = network.getLayer(1).getParam("W");
    INDArray bias = network.getLayer(1).getParam("b");
    double[][] rows = new double[hidden.length][(int) weights.size(1)];
    for (int row = 0; row < rows.length; row++) {
      for (int unit = 0; unit < rows[row].length; unit++) {
        double sum = bias.getDouble(unit);
        for (int k = 0; k < hidden[row].length; k++) {
          sum += hidden[row][k] * weights.getDouble(k, unit);
        }
        rows[row][unit] = Math.tanh(sum);
      }
    }
    return rows;
  }

  @Test
  void graphsReadAsTheyDoThemselves() {
    ComputationGraph graph = Networks.twoInputs();
    MultiDataSet data = Examples.pairs(300, 9);
    Snapshot snapshot = examine(graph, data);
    var expected = graph.feedForward(data.getFeatures(), false);
    assertThat(names(snapshot))
        .containsExactlyInAnyOrder("leftDense", "rightDense", "dense", "output", "second");
    for (LayerSnapshot layer : snapshot.layers()) {
      assertSameRows(layer, expected.get(layer.layer().name()).toDoubleMatrix());
    }
    assertThat(names(examine(graph, data, "merged"))).containsExactly("merged");
  }

  @Test
  void doublePrecisionAndLossLayersAreRead() {
    MultiLayerNetwork network = Networks.doublePrecisionWithLossLayer();
    DataSet data = Examples.flat(100, 4);
    Snapshot snapshot = examine(network, data.toMultiDataSet());
    List<INDArray> expected = network.feedForward(data.getFeatures(), false);
    assertThat(names(snapshot)).containsExactly("first", "loss");
    assertSameRows(layer(snapshot, "first"), expected.get(1).toDoubleMatrix());
    assertSameRows(layer(snapshot, "loss"), expected.get(2).toDoubleMatrix());
  }

  @Test
  void examiningAgainGivesTheSameBits() {
    Probe probe = Probe.of(Examples.images(300, 3).toMultiDataSet(), null, 200, 1);
    Examiner examiner = new Examiner(Networks.convolutional(), probe, List.of(), true);
    Snapshot first = examiner.examine(NOW);
    Snapshot second = examiner.examine(NOW);
    for (int i = 0; i < first.layers().size(); i++) {
      assertThat(values(second.layers().get(i))).containsExactly(values(first.layers().get(i)));
    }
  }

  @Test
  void theUsersDataStayAsTheyAre() {
    DataSet data = Examples.images(300, 3);
    INDArray before = data.getFeatures().dup();
    Snapshot snapshot = examine(Networks.convolutional(), data.toMultiDataSet());
    assertThat(snapshot.examples()).isEqualTo(300);
    assertThat(data.getFeatures()).isEqualTo(before);
  }

  @Test
  void labelsOfMoreClassesThanTheOutputsTellApartAreNamed() {
    MultiDataSet data = Examples.flat(40, 3).toMultiDataSet();
    int[] classes = IntStream.range(0, 40).map(row -> row % 12).toArray();
    Examiner examiner =
        new Examiner(
            Networks.denseWithDropout(), Probe.of(data, classes, 5000, 1), List.of(), true);
    assertThat(examiner.examine(NOW).predictions()).isNull();
    assertThat(examiner.skipped())
        .containsEntry(
            "all layers (relay, ablation)",
            "outputs tell 3 classes apart, numbered 0 to 2, and the labels of the probe have other"
                + " numbers; number the classes as the outputs do");
  }
}
