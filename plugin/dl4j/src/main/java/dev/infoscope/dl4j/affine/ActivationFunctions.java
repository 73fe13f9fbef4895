// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.affine;

import dev.infoscope.network.Activation;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/** Activation functions of DL4J as those of the core, parameters included. */
final class ActivationFunctions {
  private ActivationFunctions() {}

  /**
   * The same function; null if the core has none such, as for a parameter it does not take; the
   * identity for a softmax.
   */
  static @Nullable Activation of(IActivation function) {
    if (function instanceof ActivationReLU relu) {
      return rectifier(relu);
    } else if (function instanceof ActivationLReLU leaky) {
      return leaky(leaky.getAlpha());
    } else if (function instanceof ActivationELU elu) {
      return elu.getAlpha() > 0 && Double.isFinite(elu.getAlpha())
          ? Activation.elu(elu.getAlpha())
          : null;
    } else if (function instanceof ActivationGELU gelu) {
      return gelu.isPrecise() ? null : Activation.named("gelu");
    }
    return switch (function.getClass().getSimpleName()) {
      case "ActivationIdentity", "ActivationSoftmax" -> Activation.identity();
      case "ActivationSigmoid" -> Activation.sigmoid();
      case "ActivationTanH" -> Activation.tanh();
      case "ActivationSoftPlus" -> Activation.named("softplus");
      case "ActivationHardSigmoid" -> Activation.named("hardsigmoid");
      case "ActivationHardTanH" -> Activation.named("hardtanh");
      case "ActivationSwish" -> Activation.swish(1);
      default -> null;
    };
  }

  private static @Nullable Activation rectifier(ActivationReLU relu) {
    if (given(relu.getMax()) || given(relu.getThreshold())) {
      return null;
    }
    return given(relu.getNegativeSlope()) ? leaky(relu.getNegativeSlope()) : Activation.relu();
  }

  /** The core's falls nowhere and is no steeper below 0 than above. */
  private static @Nullable Activation leaky(double slope) {
    return slope >= 0 && slope <= 1 ? Activation.leakyRelu(slope) : null;
  }

  private static boolean given(@Nullable Double parameter) {
    return parameter != null && parameter != 0;
  }
}
