// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.numeric.Bits;

/**
 * What the {@link AuditedErrors audit} has to know of a layer and its labels.
 *
 * @param units of the layer that vary
 * @param classes that occur among the labels
 * @param labelBits entropy of the label, H(Y); {@code NaN} stands for equally frequent classes
 */
public record AuditedLayer(int units, int classes, double labelBits) {
  /**
   * How much the label holds as a share of what it would hold were its classes equally frequent.
   *
   * @return {@code H(Y) / log2(classes)}, at most 1
   */
  double evenness() {
    return Double.isNaN(labelBits) ? 1 : Math.min(1, labelBits / Bits.log2(classes));
  }

  /** Nothing is estimated where no unit varies (T is one value) or no label does (H(Y) = 0). */
  boolean isTrivial() {
    return units < 1 || classes < 2;
  }
}
