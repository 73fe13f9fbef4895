// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.measure.Reading;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that nobody wrote Infoscope for: each layer is read or skipped, and nothing fails. */
class OddNetworksTest {
  private static final int ROWS = 60;
  private static final int WIDTH = 4; // as many steps as features, so that shapes tell nothing
  private static final InputType FLAT = InputType.feedForward(WIDTH);
  private static final InputType NCW = InputType.recurrent(WIDTH, WIDTH);
  private static final InputType NWC = InputType.recurrent(WIDTH, WIDTH, RNNFormat.NWC);

  /** Targets of an example by its class. */
  private enum Targets {
    ONE_HOT(3, label -> new double[] {label == 0 ? 1 : 0, label == 1 ? 1 : 0, label == 2 ? 1 : 0}),
    SIGNS(1, label -> new double[] {label == 0 ? -1 : 1}),
    BITS(1, label -> new double[] {label == 0 ? 0 : 1});

    private final int width;
    private final Function<Integer, double[]> of;

    Targets(int width, Function<Integer, double[]> of) {
      this.width = width;
      this.of = of;
    }
  }

  private enum Odd {
    HINGE_OF_ONE(FLAT, Targets.SIGNS, dense(), out(LossFunction.HINGE, Activation.IDENTITY, 1)),
    SQUARED_HINGE_TANH(
        FLAT, Targets.SIGNS, dense(), out(LossFunction.SQUARED_HINGE, Activation.TANH, 1)),
    MSE_TANH_SIGNS(FLAT, Targets.SIGNS, dense(), out(LossFunction.MSE, Activation.TANH, 1)),
    POISSON_SOFTPLUS(
        FLAT, Targets.BITS, dense(), out(LossFunction.POISSON, Activation.SOFTPLUS, 1)),
    XENT_OF_THREE(FLAT, Targets.ONE_HOT, dense(), out(LossFunction.XENT, Activation.SIGMOID, 3)),
    COSINE(
        FLAT, Targets.ONE_HOT, dense(), out(LossFunction.COSINE_PROXIMITY, Activation.IDENTITY, 3)),
    KL_DIVERGENCE(
        FLAT, Targets.ONE_HOT, dense(), out(LossFunction.KL_DIVERGENCE, Activation.SOFTMAX, 3)),
    CENTER_LOSS(
        FLAT,
        Targets.ONE_HOT,
        dense(),
        new CenterLossOutputLayer.Builder(LossFunction.MCXENT)
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .build()),
    LOSS_LAYER_BEHIND_ACTIVATION(
        FLAT,
        Targets.ONE_HOT,
        new DenseLayer.Builder().nOut(3).activation(Activation.IDENTITY).build(),
        new ActivationLayer(Activation.SOFTMAX),
        new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.IDENTITY).build()),
    GATES_OF_UNITS(
        FLAT,
        Targets.ONE_HOT,
        new ElementWiseMultiplicationLayer.Builder().nIn(WIDTH).nOut(WIDTH).build(),
        new PReLULayer.Builder().inputShape(WIDTH).build(),
        new BatchNormalization(),
        softmax()),
    FROZEN_TWICE(FLAT, Targets.ONE_HOT, new FrozenLayerWithBackprop(dense()), dense(), softmax()),
    REPEATED(
        FLAT,
        Targets.ONE_HOT,
        new RepeatVector.Builder<>().repetitionFactor(WIDTH).build(),
        new LastTimeStep(new SimpleRnn.Builder().nOut(WIDTH).build()),
        softmax()),
    LAST_OF_BIDIRECTIONAL(
        NCW,
        Targets.ONE_HOT,
        new LastTimeStep(new Bidirectional(Bidirectional.Mode.MUL, lstm())),
        softmax()),
    FROZEN_LAST_STEP(
        NCW, Targets.ONE_HOT, new FrozenLayerWithBackprop(new LastTimeStep(lstm())), softmax()),
    MASK_OF_ZEROS_IN_LAST_STEP(
        NCW,
        Targets.ONE_HOT,
        new LastTimeStep(new MaskZeroLayer.Builder().setUnderlying(lstm()).setMaskValue(0).build()),
        softmax()),
    CHANNELS_LAST(
        NWC,
        Targets.ONE_HOT,
        new Convolution1DLayer.Builder().kernelSize(2).nOut(WIDTH).build(),
        new Subsampling1DLayer.Builder(PoolingType.MAX).kernelSize(2).stride(1).build(),
        new GlobalPoolingLayer.Builder(PoolingType.PNORM).pnorm(3).build(),
        softmax()),
    CHANNELS_LAST_NORMALISED(
        NWC,
        Targets.ONE_HOT,
        new BatchNormalization.Builder().build(),
        new LastTimeStep(lstm()),
        softmax()),
    ATTENTION_OF_QUERIES(
        NCW,
        Targets.ONE_HOT,
        new LearnedSelfAttentionLayer.Builder()
            .nOut(WIDTH)
            .nHeads(1)
            .nQueries(WIDTH)
            .projectInput(true)
            .build(),
        new GlobalPoolingLayer.Builder(PoolingType.SUM).build(),
        softmax());

    private final InputType type;
    private final Targets targets;
    private final Layer[] layers;

    Odd(InputType type, Targets targets, Layer... layers) {
      this.type = type;
      this.targets = targets;
      this.layers = layers;
    }
  }

  private static Layer dense() {
    return new DenseLayer.Builder().nOut(WIDTH).activation(Activation.GELU).build();
  }

  private static LSTM lstm() {
    return new LSTM.Builder().nOut(WIDTH).build();
  }

  private static Layer out(LossFunction loss, Activation activation, int units) {
    return new OutputLayer.Builder(loss).activation(activation).nOut(units).build();
  }

  private static Layer softmax() {
    return out(LossFunction.MCXENT, Activation.SOFTMAX, 3);
  }

  private static MultiLayerNetwork network(Odd odd) {
    var list = new NeuralNetConfiguration.Builder().seed(3).updater(new Adam(0.01)).list();
    for (Layer layer : odd.layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.validateOutputLayerConfig(false).setInputType(odd.type).build());
    network.init();
    return network;
  }

  private static DataSet data(Odd odd) {
    Random random = new Random(5);
    boolean flat = odd.type == FLAT;
    INDArray features =
        flat
            ? Nd4j.create(DataType.FLOAT, ROWS, WIDTH)
            : Nd4j.create(DataType.FLOAT, ROWS, WIDTH, WIDTH);
    for (long at = 0; at < features.length(); at++) {
      features.putScalar(at, (float) random.nextGaussian());
    }
    INDArray targets = Nd4j.create(DataType.FLOAT, ROWS, odd.targets.width);
    for (int row = 0; row < ROWS; row++) {
      targets.putRow(row, Nd4j.create(odd.targets.of.apply(row % 3)).castTo(DataType.FLOAT));
    }
    return new DataSet(features, targets);
  }

  /** What DL4J cannot compute is refused at once, in DL4J's words. */
  @ParameterizedTest
  @EnumSource(
      value = Odd.class,
      names = {"CHANNELS_LAST", "CHANNELS_LAST_NORMALISED", "ATTENTION_OF_QUERIES"})
  void networkThatDl4jCannotComputeIsRefused(Odd odd) {
    DataSet data = data(odd);
    MultiLayerNetwork network = network(odd);
    Throwable own = catchThrowable(() -> network.output(data.getFeatures()));
    assertThat(own).as("DL4J computes it by now").isNotNull();
    try (Infoscope scope = Infoscope.builder().probe(data).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.attach(network))
          .withMessageContaining("must suit the network, which says: at layer");
    }
    assertThat(network.getListeners()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Odd.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CHANNELS_LAST", "CHANNELS_LAST_NORMALISED", "ATTENTION_OF_QUERIES"})
  void everyLayerIsReadOrSkippedAndNothingFails(Odd odd) {
    DataSet data = data(odd);
    int[] classes = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      classes[row] = odd.targets == Targets.ONE_HOT ? row % 3 : Math.min(1, row % 3);
    }
    MultiLayerNetwork alone = network(odd);
    MultiLayerNetwork watched = network(odd);
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data)
            .labels(classes)
            .relay(relay -> relay)
            .ablation(ablation -> ablation.withEveryEpochs(1))
            .sink(recorder)
            .synchronous()
            .build()) {
      scope.attach(watched);
      for (int epoch = 1; epoch <= 2; epoch++) {
        watched.fit(data);
        scope.sample(watched, epoch);
      }
    }
    alone.fit(data);
    alone.fit(data);
    assertThat(watched.params().data().asBytes()).isEqualTo(alone.params().data().asBytes());
    assertThat(recorder.reports).hasSize(2);
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
    Set<String> read =
        recorder.last().readings().stream()
            .map(Reading::layer)
            .filter(Objects::nonNull)
            .map(layer -> layer.name())
            .collect(Collectors.toSet());
    List<String> names = IntStream.range(0, odd.layers.length).mapToObj(i -> "layer" + i).toList();
    for (String name : names) {
      assertThat(read.contains(name) || recorder.last().skipped().containsKey(name))
          .as("%s: read %s, skipped %s", name, read, recorder.last().skipped())
          .isTrue();
    }
    assertThat(recorder.last().skipped().toString()).doesNotContainPattern("\\ba [AEIO]");
  }
}
