// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.Random;
import java.util.function.Supplier;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Trainings that died, or learned something else, when the shadow shared dropout or activation
 * functions with the live network: the analysis ran between a forward and a backward pass.
 */
class ShadowIndependenceTest {
  private static final int INPUTS = 6;
  private static final int STEPS = 10;
  private static final int WIDTH = 24;
  private static final int BATCH = 20;
  private static final int EPOCHS = 3;
  private static final DataSet DATA = data(120, 3);
  private static final DataSet PROBE = data(40, 4);

  /** First layers, each followed by the last step or a mean over steps, and an output. */
  enum Victim {
    LAST_STEP(() -> new LastTimeStep(lstm()), false),
    LAST_STEP_OF_SIMPLE_RNN(
        () -> new LastTimeStep(new SimpleRnn.Builder().nOut(WIDTH).dropOut(0.7).build()), false),
    BIDIRECTIONAL(() -> new Bidirectional(lstm()), true),
    BIDIRECTIONAL_LAST_STEP(() -> new LastTimeStep(new Bidirectional(lstm())), false),
    TIME_DISTRIBUTED(
        () -> new TimeDistributed(dense(Activation.TANH).nIn(INPUTS).dropOut(0.7).build()), true),
    MASK_ZERO(
        () -> new MaskZeroLayer(new LSTM.Builder().nIn(INPUTS).nOut(WIDTH).dropOut(0.7).build(), 0),
        true),
    RRELU(() -> new TimeDistributed(dense(Activation.RRELU).nIn(INPUTS).build()), true);

    private final Supplier<Layer> first;
    private final boolean hasSteps;

    Victim(Supplier<Layer> first, boolean hasSteps) {
      this.first = first;
      this.hasSteps = hasSteps;
    }
  }

  private static LSTM lstm() {
    return new LSTM.Builder().nOut(WIDTH).activation(Activation.TANH).dropOut(0.7).build();
  }

  private static DenseLayer.Builder dense(Activation activation) {
    return new DenseLayer.Builder().nOut(WIDTH).activation(activation);
  }

  private static DataSet data(int rows, long seed) {
    Random random = new Random(seed);
    INDArray features = Nd4j.create(DataType.FLOAT, rows, INPUTS, STEPS);
    INDArray labels = Nd4j.create(DataType.FLOAT, rows, 3);
    for (long i = 0; i < features.length(); i++) {
      features.putScalar(i, random.nextGaussian());
    }
    for (int row = 0; row < rows; row++) {
      labels.putScalar(row, random.nextInt(3), 1);
    }
    return new DataSet(features, labels);
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(0.05));
  }

  private static Layer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static float[] train(Victim victim, boolean graph, TrainingListener... listeners) {
    return graph ? trainGraph(victim, listeners) : trainNetwork(victim, listeners);
  }

  private static float[] trainNetwork(Victim victim, TrainingListener... listeners) {
    NeuralNetConfiguration.ListBuilder list = base().list().layer(victim.first.get());
    if (victim.hasSteps) {
      list.layer(new GlobalPoolingLayer());
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(output()).setInputType(InputType.recurrent(INPUTS, STEPS)).build());
    network.init();
    network.setListeners(listeners);
    Nd4j.getRandom().setSeed(3);
    network.fit(new ListDataSetIterator<>(DATA.asList(), BATCH), EPOCHS);
    return network.params().dup().data().asFloat();
  }

  private static float[] trainGraph(Victim victim, TrainingListener... listeners) {
    var builder =
        base()
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.recurrent(INPUTS, STEPS))
            .addLayer("first", victim.first.get(), "in");
    if (victim.hasSteps) {
      builder.addLayer("mean", new GlobalPoolingLayer(), "first");
    }
    String last = victim.hasSteps ? "mean" : "first";
    ComputationGraph graph =
        new ComputationGraph(builder.addLayer("out", output(), last).setOutputs("out").build());
    graph.init();
    graph.setListeners(listeners);
    Nd4j.getRandom().setSeed(3);
    graph.fit(new ListDataSetIterator<>(DATA.asList(), BATCH), EPOCHS);
    return graph.params().dup().data().asFloat();
  }

  @ParameterizedTest
  @CsvSource({
    "LAST_STEP, false",
    "LAST_STEP_OF_SIMPLE_RNN, false",
    "BIDIRECTIONAL, false",
    "BIDIRECTIONAL, true",
    "BIDIRECTIONAL_LAST_STEP, false",
    "BIDIRECTIONAL_LAST_STEP, true",
    "TIME_DISTRIBUTED, false",
    "MASK_ZERO, false",
    "RRELU, false"
  })
  @Tried(
      value = "dropout or a random activation inside a wrapper trains while the analysis runs",
      area = Area.TRAINING)
  void trainingLivesAndLearnsTheSame(Victim victim, boolean graph) {
    float[] without = train(victim, graph);
    for (int run = 0; run < 3; run++) {
      Recorder recorder = new Recorder();
      InfoscopeBuilder builder =
          Infoscope.builder()
              .probe(PROBE)
              .without("flow", "conductance", "relay")
              .budget(1)
              .sink(recorder);
      if (run < 2) {
        builder.everyIterations(1); // the analysis always has something to do
      } else {
        builder.synchronous();
      }
      try (Infoscope scope = builder.build()) {
        assertThat(train(victim, graph, scope.listener())).containsExactly(without);
      }
      assertThat(recorder.reports).isNotEmpty();
      assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
    }
  }
}
