// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.measure.probe.ProbeScores;
import dev.infoscope.network.ClassedRows;
import dev.infoscope.network.Moment;
import dev.infoscope.network.OutputSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.ValueErrors;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.regression.RegressionEvaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** How a network does on the probe set is what DL4J itself says of it. */
class ProbeOutputsTest {
  private static final int ROWS = 600; // three blocks
  private static final Moment NOW = new Moment(1, 1, Instant.EPOCH, 0);

  private static List<OutputSnapshot> outputs(Model model, Probe probe) {
    return examine(model, probe).outputs();
  }

  private static Snapshot examine(Model model, Probe probe) {
    return new Examiner(model, probe, List.of(), false).examine(NOW);
  }

  private static Probe probe(MultiDataSet data, int... classes) {
    return Probe.of(data, classes.length == 0 ? null : classes, 5000, 1);
  }

  private static double loss(List<OutputSnapshot> outputs) {
    return outputs.stream().mapToDouble(output -> Objects.requireNonNull(output.loss())).sum();
  }

  private static double unregularised(Model model, MultiDataSet data) {
    if (model instanceof ComputationGraph graph) {
      return graph.score(data, false) - graph.calcRegularizationScore(true);
    }
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    DataSet single =
        new DataSet(
            data.getFeatures(0),
            data.getLabels(0),
            data.getFeaturesMaskArray(0),
            data.getLabelsMaskArray(0));
    return network.score(single, false) - network.calcRegularizationScore(true);
  }

  private static MultiLayerNetwork network(InputType type, boolean mean, Layer... layers) {
    var list =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(DataType.DOUBLE)
            .activation(Activation.TANH)
            .miniBatch(mean)
            .l2(0.01)
            .list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(type).build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork dense(LossFunction loss, Activation activation, int units) {
    return network(
        InputType.feedForward(4),
        true,
        new DenseLayer.Builder().nOut(6).build(),
        new OutputLayer.Builder(loss).name("out").nOut(units).activation(activation).build());
  }

  private static INDArray features(long... shape) {
    Nd4j.getRandom().setSeed(8);
    return Nd4j.randn(DataType.DOUBLE, shape);
  }

  private static INDArray oneHot(int classes) {
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, ROWS, classes);
    for (int row = 0; row < ROWS; row++) {
      labels.putScalar(row, (row * row + row / 7) % classes, 1);
    }
    return labels;
  }

  private static int[] twoClasses() {
    int[] classes = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      classes[row] = row % 2;
    }
    return classes;
  }

  @ParameterizedTest
  @EnumSource
  void theLossIsTheScoreOfTheNetworkWithoutRegularisation(RepeatableTraining subject) {
    Model model = subject.network();
    double score = unregularised(model, subject.data());
    assertThat(loss(outputs(model, probe(subject.data())))).isCloseTo(score, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "MCXENT, SOFTMAX, 3",
    "NEGATIVELOGLIKELIHOOD, SOFTMAX, 3",
    "KL_DIVERGENCE, SOFTMAX, 3",
    "XENT, SIGMOID, 3",
    "XENT, SIGMOID, 2",
    "MSE, SIGMOID, 3",
    "MSE, IDENTITY, 3",
    "L1, IDENTITY, 3",
    "MEAN_ABSOLUTE_ERROR, TANH, 3",
    "MEAN_SQUARED_LOGARITHMIC_ERROR, SOFTPLUS, 3",
    "POISSON, SOFTPLUS, 3",
    "COSINE_PROXIMITY, TANH, 3",
    "SQUARED_HINGE, TANH, 3",
    "HINGE, TANH, 3"
  })
  void theLossIsThatOfTheNetworksOwnFunction(LossFunction loss, Activation activation, int units) {
    MultiLayerNetwork network = dense(loss, activation, units);
    MultiDataSet data = new DataSet(features(ROWS, 4), oneHot(units)).toMultiDataSet();
    double score = unregularised(network, data);
    assertThat(network.calcRegularizationScore(true)).isGreaterThan(1e-3);
    assertThat(loss(outputs(network, probe(data)))).isCloseTo(score, within(1e-6));
  }

  @Test
  void theLossOfCentresIsPartOfIt() {
    MultiLayerNetwork network =
        network(
            InputType.feedForward(4),
            true,
            new DenseLayer.Builder().nOut(6).build(),
            new CenterLossOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .lambda(0.5)
                .build());
    MultiDataSet data = new DataSet(features(ROWS, 4), oneHot(3)).toMultiDataSet();
    double score = unregularised(network, data);
    assertThat(loss(outputs(network, probe(data)))).isCloseTo(score, within(1e-6));
  }

  @Test
  void aNetworkThatAddsLossesUpIsReadAsAMean() {
    OutputLayer output =
        new OutputLayer.Builder(LossFunction.MCXENT).nOut(3).activation(Activation.SOFTMAX).build();
    MultiLayerNetwork network = network(InputType.feedForward(4), false, output);
    MultiDataSet data = new DataSet(features(ROWS, 4), oneHot(3)).toMultiDataSet();
    double score = unregularised(network, data);
    assertThat(loss(outputs(network, probe(data)))).isCloseTo(score / ROWS, within(1e-6));
  }

  @Test
  void everyPositionOfAnImageCounts() {
    MultiLayerNetwork network =
        network(
            InputType.convolutional(4, 4, 1),
            true,
            new ConvolutionLayer.Builder(1, 1).nOut(2).build(),
            new CnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build());
    INDArray targets = features(ROWS, 2, 4, 4).mul(2);
    MultiDataSet data = new DataSet(features(ROWS, 1, 4, 4), targets).toMultiDataSet();
    double score = unregularised(network, data);
    OutputSnapshot output = outputs(network, probe(data, twoClasses())).get(0);
    assertThat(output.loss()).isCloseTo(score, within(1e-6));
    assertThat(Objects.requireNonNull(output.errors()).count(0)).isEqualTo(16L * ROWS);
  }

  @Test
  void accuracyIsThatOfTheNetworksOwnEvaluation() {
    MultiLayerNetwork network = dense(LossFunction.MCXENT, Activation.SOFTMAX, 3);
    DataSet data = new DataSet(features(ROWS, 4), oneHot(3));
    Evaluation evaluation = new Evaluation(3);
    evaluation.eval(data.getLabels(), network.output(data.getFeatures()));
    assertThat(read(network, probe(data.toMultiDataSet()), ProbeMetrics.ACCURACY))
        .isCloseTo(evaluation.accuracy(), within(1e-12));
    assertThat(read(network, probe(data.toMultiDataSet()), ProbeMetrics.BALANCED_ACCURACY))
        .isCloseTo(evaluation.recall(), within(1e-12));
  }

  private static double read(Model model, Probe probe, Object metric) {
    return new ProbeScores()
        .measure(examine(model, probe)).readings().stream()
            .filter(reading -> reading.metric().equals(metric))
            .mapToDouble(Reading::value)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void errorsOfARegressionAreThoseOfTheNetworksOwnEvaluation() {
    MultiLayerNetwork network = dense(LossFunction.MSE, Activation.IDENTITY, 2);
    INDArray targets = features(ROWS, 2).mul(3).add(100);
    DataSet data = new DataSet(features(ROWS, 4), targets);
    RegressionEvaluation evaluation = new RegressionEvaluation(2);
    evaluation.eval(targets, network.output(data.getFeatures()));
    Probe probe = probe(data.toMultiDataSet(), twoClasses());
    assertThat(read(network, probe, ProbeMetrics.R2))
        .isCloseTo(evaluation.averageRSquared(), within(1e-6));
    double squared = evaluation.averageMeanSquaredError();
    assertThat(read(network, probe, ProbeMetrics.RMSE)).isCloseTo(Math.sqrt(squared), within(1e-6));
    assertThat(outputs(network, probe).get(0).classes()).isNull();
  }

  @Test
  void eachOutputIsHeldAgainstItsOwnTargets() {
    ComputationGraph graph = Networks.twoInputs();
    MultiDataSet data = Examples.pairs(ROWS, 5);
    List<OutputSnapshot> outputs = outputs(graph, probe(data));
    assertThat(outputs).extracting(OutputSnapshot::name).containsExactly("output", "second");
    INDArray[] said = graph.output(data.getFeatures());
    for (int output = 0; output < 2; output++) {
      Evaluation evaluation = new Evaluation(3);
      evaluation.eval(data.getLabels(output), said[output]);
      ClassedRows rows = Objects.requireNonNull(outputs.get(output).classes());
      assertThat(right(rows)).isEqualTo(Math.round(evaluation.accuracy() * ROWS));
    }
  }

  private static long right(ClassedRows rows) {
    long right = 0;
    for (int row = 0; row < rows.labels().length; row++) {
      right += rows.labels()[row] == rows.predictions()[row] ? 1 : 0;
    }
    return right;
  }

  private static MultiLayerNetwork recurrent(LossFunction loss, Activation activation, int units) {
    return network(
        InputType.recurrent(3, 4),
        true,
        new LSTM.Builder().nOut(5).build(),
        new RnnOutputLayer.Builder(loss).nOut(units).activation(activation).build());
  }

  /** Rows 0, 3, 6, ... are left out; the others have a target at step 1 only. */
  private static INDArray oneStep() {
    INDArray mask = Nd4j.zeros(DataType.DOUBLE, ROWS, 4);
    for (int row = 0; row < ROWS; row++) {
      mask.putScalar(row, 1, row % 3 == 0 ? 0 : 1);
    }
    return mask;
  }

  @Test
  void whatTheMaskOfTheTargetsLeavesOutCountsForNothing() {
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, ROWS, 2, 4);
    int[] classes = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      classes[row] = row / 2 % 2;
      labels.putScalar(new int[] {row, classes[row], 1}, 1);
    }
    MultiLayerNetwork network = recurrent(LossFunction.MCXENT, Activation.SOFTMAX, 2);
    INDArray features = features(ROWS, 3, 4);
    DataSet data = new DataSet(features, labels, null, oneStep());
    MultiDataSet both = data.toMultiDataSet();
    double score = unregularised(network, both);
    Evaluation evaluation = new Evaluation(2);
    evaluation.eval(labels, network.output(features), oneStep());
    OutputSnapshot output = outputs(network, probe(both, classes)).get(0);
    ClassedRows rows = Objects.requireNonNull(output.classes());
    assertThat(rows.labels()).hasSize(ROWS / 3 * 2);
    assertThat(right(rows)).isEqualTo(Math.round(evaluation.accuracy() * ROWS * 2 / 3));
    assertThat(output.loss()).isCloseTo(score, within(1e-6));
  }

  @Test
  void ofPredictedSequencesEveryStepThatTheMaskLeavesInCounts() {
    MultiLayerNetwork network = recurrent(LossFunction.MSE, Activation.IDENTITY, 2);
    INDArray targets = features(ROWS, 2, 4).mul(3);
    DataSet data = new DataSet(features(ROWS, 3, 4), targets, null, oneStep());
    RegressionEvaluation evaluation = new RegressionEvaluation(2);
    evaluation.eval(targets, network.output(data.getFeatures()), oneStep());
    Probe probe = probe(data.toMultiDataSet(), twoClasses());
    assertThat(read(network, probe, ProbeMetrics.RMSE))
        .isCloseTo(Math.sqrt(evaluation.averageMeanSquaredError()), within(1e-6));
    ValueErrors errors = Objects.requireNonNull(outputs(network, probe).get(0).errors());
    assertThat(errors.count(1)).isEqualTo(ROWS / 3 * 2);
  }

  @Test
  void numbersOfClassesAreReadAsClasses() {
    MultiLayerNetwork network = dense(LossFunction.SPARSE_MCXENT, Activation.SOFTMAX, 3);
    INDArray numbers = oneHot(3).argMax(1).castTo(DataType.DOUBLE).reshape(ROWS, 1);
    DataSet sparse = new DataSet(features(ROWS, 4), numbers);
    Evaluation evaluation = new Evaluation(3);
    evaluation.eval(oneHot(3), network.output(sparse.getFeatures()));
    assertThat(read(network, probe(sparse.toMultiDataSet()), ProbeMetrics.ACCURACY))
        .isCloseTo(evaluation.accuracy(), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(names = {"MCXENT", "NEGATIVELOGLIKELIHOOD", "SPARSE_MCXENT"})
  void theLossOfNumbersOfClassesIsThatOfTheirColumns(LossFunction loss) {
    INDArray numbers = oneHot(3).argMax(1).castTo(DataType.DOUBLE).reshape(ROWS, 1);
    MultiLayerNetwork same = dense(LossFunction.MCXENT, Activation.SOFTMAX, 3);
    double score = unregularised(same, new DataSet(features(ROWS, 4), oneHot(3)).toMultiDataSet());
    DataSet data = new DataSet(features(ROWS, 4), numbers);
    MultiLayerNetwork network = dense(loss, Activation.SOFTMAX, 3);
    assertThat(loss(outputs(network, probe(data.toMultiDataSet())))).isCloseTo(score, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(names = {"MCXENT", "SPARSE_MCXENT", "HINGE", "SQUARED_HINGE"})
  void withoutTargetsTheLossIsThatOfTheGivenLabels(LossFunction loss) {
    int[] classes = oneHot(3).argMax(1).toIntVector();
    INDArray targets =
        loss == LossFunction.SPARSE_MCXENT
            ? oneHot(3).argMax(1).castTo(DataType.DOUBLE).reshape(ROWS, 1)
            : loss == LossFunction.MCXENT ? oneHot(3) : oneHot(3).mul(2).sub(1);
    Activation end =
        loss == LossFunction.HINGE || loss == LossFunction.SQUARED_HINGE
            ? Activation.IDENTITY
            : Activation.SOFTMAX;
    MultiLayerNetwork network = dense(loss, end, 3);
    double score = unregularised(network, new DataSet(features(ROWS, 4), targets).toMultiDataSet());
    MultiDataSet bare = new DataSet(features(ROWS, 4), null).toMultiDataSet();
    assertThat(loss(outputs(network, probe(bare, classes)))).isCloseTo(score, within(1e-6));
  }

  @Test
  void theUsersRuleReadsTargetsAsItReadsPredictions() {
    MultiLayerNetwork network = dense(LossFunction.MSE, Activation.IDENTITY, 1);
    INDArray targets = features(ROWS, 1);
    DataSet data = new DataSet(features(ROWS, 4), targets);
    Probe probe = probe(data.toMultiDataSet(), twoClasses()).predictedBy(ClassRule.above(0.3));
    OutputSnapshot output = outputs(network, probe).get(0);
    long above = targets.gt(0.3).castTo(DataType.INT64).sumNumber().longValue();
    int[] labels = Objects.requireNonNull(output.classes()).labels();
    assertThat(java.util.Arrays.stream(labels).sum()).isEqualTo(above);
    assertThat(output.errors()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"MCXENT, SOFTMAX, 2, 0", "XENT, SIGMOID, 1, 0", "HINGE, TANH, 1, -1"})
  void withoutTargetsTheGivenLabelsStandForThem(
      LossFunction loss, Activation activation, int units, int low) {
    MultiLayerNetwork network = dense(loss, activation, units);
    INDArray targets = Nd4j.zeros(DataType.DOUBLE, ROWS, units);
    for (int row = 0; row < ROWS; row++) {
      int label = twoClasses()[row];
      targets.putScalar(row, units > 1 ? label : 0, units > 1 || label == 1 ? 1 : low);
    }
    double score = unregularised(network, new DataSet(features(ROWS, 4), targets).toMultiDataSet());
    MultiDataSet bare =
        new org.nd4j.linalg.dataset.MultiDataSet(new INDArray[] {features(ROWS, 4)}, null);
    OutputSnapshot output = outputs(network, probe(bare, twoClasses())).get(0);
    assertThat(output.loss()).isCloseTo(score, within(1e-6));
    assertThat(Objects.requireNonNull(output.classes()).labels()).hasSize(ROWS);
  }

  @Test
  void aPredictedValueWithoutTargetsHasNoLoss() {
    MultiLayerNetwork network = dense(LossFunction.MSE, Activation.IDENTITY, 2);
    MultiDataSet bare =
        new org.nd4j.linalg.dataset.MultiDataSet(new INDArray[] {features(ROWS, 4)}, null);
    OutputSnapshot output = outputs(network, probe(bare, twoClasses())).get(0);
    assertThat(output.loss()).isNull();
    assertThat(output.errors()).isNull();
    assertThat(output.classes()).isNull();
  }

  @Test
  void targetsThatDoNotSuitTheOutputAreSkippedWithTheReason() {
    MultiLayerNetwork network = dense(LossFunction.MCXENT, Activation.SOFTMAX, 3);
    MultiDataSet data = new DataSet(features(ROWS, 4), oneHot(5)).toMultiDataSet();
    Examiner examiner = new Examiner(network, probe(data, twoClasses()), List.of(), false);
    OutputSnapshot output = examiner.examine(NOW).outputs().get(0);
    assertThat(output.loss()).isNull();
    assertThat(output.classes()).isNull();
    assertThat(examiner.skipped()).containsKey("out (probe loss)");
  }

  @Test
  void aNetworkThatIsNotFiniteSaysNoClass() {
    MultiLayerNetwork network = dense(LossFunction.MCXENT, Activation.SOFTMAX, 3);
    network.params().assign(Double.NaN);
    MultiDataSet data = new DataSet(features(ROWS, 4), oneHot(3)).toMultiDataSet();
    OutputSnapshot output = outputs(network, probe(data)).get(0);
    assertThat(output.loss()).isNaN();
    assertThat(Objects.requireNonNull(output.classes()).predictions())
        .containsOnly(ClassedRows.NONE);
  }

  @Test
  void comparingChangesNothingThatIsSeenOfTheLayers() {
    RepeatableTraining subject = RepeatableTraining.MASKED_LSTM;
    Model model = subject.network();
    Examiner with = new Examiner(model, probe(subject.data()), List.of(), false);
    Examiner without = new Examiner(model, probe(subject.data()), List.of(), false);
    without.compare(false);
    for (int pass = 0; pass < 2; pass++) {
      Snapshot one = with.examine(NOW);
      Snapshot other = without.examine(NOW);
      assertThat(other.outputs()).isEmpty();
      for (int layer = 0; layer < one.layers().size(); layer++) {
        assertThat(values(one, layer)).isEqualTo(values(other, layer));
      }
    }
  }

  private static double[] values(Snapshot snapshot, int layer) {
    var activations = snapshot.layers().get(layer).activations();
    double[] values = new double[activations.examples() * activations.units()];
    activations.copy(0, activations.examples(), values);
    return values;
  }
}
