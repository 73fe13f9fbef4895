// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;

/**
 * Chooses variables as layers: what activations, normalisations, products with weights,
 * convolutions and poolings put out. Of a product, the addition of its bias, a normalisation and an
 * activation behind one another only the last counts.
 */
final class LayerChoice {
  static final Set<String> PRODUCTS =
      Set.of(
          "xw_plus_b",
          "matmul",
          "tensormmul",
          "conv1d",
          "conv2d",
          "conv3dnew",
          "deconv2d",
          "depthwise_conv2d",
          "sconv2d",
          "lstmLayer",
          "lstmBlock",
          "gru",
          "multi_head_dot_product_attention",
          "dot_product_attention");

  static final Set<String> ACTIVATIONS =
      Set.of(
          "relu",
          "relu6",
          "leakyrelu",
          "prelu",
          "elu",
          "selu",
          "gelu",
          "precise_gelu",
          "tanh",
          "sigmoid",
          "softmax",
          "softplus",
          "softsign",
          "swish",
          "mish",
          "hard_sigmoid",
          "hardtanh",
          "rationaltanh",
          "rectifiedtanh",
          "log_softmax",
          "thresholdedrelu",
          "cube");

  private static final Set<String> NORMS =
      Set.of("batchnorm", "fused_batch_norm", "layer_norm", "standardize");

  private static final Set<String> POOLINGS = Set.of("maxpool2d", "avgpool2d", "pnormpool2d");

  private static final Set<String> ADDITIONS = Set.of("add", "biasadd");

  private final Operations operations;
  private final List<String> outputs;

  LayerChoice(Operations operations, List<String> outputs) {
    this.operations = operations;
    this.outputs = outputs;
  }

  /** Names of variables, each behind what it is made of; outputs among them. */
  List<String> choose() {
    List<String> order = operations.leadingTo(outputs);
    Set<String> chosen = new LinkedHashSet<>(outputs);
    for (String variable : order) {
      SameDiffOp maker = operations.maker(variable);
      if (maker != null && isLayer(Operations.kind(maker))) {
        chosen.add(last(variable, order));
      }
    }
    return order.stream().filter(chosen::contains).toList();
  }

  private static boolean isLayer(String kind) {
    return PRODUCTS.contains(kind)
        || ACTIVATIONS.contains(kind)
        || NORMS.contains(kind)
        || POOLINGS.contains(kind);
  }

  private String last(String variable, List<String> order) {
    String last = variable;
    while (!outputs.contains(last)) {
      List<SameDiffOp> takers =
          operations.takers(last).stream()
              .filter(taker -> order.contains(taker.getOutputsOfOp().get(0)))
              .toList();
      if (takers.size() != 1 || !closes(takers.get(0), last)) {
        return last;
      }
      last = takers.get(0).getOutputsOfOp().get(0);
    }
    return last;
  }

  private boolean closes(SameDiffOp taker, String given) {
    String kind = Operations.kind(taker);
    if (!given.equals(taker.getInputsToOp().get(0))) {
      return false;
    }
    boolean bias = ADDITIONS.contains(kind) && operations.isWeight(taker.getInputsToOp().get(1));
    return bias || NORMS.contains(kind) || ACTIVATIONS.contains(kind);
  }
}
