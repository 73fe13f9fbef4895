// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.network.ObservedMap;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A convolution read as an affine map does at every position what the network does. */
class ConvolutionMapsTest {
  private static void assertMaps(
      ObservedMap map, ConvolutionKind kind, INDArray inputs, INDArray outputs) {
    INDArray from = kind.inputs().channelsFirst(inputs);
    INDArray to = kind.inputs().channelsFirst(outputs);
    int[] sizes = new int[to.rank() - 2];
    int positions = 1;
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = (int) to.size(2 + d);
      positions *= sizes[d];
    }
    assertThat(positions).isGreaterThan(3);
    for (int at = 0; at < positions; at++) {
      int[] position = new int[sizes.length];
      int rest = at;
      for (int d = sizes.length - 1; d >= 0; d--) {
        position[d] = rest % sizes[d];
        rest /= sizes[d];
      }
      int row = at % (int) to.size(0);
      assertThat(Affine.apply(map, kind.field().cut(from, row, position)))
          .as("row %d at %s", row, position)
          .containsExactly(Field.channels(to, row, position), within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPositionIsTheMapOfItsReceptiveField(ConvolutionKind kind) {
    MultiLayerNetwork network = kind.network();
    DataSet data = kind.inputs().data(20, 4);
    Affine affine = Affine.of(network, data.toMultiDataSet());
    List<INDArray> seen = network.feedForward(data.getFeatures(), false);
    ObservedMap conv = affine.maps().get("conv");
    assertThat(affine.skipped()).doesNotContainKey("conv (causal)");
    assertThat(conv.note()).isEqualTo("receptive field to channels");
    assertMaps(conv, kind, seen.get(0), seen.get(1));
  }

  /** DL4J has no batch norm for sequences and volumes. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "PLANE.*")
  void aBatchNormOfTheChannelsBeforeItIsFoldedIn(ConvolutionKind kind) {
    MultiLayerNetwork network = kind.normed();
    DataSet data = kind.inputs().data(40, 4);
    data.getFeatures().muli(1.7).addi(0.4);
    for (int epoch = 0; epoch < 10; epoch++) {
      network.fit(data);
    }
    Affine affine = Affine.of(network, data.toMultiDataSet());
    List<INDArray> seen = network.feedForward(data.getFeatures(), false);
    ObservedMap conv = affine.maps().get("conv");
    assertThat(affine.skipped()).doesNotContainKeys("conv (causal)", "norm (causal)");
    assertThat(conv.note()).isEqualTo("receptive field to channels, batch norm folded");
    assertMaps(conv, kind, seen.get(0), seen.get(2));
  }
}
