// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.infoscope.network.Source;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConvolutionStageTest {
  private static final int ROWS = 420; // more patches than are laid out at once
  private static final int SIDE = 24;

  private final GradientGraph graph = GradientGraphs.of(network(), DataType.DOUBLE);
  private final INDArray images = images();

  private static MultiLayerNetwork network() {
    return Kinds.list(
        InputType.convolutional(SIDE, SIDE, 1),
        Kinds.output(),
        new ConvolutionLayer.Builder(5, 5).nOut(2).build());
  }

  private static INDArray images() {
    Random random = new Random(5);
    INDArray images = Nd4j.create(DataType.DOUBLE, ROWS, 1, SIDE, SIDE);
    for (long i = 0; i < images.length(); i++) {
      images.putScalar(i, random.nextGaussian());
    }
    return images;
  }

  /** Gradients of the first logit with respect to the images, and the logits. */
  private List<INDArray> pass(INDArray input) {
    graph.begin(new INDArray[] {input}, null);
    INDArray logits = graph.logits(graph.forward(input), input).get(0);
    INDArray first = Nd4j.zeros(DataType.DOUBLE, logits.shape());
    first.getColumn(0).assign(1);
    INDArray gradient = graph.backward(List.of(first), true).get(Source.input(0));
    List<INDArray> both = List.of(logits.dup(), gradient.dup('c'));
    graph.end();
    return both;
  }

  @Test
  void manyImagesReadAsEachDoesAmongFew() {
    List<INDArray> together = pass(images);
    for (int first = 0; first < ROWS; first += 60) {
      INDArray few = images.get(interval(first, first + 60), all(), all(), all()).dup('c');
      List<INDArray> apart = pass(few);
      assertThat(together.get(0).get(interval(first, first + 60), all()).dup())
          .as("logits from row %d", first)
          .isEqualTo(apart.get(0));
      assertThat(together.get(1).get(interval(first, first + 60), all(), all(), all()).dup('c'))
          .as("gradients from row %d", first)
          .isEqualTo(apart.get(1));
    }
  }
}
