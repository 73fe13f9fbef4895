// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.GradientGraphs;
import dev.infoscope.dl4j.autodiff.LogitLayer;
import dev.infoscope.dl4j.autodiff.NotDifferentiable;
import dev.infoscope.dl4j.autodiff.Stage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;

/**
 * Makes the gradient graph of a graph that is cut: each piece by SameDiff's own gradients. Those of
 * batch norm are of training, with the batch's own mean, and those of a convolution without kernel
 * size fail; both are refused.
 */
final class PieceGradients {
  private static final Set<String> OF_TRAINING = Set.of("batchnorm", "fused_batch_norm");

  private PieceGradients() {}

  /**
   * Prepares a graph for gradients, once.
   *
   * @throws NotDifferentiable if an operation has no gradient, or only one of training
   */
  static GradientGraph of(CutGraph graph, Pieces pieces) {
    List<Stage> stages = new ArrayList<>();
    Set<String> wanted = new LinkedHashSet<>();
    for (Pieces.Part part : pieces.layers()) {
      refuseWrong(graph.operations(), part);
      stages.add(new PieceStage(graph, part, part.name()));
      wanted.add(part.name());
    }
    List<LogitLayer> ends = new ArrayList<>();
    for (int output : pieces.topology().outputs()) {
      LogitLayer end = end(graph, pieces, output);
      String logits = pieces.layers().get(output).piece().logits();
      if (!logits.equals(pieces.layers().get(output).name())) {
        wanted.remove(pieces.layers().get(output).name()); // nothing behind the logits is asked for
      }
      wanted.add(logits);
      ends.add(end);
    }
    try {
      graph.differentiate(wanted, pieces.names().inputs());
    } catch (RuntimeException refused) {
      throw new NotDifferentiable(
          "up to " + String.join(", ", pieces.names().outputs()),
          "SameDiff has no gradient of it: " + refused.getMessage());
    }
    return GradientGraphs.of(pieces.topology(), stages, ends);
  }

  private static void refuseWrong(Operations operations, Pieces.Part part) {
    for (String variable : operations.leadingTo(List.of(part.name()))) {
      SameDiffOp maker = operations.maker(variable);
      if (maker != null && OF_TRAINING.contains(Operations.kind(maker))) {
        throw new NotDifferentiable(
            part.name(), "SameDiff's gradient of batch norm is one of training alone");
      }
      if (maker != null && isWithoutKernel(maker)) {
        throw new NotDifferentiable(
            part.name(),
            "the convolution "
                + variable
                + " has no kernel size, as imports leave it, and SameDiff's gradient needs one");
      }
    }
  }

  private static boolean isWithoutKernel(SameDiffOp maker) {
    return maker.getOp() instanceof Conv2D convolution && convolution.iArgs()[0] < 1;
  }

  private static LogitLayer end(CutGraph graph, Pieces pieces, int output) {
    Pieces.Part part = pieces.layers().get(output);
    var activation = part.piece().activation();
    if (activation == null) {
      throw new NotDifferentiable(part.name(), "gives no logits that are known");
    }
    String logits = part.piece().logits();
    for (int i = 0; i < pieces.layers().size(); i++) {
      Pieces.Part other = pieces.layers().get(i);
      if (i != output && other.name().equals(logits)) {
        return new LogitLayer(i, new PieceStage(graph, other, logits), activation);
      }
    }
    return new LogitLayer(output, new PieceStage(graph, part, logits), activation);
  }
}
