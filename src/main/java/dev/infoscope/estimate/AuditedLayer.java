// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.numeric.Bits;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link AuditedErrors audit} has to know of a layer and its labels.
 *
 * @param width all units of the layer
 * @param units of the layer that vary
 * @param classes that occur among the labels
 * @param labelBits entropy of the label, H(Y); {@code NaN} stands for equally frequent classes
 * @param shape what its values look like; null where that is not known
 */
public record AuditedLayer(
    int width, int units, int classes, double labelBits, @Nullable LayerShape shape) {
  /**
   * A layer of which all units vary and the shape is not known.
   *
   * @param units of the layer
   * @param classes that occur among the labels
   * @param labelBits entropy of the label, H(Y); {@code NaN} stands for equally frequent classes
   */
  public AuditedLayer(int units, int classes, double labelBits) {
    this(units, units, classes, labelBits, null);
  }

  /** Whether its activation may be a saturated one. */
  boolean mayBeSaturated() {
    return shape == null || shape.isSaturated();
  }

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
