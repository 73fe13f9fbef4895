// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Share of right answers. */
public final class Accuracy {
  private static final int BLOCK = 1000;

  private Accuracy() {}

  /**
   * Of a network.
   *
   * @param network a classifier
   * @param test examples with one-hot labels
   * @return from 0 to 1
   */
  public static double of(MultiLayerNetwork network, DataSet test) {
    return of(network::output, test);
  }

  /**
   * Of a SameDiff graph with the placeholder {@code input} and the variable {@code output}.
   *
   * @param graph a classifier
   * @param test examples with one-hot labels
   * @return from 0 to 1
   */
  public static double of(SameDiff graph, DataSet test) {
    return of(features -> graph.outputSingle(Map.of("input", features), "output"), test);
  }

  private static double of(UnaryOperator<INDArray> network, DataSet test) {
    int rows = test.numExamples();
    long right = 0;
    for (int first = 0; first < rows; first += BLOCK) {
      DataSet block = (DataSet) test.getRange(first, Math.min(rows, first + BLOCK));
      INDArray said = Nd4j.argMax(network.apply(block.getFeatures()), 1);
      INDArray truth = Nd4j.argMax(block.getLabels(), 1);
      right += said.eq(truth).castTo(truth.dataType()).sumNumber().longValue();
    }
    return (double) right / rows;
  }
}
