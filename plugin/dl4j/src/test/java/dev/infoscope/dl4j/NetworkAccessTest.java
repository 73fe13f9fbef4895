// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.infoscope.dl4j.gradient.PathConductance;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.Intervention;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.ValueHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Predictions with units held are those of a forward pass in which they are held by hand. */
class NetworkAccessTest {
  private static final Moment NOW = new Moment(1, 1, Instant.EPOCH, 0);

  private static Examiner examiner(Model model, MultiDataSet data, String... layers) {
    return new Examiner(model, Probe.of(data, null, 5000, 1), List.of(layers), false);
  }

  /** With one class for each pair of what the two outputs can say. */
  private static Examiner ofPairs(ComputationGraph graph, int rows, String... layers) {
    int[] classes = IntStream.range(0, rows).map(row -> row % 9).toArray();
    Probe probe = Probe.of(Examples.pairs(rows, 9), classes, 5000, 1);
    return new Examiner(graph, probe, List.of(layers), false);
  }

  private static NetworkAccess access(Snapshot snapshot) {
    return Objects.requireNonNull(snapshot.access());
  }

  private static Layer layer(Snapshot snapshot, String name) {
    return snapshot.layers().stream()
        .filter(layer -> layer.layer().name().equals(name))
        .findFirst()
        .orElseThrow()
        .layer();
  }

  @ParameterizedTest
  @EnumSource
  void anInterventionOnNoUnitsChangesNothing(RepeatableTraining subject) {
    Snapshot snapshot = examiner(subject.network(), subject.data()).examine(NOW);
    for (var seen : snapshot.layers()) {
      assertThat(access(snapshot).predictions(seen.layer(), Intervention.none()))
          .as(seen.layer().name())
          .isEqualTo(snapshot.predictions());
    }
  }

  /** Every parameter counts, those of statistics too; nothing else does. */
  @ParameterizedTest
  @EnumSource
  void theStateIsThatOfAllParameters(RepeatableTraining subject) {
    Model network = subject.network();
    ValueHash state = access(examiner(network, subject.data()).examine(NOW)).state();
    assertThat(state)
        .isNotNull()
        .isEqualTo(access(examiner(network, subject.data()).examine(NOW)).state());
    INDArray parameters = network.params();
    for (long at : new long[] {0, parameters.length() / 2, parameters.length() - 1}) {
      float before = parameters.getFloat(at);
      parameters.putScalar(at, Math.nextUp(before));
      assertThat(access(examiner(network, subject.data()).examine(NOW)).state())
          .isNotEqualTo(state);
      parameters.putScalar(at, before);
    }
    assertThat(access(examiner(network, subject.data()).examine(NOW)).state()).isEqualTo(state);
  }

  /** The weights that leave a unit at zero, its value times them in the bias: it is held. */
  @Test
  void aDenseUnitIsHeldAsBiasBalancingHoldsIt() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    MultiDataSet data = Examples.flat(700, 3).toMultiDataSet();
    Snapshot snapshot = examiner(network, data).examine(NOW);
    int[] units = {6, 1};
    double[] values = {0.8, -0.4};
    MultiLayerNetwork balanced = network.clone();
    for (int i = 0; i < units.length; i++) {
      INDArray outgoing = balanced.getLayer(2).getParam("W").getRow(units[i]);
      balanced.getLayer(2).getParam("b").addiRowVector(outgoing.mul(values[i]));
      outgoing.assign(0);
    }
    int[] expected = examiner(balanced, data).examine(NOW).predictions();
    assertThat(
            access(snapshot).predictions(layer(snapshot, "first"), new Intervention(units, values)))
        .isEqualTo(expected)
        .isNotEqualTo(snapshot.predictions());
  }

  /** With a batch norm of scale 0 and shift v a channel is v at every position. */
  @Test
  void aChannelIsHeldAtAllPositions() {
    MultiLayerNetwork network = Networks.convolutional();
    network.getLayer(4).getParam("W").muli(5);
    MultiDataSet data = Examples.images(300, 3).toMultiDataSet();
    Snapshot snapshot = examiner(network, data).examine(NOW);
    MultiLayerNetwork constant = network.clone();
    for (int channel : new int[] {0, 3}) {
      constant.getLayer(1).getParam("gamma").putScalar(channel, 0);
      constant.getLayer(1).getParam("beta").putScalar(channel, 2 + channel);
    }
    assertThat(
            access(snapshot)
                .predictions(
                    layer(snapshot, "norm"),
                    new Intervention(new int[] {3, 0}, new double[] {5, 2})))
        .isEqualTo(examiner(constant, data).examine(NOW).predictions())
        .isNotEqualTo(snapshot.predictions());
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "MASKED_LSTM"})
  void aFeatureIsHeldAtAllSteps(RepeatableTraining subject) {
    MultiLayerNetwork network = (MultiLayerNetwork) subject.network();
    Snapshot snapshot = examiner(network, subject.data()).examine(NOW);
    MultiLayerNetwork balanced = network.clone();
    INDArray outgoing = balanced.getLayer(1).getParam("W").getRow(2);
    balanced.getLayer(1).getParam("b").addiRowVector(outgoing.mul(4));
    outgoing.assign(0);
    assertThat(access(snapshot).predictions(layer(snapshot, "lstm"), Intervention.of(2, 4)))
        .isEqualTo(examiner(balanced, subject.data()).examine(NOW).predictions())
        .isNotEqualTo(snapshot.predictions());
    assertThat(access(snapshot).predictions(layer(snapshot, "dense"), Intervention.none()))
        .isEqualTo(snapshot.predictions());
  }

  @Test
  void inAGraphAllThatTakesTheLayerIsChangedAndNothingElse() {
    ComputationGraph graph = Networks.twoInputs();
    Snapshot snapshot = ofPairs(graph, 300, "leftDense", "merged").examine(NOW);
    ComputationGraph balanced = graph.clone();
    INDArray outgoing = balanced.getLayer("dense").getParam("W").getRow(3);
    balanced.getLayer("dense").getParam("b").addiRowVector(outgoing.mul(5));
    outgoing.assign(0);
    int[] expected = ofPairs(balanced, 300).examine(NOW).predictions();
    NetworkAccess access = access(snapshot);
    assertThat(access.predictions(layer(snapshot, "leftDense"), Intervention.of(3, 5)))
        .isEqualTo(expected)
        .isNotEqualTo(snapshot.predictions());
    assertThat(access.predictions(layer(snapshot, "merged"), Intervention.of(3, 5)))
        .isEqualTo(expected);
  }

  @Test
  void anOutputThatIsHeldIsThePrediction() {
    Snapshot snapshot = ofPairs(Networks.twoInputs(), 300, "output").examine(NOW);
    int[] predicted =
        access(snapshot).predictions(layer(snapshot, "output"), Intervention.of(1, 7));
    int[] intact = snapshot.predictions();
    assertThat(predicted).isEqualTo(Arrays.stream(intact).map(both -> 3 + both % 3).toArray());
  }

  @Test
  void layersMayComeInAnyOrderAndAgain() {
    Snapshot snapshot = ofPairs(Networks.twoInputs(), 600).examine(NOW);
    NetworkAccess access = access(snapshot);
    Layer left = layer(snapshot, "leftDense");
    Layer dense = layer(snapshot, "dense");
    int[] first = access.predictions(left, Intervention.of(2, 5));
    int[] second = access.predictions(dense, Intervention.of(2, 5));
    assertThat(access.predictions(left, Intervention.of(2, 5))).isEqualTo(first);
    assertThat(access.predictions(dense, Intervention.of(2, 5))).isEqualTo(second);
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void whatIsNotKeptIsComputedAnew() {
    MultiLayerNetwork network = Networks.convolutional();
    Probe probe = Probe.of(Examples.images(600, 3).toMultiDataSet(), null, 5000, 1);
    Shadow shadow = Shadow.of(network);
    List<Layer> outputs = List.of(shadow.layers().get(4));
    Layer layer = shadow.layers().get(1);
    int[] kept = null;
    for (long most : new long[] {Long.MAX_VALUE, 80_000, 0}) {
      PathConductance paths = new PathConductance(shadow, List.of(), Predictions.of(shadow, probe));
      ShadowAccess access =
          new ShadowAccess(
              shadow,
              probe.blocks(),
              outputs,
              probe.classLabels(output -> false),
              Predictions.of(shadow, probe),
              paths,
              most,
              0);
      int[] predictions = access.predictions(layer, Intervention.of(1, 4));
      assertThat(access.predictions(layer, Intervention.of(1, 4))).isEqualTo(predictions);
      kept = kept == null ? predictions : kept;
      assertThat(predictions).isEqualTo(kept);
      access.close();
    }
  }

  @Test
  void theUsersNetworkAndDataStayAsTheyAre() {
    MultiLayerNetwork network = Networks.convolutional();
    MultiDataSet data = Examples.images(60, 3).toMultiDataSet();
    INDArray parameters = network.params().dup();
    INDArray features = data.getFeatures(0).dup();
    long random = Nd4j.getRandom().getSeed();
    INDArray before = network.output(features);
    Snapshot snapshot = examiner(network, data).examine(NOW);
    for (var seen : snapshot.layers()) {
      access(snapshot).predictions(seen.layer(), Intervention.of(0, 1));
    }
    assertThat(network.params()).isEqualTo(parameters);
    assertThat(data.getFeatures(0)).isEqualTo(features);
    assertThat(network.output(features)).isEqualTo(before);
    assertThat(Nd4j.getRandom().getSeed()).isEqualTo(random);
  }

  @Test
  void theNextExaminationIsNotDisturbed() {
    Examiner examiner = ofPairs(Networks.twoInputs(), 300);
    Snapshot first = examiner.examine(NOW);
    access(first).predictions(first.layers().get(0).layer(), Intervention.of(0, 9));
    Snapshot second = examiner.examine(NOW);
    assertThat(second.predictions()).isEqualTo(first.predictions());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Examiner examiner =
        examiner(Networks.denseWithDropout(), Examples.flat(30, 3).toMultiDataSet());
    Snapshot snapshot = examiner.examine(NOW);
    NetworkAccess access = access(snapshot);
    Layer first = layer(snapshot, "first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> access.predictions(first, Intervention.of(8, 1)))
        .withMessage("layer 'first': unit 8 must be below 8, the number of units");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                access.predictions(
                    new Layer(0, "other", "DenseLayer", null, ""), Intervention.none()))
        .withMessage("layer (other) must be one of [first, dropout, second, output]");
    assertThat(access.predictions(first, Intervention.none())).isEqualTo(snapshot.predictions());
    examiner.clear();
    assertThatIllegalStateException()
        .isThrownBy(() -> access.predictions(first, Intervention.none()));
  }

  @Test
  void aRegressionPredictsNoClass() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    MultiDataSet data = Examples.flat(30, 3).toMultiDataSet();
    int[] classes = IntStream.range(0, 30).map(row -> row % 7).toArray();
    Snapshot snapshot =
        new Examiner(network, Probe.of(data, classes, 5000, 1), List.of(), false).examine(NOW);
    assertThat(access(snapshot).predictions(layer(snapshot, "first"), Intervention.none()))
        .isNull();
  }
}
