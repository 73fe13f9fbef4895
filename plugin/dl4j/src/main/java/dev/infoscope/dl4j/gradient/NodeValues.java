// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.network.Source;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a batch has at a node of the path.
 *
 * @param layers what each layer puts out, by index
 * @param inputs the point itself, one array per network input
 */
@SuppressWarnings("ArrayRecordComponent")
record NodeValues(Map<Integer, INDArray> layers, INDArray[] inputs) {
  int rows() {
    return (int) inputs[0].size(0);
  }

  /** The logits of a graph that has these values. */
  List<INDArray> logits(GradientGraph graph) {
    return graph.logits(layers, inputs);
  }

  /** Of a layer that leads to the logits, or an input. */
  INDArray of(Source source) {
    return Objects.requireNonNull(source.in(layers, inputs));
  }
}
