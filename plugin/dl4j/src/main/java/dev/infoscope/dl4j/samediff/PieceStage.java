// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import dev.infoscope.dl4j.autodiff.Stage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A piece of a graph up to one of its variables. */
final class PieceStage implements Stage {
  private final CutGraph graph;
  private final Pieces.Part part;
  private final String variable;
  private @Nullable Map<String, INDArray> given;

  PieceStage(CutGraph graph, Pieces.Part part, String variable) {
    this.graph = graph;
    this.part = part;
    this.variable = variable;
  }

  @Override
  @SuppressWarnings("try") // the scope is used by being open
  public INDArray forward(INDArray[] inputs, int rows) {
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      given = part.given(List.of(inputs));
      graph.hold(given);
      return graph.run(variable, given);
    }
  }

  @Override
  @SuppressWarnings("try")
  public INDArray[] backward(INDArray epsilon) {
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      Map<String, INDArray> inputs = Objects.requireNonNull(given, "backward before forward");
      Map<String, INDArray> found = graph.gradients(variable, epsilon, inputs);
      return part.from().stream()
          .map(name -> found.containsKey(name) ? found.get(name) : none(inputs.get(name)))
          .toArray(INDArray[]::new);
    }
  }

  /** Whole numbers have no gradient. */
  private static INDArray none(@Nullable INDArray input) {
    return Nd4j.zeros(Objects.requireNonNull(input).shape());
  }

  @Override
  public void clear() {
    given = null;
    graph.release();
  }
}
