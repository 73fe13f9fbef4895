// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.conf.layers.variational.GaussianReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.conf.ocnn.OCNNOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks without conductance are told by what they are, and never by an exception. */
class ConductanceRefusalTest {
  private static final InputType SEQUENCES = InputType.recurrent(3, 6);

  private static Layer rnnOutput() {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .nOut(2)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Layer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(2)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Layer dense(int in) {
    return new DenseLayer.Builder().nIn(in).nOut(4).activation(Activation.TANH).build();
  }

  private enum Kind {
    ANOMALIES(
        "layer1 (OCNNOutputLayer gives no logits)",
        InputType.feedForward(3),
        dense(3),
        new OCNNOutputLayer.Builder()
            .nIn(4)
            .hiddenLayerSize(2)
            .activation(Activation.RELU)
            .build()),
    TIME_DISTRIBUTED(
        "layer1 (TimeDistributed is not supported by conductance)",
        SEQUENCES,
        new LSTM.Builder().nOut(5).build(),
        new TimeDistributed(dense(5), RNNFormat.NCW),
        rnnOutput()),
    MASK_OF_ZEROS(
        "layer0 (MaskZeroLayer is not supported by conductance)",
        SEQUENCES,
        new MaskZeroLayer.Builder()
            .setUnderlying(new LSTM.Builder().nIn(3).nOut(4).build())
            .setMaskValue(0)
            .build(),
        rnnOutput()),
    TIME_DISTRIBUTED_BEFORE_ALL(
        "layer0 (TimeDistributed is not supported by conductance)",
        SEQUENCES,
        new TimeDistributed(dense(3), RNNFormat.NCW),
        rnnOutput()),
    END_OVER_STEPS(
        "puts out sequences",
        SEQUENCES,
        new SimpleRnn.Builder().nOut(2).build(),
        new ActivationLayer(Activation.SOFTMAX)),
    END_OVER_IMAGES(
        "puts out images or volumes",
        InputType.convolutional(4, 4, 2),
        new ConvolutionLayer.Builder(3, 3).nOut(2).build(),
        new ActivationLayer(Activation.SOFTMAX)),
    END_OVER_VOLUMES(
        "puts out images or volumes",
        InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 3, 3, 3, 2),
        new Convolution3D.Builder(2, 2, 2).nOut(2).build(),
        new ActivationLayer(Activation.SOFTMAX));

    private final String reason;
    private final InputType type;
    private final Layer[] layers;

    Kind(String reason, InputType type, Layer... layers) {
      this.reason = reason;
      this.type = type;
      this.layers = layers;
    }
  }

  private static MultiLayerNetwork network(InputType type, Layer... layers) {
    var list = new NeuralNetConfiguration.Builder().seed(3).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.validateOutputLayerConfig(false).setInputType(type).build());
    network.init();
    return network;
  }

  private static ReadLayers read(MultiLayerNetwork network, long... shape) {
    Nd4j.getRandom().setSeed(5);
    INDArray features = Nd4j.randn(DataType.FLOAT, shape);
    return ReadLayers.of(network, new INDArray[] {features}, null);
  }

  @ParameterizedTest
  @EnumSource
  void conductanceIsRefusedByWhatTheLayerIs(Kind kind) {
    long[] shape = kind.type.getShape(true);
    shape[0] = 10;
    ReadLayers read = read(network(kind.type, kind.layers), shape);
    var access = Objects.requireNonNull(read.snapshot().access());
    ConductancePlan plan =
        new ConductancePlan(
            ConductanceRule.AVERAGED,
            4,
            ConductanceTarget.predicted(),
            null,
            new int[] {0, 1},
            false);
    Conductances found = access.conductances(plan);
    assertThat(found.layers()).isEmpty();
    assertThat(read.skipped().get("all layers (conductance)"))
        .contains(kind.reason)
        .doesNotContainPattern("\\ba [AEIOaeio]");
  }

  private enum Weighted {
    VARIATIONAL(
        "VariationalAutoencoder is not read as an affine map of its inputs",
        InputType.feedForward(6),
        new VariationalAutoencoder.Builder()
            .nOut(4)
            .encoderLayerSizes(7)
            .decoderLayerSizes(7)
            .reconstructionDistribution(new GaussianReconstructionDistribution(Activation.IDENTITY))
            .build(),
        output()),
    BIDIRECTIONAL(
        "bidirectional LSTM is not read as an affine map of its inputs",
        SEQUENCES,
        new Bidirectional(new LSTM.Builder().nOut(4).build()),
        rnnOutput()),
    LAST_OF_BIDIRECTIONAL(
        "bidirectional SimpleRnn is not read as an affine map of its inputs",
        SEQUENCES,
        new LastTimeStep(
            new Bidirectional(Bidirectional.Mode.ADD, new SimpleRnn.Builder().nOut(4).build())),
        output()),
    WITHOUT_WEIGHTS(
        "it has no weights of its own",
        InputType.convolutional(4, 4, 2),
        new org.deeplearning4j.nn.conf.layers.SubsamplingLayer.Builder().kernelSize(2, 2).build(),
        output());

    private final String reason;
    private final InputType type;
    private final Layer[] layers;

    Weighted(String reason, InputType type, Layer... layers) {
      this.reason = reason;
      this.type = type;
      this.layers = layers;
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyLayersWithoutWeightsAreSaidToHaveNone(Weighted kind) {
    long[] shape = kind.type.getShape(true);
    shape[0] = 10;
    ReadLayers read = read(network(kind.type, kind.layers), shape);
    assertThat(read.skipped().get("layer0 (causal)")).isEqualTo(kind.reason);
  }
}
