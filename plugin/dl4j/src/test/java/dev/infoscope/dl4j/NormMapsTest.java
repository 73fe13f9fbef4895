// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Activation;
import dev.infoscope.network.ObservedMap;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A batch norm becomes part of the map next to it, which then does what both do. */
class NormMapsTest {
  private static final Range SIGNED = new Range(-1, 1);

  private static Range range(INDArray values) {
    return new Range(values.minNumber().doubleValue(), values.maxNumber().doubleValue());
  }

  @ParameterizedTest
  @EnumSource
  void aBatchNormIsFoldedIntoTheLayerWithoutActivationBeforeIt(Norms.Kind kind) {
    MultiLayerNetwork network = Norms.trained(Norms.behindIdentity(kind));
    DataSet data = Examples.flat(200, 5);
    Affine affine = Affine.of(network, data.toMultiDataSet());
    List<INDArray> seen = network.feedForward(data.getFeatures(), false);
    ObservedMap plain = affine.maps().get("plain");
    assertThat(plain.note()).isEqualTo("batch norm folded");
    assertThat(plain.dense().activation()).isEqualTo(Activation.named("relu"));
    Affine.assertMaps(plain, seen.get(0), seen.get(3));
    assertThat(plain.outputsSeen()).isEqualTo(range(seen.get(3)));
    assertThat(affine.skipped()).isEmpty();
    assertThat(affine.maps().get("output").feeder()).isEqualTo("plain");
  }

  @ParameterizedTest
  @EnumSource
  void aBatchNormBehindAnActivationIsFoldedIntoTheNextLayer(Norms.Kind kind) {
    MultiLayerNetwork network = Norms.trained(Norms.behindTanh(kind));
    DataSet data = Examples.flat(200, 5);
    Affine affine = Affine.of(network, data.toMultiDataSet());
    List<INDArray> seen = network.feedForward(data.getFeatures(), false);
    assertThat(affine.maps().get("first").note()).isEmpty();
    ObservedMap second = affine.maps().get("second");
    Affine.assertMaps(second, seen.get(1), seen.get(3));
    assertThat(second.note()).isEqualTo("batch norm folded");
    assertThat(second.inputBounds()).as("of the layer before the norm").isEqualTo(SIGNED);
    assertThat(second.feeder()).as("past the norm, which is in its map").isEqualTo("first");
    assertThat(affine.skipped()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aBatchNormOfChannelsIsFoldedIntoTheDenseLayerOverAllPositions(CNN2DFormat format) {
    MultiLayerNetwork network = Norms.trained(Norms.betweenImageAndDense(format));
    DataSet data = Norms.images(network, 50, 5);
    ObservedMap dense = Affine.of(network, data.toMultiDataSet()).maps().get("dense");
    List<INDArray> seen = network.feedForward(data.getFeatures(), false);
    INDArray channels = seen.get(1).dup('c').reshape(50, -1);
    Affine.assertMaps(dense, channels, seen.get(3));
  }

  @ParameterizedTest
  @CsvSource({
    "LEARNED, NCHW",
    "FIXED_GAMMA_AND_BETA, NCHW",
    "LOGARITHM_OF_DEVIATION, NHWC",
    "LEARNED, NHWC"
  })
  void aBatchNormBehindAPlainConvolutionIsFoldedIntoItsFilters(
      Norms.Kind kind, CNN2DFormat format) {
    MultiLayerNetwork network = Norms.trained(Norms.behindPlainConvolution(kind, format));
    DataSet data = Norms.images(network, 50, 5);
    Affine affine = Affine.of(network, data.toMultiDataSet());
    List<INDArray> seen = network.feedForward(data.getFeatures(), false);
    boolean last = format == CNN2DFormat.NHWC;
    INDArray from = last ? seen.get(0).permute(0, 3, 1, 2) : seen.get(0);
    INDArray to = last ? seen.get(3).permute(0, 3, 1, 2) : seen.get(3);
    ObservedMap conv = affine.maps().get("conv");
    assertThat(conv.note()).isEqualTo("receptive field to channels, batch norm folded");
    assertThat(conv.dense().activation()).isEqualTo(Activation.named("relu"));
    for (int row = 0; row < 50; row++) {
      int[] position = {row % 6, row / 6 % 6};
      assertThat(Affine.apply(conv, Field.of(3, 3).cut(from, row, position)))
          .containsExactly(Field.channels(to, row, position), within(1e-5));
    }
    assertThat(affine.skipped()).isEmpty();
  }

  @Test
  void inGraphsANormBelongsToItsLayerUnlessThatIsAlsoUsedWithoutIt() {
    ComputationGraph graph = Norms.branches();
    DataSet data = Examples.flat(100, 5);
    Affine affine = Affine.of(graph, data.toMultiDataSet());
    var seen = graph.feedForward(data.getFeatures(), false);
    ObservedMap left = affine.maps().get("left");
    assertThat(left.dense().activation()).isEqualTo(Activation.named("sigmoid"));
    Affine.assertMaps(left, data.getFeatures(), seen.get("leftEnd"));
    ObservedMap right = affine.maps().get("right");
    assertThat(right.note()).isEmpty();
    Affine.assertMaps(right, data.getFeatures(), seen.get("right"));
    ObservedMap behind = affine.maps().get("behind");
    assertThat(behind.note()).isEqualTo("batch norm folded");
    Affine.assertMaps(behind, seen.get("right"), seen.get("behind"));
    assertThat(behind.feeder()).isEqualTo("right");
    assertThat(affine.skipped()).isEmpty();
  }
}
