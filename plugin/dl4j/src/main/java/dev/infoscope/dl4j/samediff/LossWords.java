// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossPoisson;

/** Which of DL4J's losses asks of an output what the graph's loss asks: values or which classes. */
final class LossWords {
  private static final Set<String> OF_LOGITS =
      Set.of(
          "SigmoidCrossEntropyLoss",
          "WeightedCrossEntropyLoss",
          "SoftmaxCrossEntropyLoss",
          "SoftmaxCrossEntropyWithLogitsLoss",
          "SparseSoftmaxCrossEntropyLossWithLogits");

  private LossWords() {}

  /** Null where it is not known, or the output is not what says the class. */
  static @Nullable ILossFunction of(Operations operations, Names names, String output) {
    for (String label : names.labels()) {
      for (SameDiffOp taker : operations.takers(label)) {
        String kind = taker.getOp().getClass().getSimpleName();
        List<String> taken = taker.getInputsToOp();
        boolean before = operations.taken(output).stream().anyMatch(taken::contains);
        if (taken.contains(output)) {
          return ofOutput(kind);
        } else if (before && OF_LOGITS.contains(kind)) {
          return kind.contains("Softmax") ? new LossMCXENT() : new LossBinaryXENT();
        }
      }
    }
    return null;
  }

  private static @Nullable ILossFunction ofOutput(String kind) {
    return switch (kind) {
      case "SoftmaxCrossEntropyLoss",
          "SoftmaxCrossEntropyWithLogitsLoss",
          "SparseSoftmaxCrossEntropyLossWithLogits" ->
          new LossMCXENT(); // the largest logit is the class
      case "LogLoss" -> new LossBinaryXENT();
      case "HingeLoss" -> new LossHinge();
      case "MeanSquaredErrorLoss" -> new LossMSE();
      case "AbsoluteDifferenceLoss", "HuberLoss" -> new LossMAE();
      case "LogPoissonLoss" -> new LossPoisson();
      default -> null; // logits of a sigmoid are no values between 0 and 1
    };
  }
}
