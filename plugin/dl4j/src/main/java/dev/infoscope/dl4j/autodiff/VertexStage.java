// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex of a graph that is no layer: additions, merges, subsets. */
final class VertexStage implements Stage {
  private final GraphVertex vertex;

  VertexStage(GraphVertex vertex) {
    this.vertex = vertex;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    vertex.clear();
    for (int i = 0; i < inputs.length; i++) {
      vertex.setInput(i, inputs[i], PassBuffers.manager());
    }
    return vertex.doForward(false, PassBuffers.manager());
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    vertex.setEpsilon(epsilon.dup());
    return vertex.doBackward(false, PassBuffers.manager()).getSecond();
  }

  @Override
  public void clear() {
    vertex.clear();
  }
}
