// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Activation;
import dev.infoscope.network.ObservedMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A layer read as an affine map does what the network does. */
class AffineMapsTest {
  private static final Range SIGNED = new Range(-1, 1);

  private Map<String, String> skipped = Map.of();

  private Map<String, ObservedMap> maps(Model model, MultiDataSet data, String... names) {
    Affine affine = Affine.of(model, data, names);
    skipped = affine.skipped();
    return affine.maps();
  }

  private static Range range(INDArray values) {
    return new Range(values.minNumber().doubleValue(), values.maxNumber().doubleValue());
  }

  @Test
  void denseLayersAreTheirParametersWithDropoutLeftOut() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    DataSet data = Examples.flat(300, 3);
    Map<String, ObservedMap> maps = maps(network, data.toMultiDataSet());
    List<INDArray> seen = network.feedForward(data.getFeatures(), false);
    ObservedMap first = maps.get("first");
    assertThat(first.dense().weights())
        .containsExactly(network.getLayer(0).getParam("W").dup('c').data().asDouble());
    assertThat(first.dense().bias())
        .containsExactly(network.getLayer(0).getParam("b").data().asDouble());
    Affine.assertMaps(first, seen.get(0), seen.get(1));
    assertThat(first.inputBounds()).isNull();
    assertThat(first.inputsSeen()).isEqualTo(range(seen.get(0)));
    Affine.assertMaps(maps.get("second"), seen.get(1), seen.get(3));
    assertThat(maps.get("second").inputBounds()).as("past the dropout layer").isEqualTo(SIGNED);
    assertThat(maps.get("second").note()).isEmpty();
    assertThat(first.feeder()).isNull();
    assertThat(maps.get("second").feeder()).as("past the dropout layer").isEqualTo("first");
    assertThat(maps.get("output").feeder()).isEqualTo("second");
    assertThat(skipped).isEmpty();
  }

  @Test
  void aSoftmaxIsReadUpToItsLogits() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    DataSet data = Examples.flat(300, 3);
    ObservedMap output = maps(network, data.toMultiDataSet()).get("output");
    INDArray hidden = network.feedForward(data.getFeatures(), false).get(3);
    INDArray logits =
        hidden
            .mmul(network.getLayer(3).getParam("W"))
            .addiRowVector(network.getLayer(3).getParam("b"));
    assertThat(output.dense().activation()).isEqualTo(Activation.named("identity"));
    assertThat(output.note()).isEqualTo("softmax up to the logits");
    Affine.assertMaps(output, hidden, logits);
    assertThat(output.outputsSeen().low()).isCloseTo(range(logits).low(), within(1e-5));
    assertThat(output.outputsSeen().high()).isCloseTo(range(logits).high(), within(1e-5));
  }

  @Test
  void aConvolutionMapsAReceptiveFieldToTheChannelsAtOnePosition() {
    MultiLayerNetwork network = Networks.convolutional();
    DataSet data = Examples.images(40, 3);
    Map<String, ObservedMap> maps = maps(network, data.toMultiDataSet());
    INDArray image = data.getFeatures();
    INDArray channels = network.feedForward(image, false).get(1);
    ObservedMap conv = maps.get("conv");
    assertThat(conv.dense().inputs()).isEqualTo(9);
    assertThat(conv.note()).isEqualTo("receptive field to channels");
    double[] field = new double[9];
    for (int k = 0; k < 9; k++) {
      field[k] = image.getDouble(7, 0, 2 + k / 3, 4 + k % 3);
    }
    double[] expected = new double[4];
    for (int channel = 0; channel < 4; channel++) {
      expected[channel] = channels.getDouble(7, channel, 2, 4);
    }
    assertThat(Affine.apply(conv, field)).containsExactly(expected, within(1e-5));
    assertThat(skipped)
        .containsOnlyKeys("norm (causal)", "pool (causal)")
        .containsEntry("pool (causal)", "it has no weights of its own");
    assertThat(maps.get("dense").inputBounds()).as("after a batch norm").isNull();
    assertThat(maps.get("dense").feeder()).as("behind a pooling").isNull();
    assertThat(maps.get("output").feeder()).isEqualTo("dense");
  }

  @Test
  void graphsAreReadThroughTheirMerges() {
    ComputationGraph graph = Networks.twoInputs();
    MultiDataSet data = Examples.pairs(200, 9);
    Map<String, ObservedMap> maps = maps(graph, data);
    var seen = graph.feedForward(data.getFeatures(), false);
    assertThat(maps).containsOnlyKeys("leftDense", "rightDense", "dense", "output", "second");
    Affine.assertMaps(maps.get("rightDense"), data.getFeatures(1), seen.get("rightDense"));
    assertThat(maps.get("rightDense").inputsSeen()).isEqualTo(range(data.getFeatures(1)));
    Affine.assertMaps(maps.get("dense"), seen.get("merged"), seen.get("dense"));
    assertThat(maps.get("dense").inputBounds()).isEqualTo(SIGNED);
    assertThat(maps.get("dense").feeder()).as("behind a merge").isNull();
    assertThat(maps.get("second").feeder()).isEqualTo("dense");
    assertThat(maps(graph, data, "merged")).isEmpty();
    assertThat(skipped).containsOnlyKeys("merged (causal)");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoAffineMapIsNamedWithTheReason(UnsupportedLayer unsupported) {
    DataSet data = unsupported.data();
    assertThat(maps(unsupported.network(), data.toMultiDataSet())).doesNotContainKey("odd");
    assertThat(skipped.get("odd (causal)")).contains(unsupported.reason());
  }

  @ParameterizedTest
  @EnumSource(KnownActivation.class)
  void everyActivationFunctionIsTheNetworksOwn(KnownActivation known) {
    MultiLayerNetwork network = known.network();
    DataSet data = Examples.flat(100, 4);
    ObservedMap map = maps(network, data.toMultiDataSet()).get("first");
    List<INDArray> seen = network.feedForward(data.getFeatures(), false);
    Affine.assertMaps(map, seen.get(0), seen.get(1));
  }
}
