// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.discrete.Activations;
import java.util.function.ToDoubleFunction;

/**
 * Whether a reading is about the layer or about its scale. Information does not change when all
 * activations are multiplied by a number; a reading with fixed bins or fixed noise does, and a
 * layer whose weights grow then seems to compress.
 *
 * @param factor what the activations were multiplied by
 * @param before reading of the layer, bits
 * @param after reading of the scaled layer, same bins or noise, bits
 */
public record ScaleShift(double factor, double before, double after) {
  /**
   * Reads a layer twice.
   *
   * @param layer values, {@code [examples x units]}
   * @param factor usually 2
   * @param reading an estimate in bits, with bins or noise fixed
   * @return both readings
   */
  public static ScaleShift of(
      Activations layer, double factor, ToDoubleFunction<Activations> reading) {
    double before = reading.applyAsDouble(layer);
    return new ScaleShift(factor, before, reading.applyAsDouble(layer.scaled(factor)));
  }

  /**
   * What scaling alone did.
   *
   * @return {@code after - before} in bits; 0 for an invariant estimator
   */
  public double shift() {
    return after - before;
  }
}
