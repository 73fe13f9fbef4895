// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.weightinit.impl.XavierInitScheme;

/** The graphs that the SameDiff example trains: a dense and a convolutional one. */
public final class SameDiffGraphs {
  private static final String INPUT = "input";
  private static final String LABEL = "label";

  private SameDiffGraphs() {}

  /**
   * Dense layers with ReLU and a softmax.
   *
   * @param inputs features of an example
   * @param classes told apart
   * @param widths of the hidden layers
   * @return ready to train
   */
  public static SameDiff dense(int inputs, int classes, int... widths) {
    SameDiff graph = begun(inputs, classes);
    SDVariable last = graph.getVariable(INPUT);
    int width = inputs;
    for (int i = 0; i < widths.length; i++) {
      last = graph.nn().relu("dense_" + (i + 1), linear(graph, last, i + 1, width, widths[i]), 0);
      width = widths[i];
    }
    return ended(graph, linear(graph, last, widths.length + 1, width, classes));
  }

  /**
   * Convolution with ReLU, pooling, a dense layer and a softmax.
   *
   * @param height of the image that an example is, row by row
   * @param width of it
   * @param classes told apart
   * @param kernel side of the kernel; pooling is over 2 x 2
   * @return ready to train
   */
  public static SameDiff convolutional(int height, int width, int classes, int kernel) {
    int filters = 8;
    SameDiff graph = begun(height * width, classes);
    SDVariable image = graph.reshape(graph.getVariable(INPUT), -1, 1, height, width);
    SDVariable weights = weights(graph, "w_conv", kernel, kernel, 1, filters);
    SDVariable convolved =
        graph
            .cnn()
            .conv2d(
                image,
                weights,
                graph.zero("b_conv", DataType.FLOAT, filters),
                Conv2DConfig.builder().kH(kernel).kW(kernel).sH(1).sW(1).build());
    SDVariable conv = graph.nn().relu("conv", convolved, 0);
    Pooling2DConfig two = Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).build();
    SDVariable pool = graph.cnn().maxPooling2d("pool", conv, two);
    int left = filters * ((height - kernel + 1) / 2) * ((width - kernel + 1) / 2);
    SDVariable flat = graph.reshape(pool, -1, left);
    SDVariable dense = graph.nn().relu("dense", linear(graph, flat, 1, left, 32), 0);
    return ended(graph, linear(graph, dense, 2, 32, classes));
  }

  private static SameDiff begun(int inputs, int classes) {
    SameDiff graph = SameDiff.create();
    graph.placeHolder(INPUT, DataType.FLOAT, -1, inputs);
    graph.placeHolder(LABEL, DataType.FLOAT, -1, classes);
    return graph;
  }

  private static SDVariable weights(SameDiff graph, String name, long... shape) {
    double in = shape[shape.length - 2] * (shape.length == 4 ? shape[0] * shape[1] : 1);
    return graph.var(
        name, new XavierInitScheme('c', in, shape[shape.length - 1]), DataType.FLOAT, shape);
  }

  private static SDVariable linear(
      SameDiff graph, SDVariable input, int number, int inputs, int outputs) {
    SDVariable weights = weights(graph, "w_" + number, inputs, outputs);
    return graph.nn().linear(input, weights, graph.zero("b_" + number, DataType.FLOAT, outputs));
  }

  private static SameDiff ended(SameDiff graph, SDVariable logits) {
    graph.nn().softmax("output", logits, 1);
    // Without weights SameDiff M2.1 makes a variable of them, which training drives below 0.
    SDVariable weights = graph.constant("weight_of_examples", 1f);
    graph.setLossVariables(
        graph.loss().softmaxCrossEntropy("loss", graph.getVariable(LABEL), logits, weights));
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Adam(1e-3))
            .dataSetFeatureMapping(INPUT)
            .dataSetLabelMapping(LABEL)
            .build());
    return graph;
  }
}
