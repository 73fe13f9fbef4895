// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;

/**
 * Where the channels of an image or volume are: where the convolution or pooling before it has
 * them, with nothing in between that moves them.
 */
enum Channels {
  /** At dimension 1. */
  FIRST,
  /** At the last dimension. */
  LAST,
  /** Nothing says so. */
  UNKNOWN;

  /** At which of its whole numbers an operation says it: 0 for first, 1 for last. */
  private static final Map<String, Integer> SAID_AT =
      Map.of(
          "conv2d", 9,
          "depthwise_conv2d", 9,
          "sconv2d", 9,
          "deconv2d", 9,
          "maxpool2d", 10,
          "avgpool2d", 10,
          "pnormpool2d", 10,
          "conv3dnew", 13);

  private static final Set<String> IN_PLACE =
      Set.of("add", "biasadd", "multiply", "divide", "subtract", "batchnorm", "identity", "pad");

  /** Of what a variable holds. */
  static Channels of(Operations operations, String variable) {
    SameDiffOp maker = operations.maker(variable);
    if (maker == null) {
      return UNKNOWN;
    }
    String kind = Operations.kind(maker);
    Integer at = SAID_AT.get(kind);
    if (at != null) {
      return said(maker, at);
    }
    return IN_PLACE.contains(kind) || LayerChoice.ACTIVATIONS.contains(kind)
        ? of(operations, maker.getInputsToOp().get(0))
        : UNKNOWN;
  }

  private static Channels said(SameDiffOp maker, int at) {
    long[] numbers = Operations.integers(maker);
    if (numbers.length <= at) {
      return UNKNOWN;
    }
    return numbers[at] == 1 ? LAST : FIRST;
  }
}
