// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Source;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional.Mode;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;

/** Bounds of activations, which bins and the causal plane rely on, of wrapped layers. */
class LayerRangeTest {
  private static final Range SIGNED = new Range(-1, 1);

  private static Bidirectional pair(Mode mode) {
    return new Bidirectional(
        mode, new SimpleRnn.Builder().nOut(4).activation(Activation.TANH).build());
  }

  /** The sum of two tanh reaches from -2 to 2, whatever it is wrapped in. */
  @ParameterizedTest
  @EnumSource
  void whatTwoDirectionsAddUpToHasNotTheRangeOfOne(Mode mode) {
    for (Layer layer :
        List.of(
            pair(mode),
            new LastTimeStep(pair(mode)),
            new FrozenLayer(pair(mode)),
            new MaskZeroLayer(pair(mode), 0),
            new FrozenLayer(new LastTimeStep(pair(mode))))) {
      assertThat(LayerFacts.range(layer)).isEqualTo(mode == Mode.CONCAT ? SIGNED : null);
    }
  }

  /** What a dense layer above takes, directly or through a maximum. */
  @ParameterizedTest
  @EnumSource
  void theLayerAboveTakesThatRange(Mode mode) {
    assertThat(boundsAbove(new LastTimeStep(pair(mode))))
        .isEqualTo(mode == Mode.CONCAT ? SIGNED : null);
    assertThat(boundsAbove(pair(mode), new GlobalPoolingLayer(PoolingType.MAX)))
        .isEqualTo(mode == Mode.CONCAT ? SIGNED : null);
  }

  private static Range boundsAbove(Layer... layers) {
    var list = new NeuralNetConfiguration.Builder().seed(1).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    list.layer(new DenseLayer.Builder().nOut(3).build())
        .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
        .setInputType(InputType.recurrent(3, 5));
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return new LayerOrder(Shadow.of(network)).bounds(Source.layer(layers.length - 1));
  }

  /** The output gate multiplies: with one that is not from 0 to 1, tanh bounds nothing. */
  @ParameterizedTest
  @CsvSource({"SIGMOID, true", "HARDSIGMOID, true", "RELU, false", "IDENTITY, false"})
  void theGateOfAnLstmDecidesItsRangeToo(Activation gate, boolean bounded) {
    Layer lstm =
        new LSTM.Builder().nOut(4).activation(Activation.TANH).gateActivationFunction(gate).build();
    assertThat(LayerFacts.range(lstm)).isEqualTo(bounded ? SIGNED : null);
    assertThat(LayerFacts.range(new LastTimeStep(lstm))).isEqualTo(bounded ? SIGNED : null);
  }
}
