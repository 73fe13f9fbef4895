// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of inputs and weights along a straight path from zero. Twice the inputs give twice the
 * product, to the bit, so that every point whose half was on the path before takes its product from
 * there: half of all points where steps are even.
 */
final class ScaledProducts {
  /** Products of more values are computed each time: 20 of these take 20 MB. */
  private static final int MOST_VALUES = 1 << 18;

  private final Map<Double, INDArray> products = new HashMap<>(); // by the share of the inputs

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
    INDArray half = products.get(rounded / 2);
    INDArray product = half == null || rounded == 0 ? multiply.get() : half.mul(2);
    if (rounded <= 0.5 && product.length() <= MOST_VALUES && !products.containsKey(rounded)) {
      products.put(rounded, PassBuffers.keep(product));
    }
    return product;
  }

  void clear() {
    products.values().forEach(OwnedArrays::free);
    products.clear();
  }
}
