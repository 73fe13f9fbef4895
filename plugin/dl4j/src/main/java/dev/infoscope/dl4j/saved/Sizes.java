// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * The whole numbers in a configuration: units, channels, kernels. Each is bounded, and so is the
 * product of those of a layer, so that no product of theirs that DL4J computes leaves a long.
 */
final class Sizes {
  private static final long LARGEST = 1L << 28;
  private static final double LARGEST_PRODUCT = 0x1p60;
  private static final int MOST_FACTORS = 8; // longer lists are no shapes

  /** Numbers by which nothing is multiplied. */
  private static final Set<String> NO_SIZES =
      Set.of("seed", "iterationCount", "epochCount", "tbpttFwdLength", "tbpttBackLength");

  /** Of a variational autoencoder: each is multiplied by the next alone. */
  private static final Set<String> CHAINS = Set.of("encoderLayerSizes", "decoderLayerSizes");

  /** By what native code divides, or loops, without checking it: 0 ends the process. */
  private static final Set<String> POSITIVE =
      Set.of(
          "kernelSize",
          "kernel",
          "stride",
          "dilation",
          "size",
          "blocks",
          "blockSize",
          "depthMultiplier");

  private static final Set<String> NOT_NEGATIVE =
      Set.of("padding", "cropping", "paddingBr", "paddingR");

  private Sizes() {}

  static void check(JsonNode node) throws SavedNetworkException {
    if (node.isObject()) {
      checkObject(node);
    }
    for (JsonNode inner : node) {
      check(inner);
    }
  }

  private static void checkObject(JsonNode object) throws SavedNetworkException {
    double product = 1;
    for (Iterator<Map.Entry<String, JsonNode>> all = object.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> field = all.next();
      if (!NO_SIZES.contains(field.getKey())) {
        double size = product(field.getKey(), field.getValue());
        requireSense(field.getKey(), field.getValue());
        product *= CHAINS.contains(field.getKey()) ? 1 : size;
      }
    }
    if (product > LARGEST_PRODUCT) {
      throw new SavedNetworkException(
          "configuration.json: sizes of a layer multiply to " + product);
    }
  }

  private static void requireSense(String name, JsonNode value) throws SavedNetworkException {
    double least =
        POSITIVE.contains(name) ? 1 : NOT_NEGATIVE.contains(name) ? 0 : Double.NEGATIVE_INFINITY;
    if (value.isNumber() && value.asDouble() < least) {
      throw new SavedNetworkException(
          String.format(
              Locale.ROOT, "configuration.json: %s (%s) must be >= %d", name, value, (int) least));
    }
    if (value.isArray()) {
      for (JsonNode inner : value) {
        requireSense(name, inner);
      }
    }
  }

  private static double product(String name, JsonNode value) throws SavedNetworkException {
    double product = 1;
    if (value.isIntegralNumber()) {
      product = size(name, value);
    } else if (value.isArray()) {
      for (JsonNode inner : value) {
        double size = inner.isIntegralNumber() ? size(name, inner) : 1;
        product *= value.size() <= MOST_FACTORS ? size : 1;
      }
    }
    return product;
  }

  private static double size(String name, JsonNode number) throws SavedNetworkException {
    if (!number.canConvertToLong() || Math.abs(number.asLong()) > LARGEST) {
      throw new SavedNetworkException(
          String.format(
              Locale.ROOT,
              "configuration.json: %s (%s) must be at most %d",
              name,
              number,
              LARGEST));
    }
    return Math.max(1, Math.abs(number.asLong()));
  }
}
