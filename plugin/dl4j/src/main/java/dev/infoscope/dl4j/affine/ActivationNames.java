// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.affine;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/** Names of activation functions as the core knows them, parameters included. */
final class ActivationNames {
  private ActivationNames() {}

  /** The name, null if the core does not know the function; the identity for a softmax. */
  static @Nullable String of(IActivation function) {
    if (function instanceof ActivationReLU relu) {
      return rectifier(relu);
    } else if (function instanceof ActivationLReLU leaky) {
      return "leakyrelu:" + leaky.getAlpha();
    } else if (function instanceof ActivationELU elu) {
      return "elu:" + elu.getAlpha();
    } else if (function instanceof ActivationGELU gelu) {
      return gelu.isPrecise() ? null : "gelu";
    }
    return switch (function.getClass().getSimpleName()) {
      case "ActivationIdentity", "ActivationSoftmax" -> "identity";
      case "ActivationSigmoid" -> "sigmoid";
      case "ActivationTanH" -> "tanh";
      case "ActivationSoftPlus" -> "softplus";
      case "ActivationHardSigmoid" -> "hardsigmoid";
      case "ActivationHardTanH" -> "hardtanh";
      case "ActivationSwish" -> "swish";
      default -> null;
    };
  }

  private static @Nullable String rectifier(ActivationReLU relu) {
    if (given(relu.getMax()) || given(relu.getThreshold())) {
      return null;
    }
    return given(relu.getNegativeSlope()) ? "leakyrelu:" + relu.getNegativeSlope() : "relu";
  }

  private static boolean given(@Nullable Double parameter) {
    return parameter != null && parameter != 0;
  }
}
