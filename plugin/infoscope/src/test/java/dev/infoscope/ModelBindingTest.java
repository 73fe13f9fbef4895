// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.safety.Situation;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearningHelper;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** To which network a run belongs, and which others it takes. */
class ModelBindingTest {
  private static final DataSet DATA = Examples.flat(60, 1);

  private final Recorder recorder = new Recorder();

  private InfoscopeBuilder watching() {
    return Infoscope.builder().probe(DATA).sink(recorder).synchronous();
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().seed(3).updater(new Adam(0.01));
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(Networks.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork network(NeuralNetConfiguration.Builder base, Activation first) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base.list()
                .layer(new DenseLayer.Builder().nOut(4).activation(first).build())
                .layer(new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build())
                .layer(output())
                .setInputType(InputType.feedForward(Networks.INPUTS))
                .build());
    network.init();
    return network;
  }

  private static ListDataSetIterator<DataSet> batches() {
    return new ListDataSetIterator<>(DATA.asList(), 20);
  }

  /** Examines each epoch once: at its end, or with its third and last iteration. */
  private InfoscopeBuilder every(boolean iterations) {
    return iterations ? watching().everyIterations(3) : watching();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void foldsThatResetTheCountsOfOneNetworkAreAllExamined(boolean iterations) {
    MultiLayerNetwork network = network(base(), Activation.TANH);
    INDArray initial = network.params().dup();
    try (Infoscope scope = every(iterations).build()) {
      network.addListeners(scope.listener());
      for (int fold = 1; fold <= 3; fold++) {
        network.setParams(initial.mul(fold));
        network.setEpochCount(0);
        network.setIterationCount(0);
        network.fit(batches(), 1);
      }
    }
    assertThat(recorder.reports).hasSize(3);
    assertNoFailure();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aListenerThatIsAddedTwiceReportsOnce(boolean iterations) {
    MultiLayerNetwork network = network(base(), Activation.TANH);
    try (Infoscope scope = every(iterations).build()) {
      TrainingListener listener = scope.listener();
      network.addListeners(listener, listener);
      network.fit(batches(), 2);
    }
    assertThat(network.getListeners()).hasSize(2);
    assertThat(recorder.reports).hasSize(2);
    assertNoFailure();
  }

  private void assertNoFailure() {
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tried(
      value = "layers are pretrained one by one, so that callbacks bring a layer for a network",
      area = Area.TRAINING)
  @Situation(
      number = 5,
      value = "unsupervised pretraining calls listeners with a layer",
      issues = 6228,
      holds = "layers are skipped, and the network is read when it comes")
  void pretrainedLayersAreSkippedAndTheNetworkIsWatchedWhenItComes(boolean attached) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base()
                .list()
                .layer(new AutoEncoder.Builder().nOut(4).build())
                .layer(output())
                .setInputType(InputType.feedForward(Networks.INPUTS))
                .build());
    network.init();
    try (Infoscope scope = watching().everyIterations(1).build()) {
      if (attached) {
        scope.attach(network);
      } else {
        network.addListeners(scope.listener());
      }
      network.pretrain(new ListDataSetIterator<>(DATA.asList(), 30), 2);
      network.fit(new ListDataSetIterator<>(DATA.asList(), 30), 3);
    }
    assertThat(recorder.reports).hasSize(6);
    assertThat(recorder.lastHealth().skipped())
        .containsEntry("other-model", 4L)
        .containsEntry("off", 0L);
    assertNoFailure();
  }

  @Test
  void aLayerThatIsSampledIsRefusedAndTheNetworkStillTaken() {
    MultiLayerNetwork network = network(base(), Activation.TANH);
    try (Infoscope scope = watching().build()) {
      scope.sample(network.getLayer(0), 1);
      scope.sample(network, 1);
    }
    assertThat(recorder.reports).hasSize(1);
    assertThat(recorder.lastHealth().failures()).containsEntry("listener", 1L);
  }

  /** Networks with as many parameters as the one that is watched, which compute something else. */
  enum Stranger {
    ACTIVATION {
      @Override
      MultiLayerNetwork make() {
        return network(base(), Activation.RELU);
      }
    },
    WIDTHS {
      @Override
      MultiLayerNetwork make() {
        return widths(Networks.INPUTS);
      }

      private MultiLayerNetwork widths(int inputs) {
        // 6 x 4 + 4 + 4 x 4 + 4 + 4 x 3 + 3 = 63 = 6 x 6 + 6 + 6 x 3 + 3
        MultiLayerNetwork network =
            new MultiLayerNetwork(
                base()
                    .list()
                    .layer(new DenseLayer.Builder().nOut(6).activation(Activation.TANH).build())
                    .layer(output())
                    .setInputType(InputType.feedForward(inputs))
                    .build());
        network.init();
        return network;
      }
    };

    abstract MultiLayerNetwork make();
  }

  @ParameterizedTest
  @EnumSource
  @Tried(
      value = "a network of another architecture with as many parameters is sampled",
      area = Area.FAILURES)
  void aStrangerWithAsManyParametersIsRefused(Stranger stranger) {
    MultiLayerNetwork network = network(base(), Activation.TANH);
    assertThat(stranger.make().numParams()).isEqualTo(network.numParams());
    try (Infoscope scope = watching().build()) {
      scope.sample(network, 1);
      scope.sample(stranger.make(), 2);
      scope.sample(network, 3);
    }
    assertThat(recorder.reports).hasSize(2);
    assertThat(recorder.lastHealth().failures()).containsEntry("listener", 1L);
  }

  @Test
  void replicasThatOnlyTrainOtherwiseAreTaken() throws Exception {
    MultiLayerNetwork network = network(base(), Activation.TANH);
    MultiLayerNetwork slower =
        network(base().updater(new Sgd(0.1)).l2(0.1).dropOut(0.5), Activation.TANH);
    slower.fit(DATA);
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    ModelSerializer.writeModel(network, bytes, true);
    try (Infoscope scope = watching().build()) {
      scope.sample(network, 1);
      scope.sample(slower, 2);
      scope.sample(
          ModelSerializer.restoreMultiLayerNetwork(
              new java.io.ByteArrayInputStream(bytes.toByteArray())),
          3);
    }
    assertThat(recorder.reports).hasSize(3);
    assertNoFailure();
  }

  @Test
  void aGraphWhoseUpdaterCannotBeClonedIsWatched() {
    ComputationGraphConfiguration configuration =
        base()
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.recurrent(Networks.INPUTS, Networks.STEPS))
            .addLayer("lstm", new LSTM.Builder().nOut(4).build(), "in")
            .addVertex(
                "attention",
                new AttentionVertex.Builder()
                    .nInKeys(4)
                    .nInQueries(4)
                    .nInValues(4)
                    .nOut(4)
                    .nHeads(2)
                    .headSize(2)
                    .projectInput(true)
                    .build(),
                "lstm",
                "lstm",
                "lstm")
            .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "attention")
            .addLayer("output", output(), "pool")
            .setOutputs("output")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    DataSet data = Examples.sequences(40, 3, false);
    DataSet flat = new DataSet(data.getFeatures(), Examples.flat(40, 3).getLabels());
    graph.fit(flat); // makes the updater
    Recorder seen = new Recorder();
    try (Infoscope scope = Infoscope.builder().probe(flat).sink(seen).synchronous().build()) {
      scope.attach(graph);
      scope.sample(graph, 1);
    }
    assertThat(seen.reports).hasSize(1);
    assertThat(seen.lastHealth().failures().values()).containsOnly(0L);
  }

  @Test
  @Situation(
      number = 6,
      value = "TransferLearningHelper featurizes a network",
      issues = 4635,
      holds = "every layer of the original is read")
  void theOriginalOfATransferLearningHelperIsWatched() {
    MultiLayerNetwork network = network(base(), Activation.TANH);
    network.fit(DATA);
    TransferLearningHelper helper = new TransferLearningHelper(network, 0);
    assertThat(helper.unfrozenMLN().getnLayers()).isEqualTo(2);
    try (Infoscope scope = watching().build()) {
      scope.attach(network);
      scope.sample(network, 1);
    }
    assertThat(recorder.reports).hasSize(1);
    assertNoFailure();
    assertThat(recorder.layers()).hasSize(3);
  }

  @Test
  void aNetworkWithoutParametersIsRefusedInOneLine() {
    MultiLayerNetwork empty =
        new MultiLayerNetwork(
            base()
                .list()
                .layer(
                    new org.deeplearning4j.nn.conf.layers.LossLayer.Builder(LossFunction.MSE)
                        .build())
                .build());
    empty.init();
    try (Infoscope scope = watching().build()) {
      assertThatThrownBy(() -> scope.attach(empty))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no parameters");
    }
  }
}
