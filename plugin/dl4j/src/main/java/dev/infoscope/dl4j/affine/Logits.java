// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.affine;

import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.numeric.Require;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a softmax layer computes before its softmax, which cannot be told from what comes out. */
final class Logits {
  private Logits() {}

  static void accept(INDArray input, AffineReader map, ArrayLayout layout, ObservedRange into) {
    INDArray rows = rows(input, map.inputs(), layout);
    int outputs = map.biases().length;
    INDArray weights = array(map.weights(), rows, map.inputs(), outputs);
    INDArray bias = array(map.biases(), rows, 1, outputs);
    INDArray logits = rows.mmul(weights).addiRowVector(bias);
    into.accept(logits);
    Blocks.free(logits);
    Blocks.free(weights);
    Blocks.free(bias);
  }

  private static INDArray array(double[] values, INDArray like, int rows, int columns) {
    try (INDArray exact = Nd4j.create(values, new long[] {rows, columns}, 'c')) {
      return exact.dataType() == like.dataType() ? exact.dup() : exact.castTo(like.dataType());
    }
  }

  /** One row per example or step, {@code [rows x inputs]}. */
  private static INDArray rows(INDArray input, int inputs, ArrayLayout layout) {
    boolean steps = input.rank() == 3 && !layout.featuresLast();
    INDArray lined = steps ? input.permute(0, 2, 1) : input;
    long width = input.rank() == 3 ? lined.size(2) : input.length() / input.size(0);
    Require.that(width == inputs, "inputs are %d wide, weights %d", width, inputs);
    return lined.rank() == 2 ? lined : lined.dup('c').reshape('c', -1, inputs);
  }
}
