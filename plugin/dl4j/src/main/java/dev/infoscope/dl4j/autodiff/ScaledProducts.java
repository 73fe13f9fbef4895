// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of inputs and weights along a straight path from zero. Inputs times a power of two give
 * the product times that power, to the bit, so that one product serves all points whose shares
 * differ by one: of even steps and their middles only every other is computed.
 */
final class ScaledProducts {
  /** Products of more values are computed each time: 20 of these take 20 MB. */
  private static final int MOST_VALUES = 1 << 18;

  private record Known(double share, INDArray product) {}

  private final Map<Double, Known> products = new HashMap<>(); // by mantissa of the share

  /**
   * The product at a point.
   *
   * @param type of the inputs, which were multiplied by the share in their own precision
   * @param share of the inputs, from 0 to 1
   * @param multiply computes the product
   * @return an array that may be changed
   */
  INDArray at(DataType type, double share, Supplier<INDArray> multiply) {
    double rounded = type == DataType.FLOAT ? (float) share : share;
    Known known = products.get(rounded == 0 ? 1.0 : mantissa(rounded));
    if (known != null) {
      INDArray product = known.product().mul(rounded / known.share());
      return rounded == 0 ? product.addi(0) : product; // a product of zeros has no negative ones
    }
    INDArray product = multiply.get();
    if (isOfUse(rounded) && product.length() <= MOST_VALUES) {
      products.put(mantissa(rounded), new Known(rounded, PassBuffers.keep(product)));
    }
    return product;
  }

  private static double mantissa(double share) {
    return Math.scalb(share, -Math.getExponent(share));
  }

  /** Points come in order; only the end of the path may come first. */
  private static boolean isOfUse(double share) {
    return share > 0 && share <= 0.5 || share == 1;
  }

  void clear() {
    products.values().forEach(known -> OwnedArrays.free(known.product()));
    products.clear();
  }
}
