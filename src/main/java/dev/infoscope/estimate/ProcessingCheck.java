// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * Where readings break the data-processing inequality: each layer sees only the one before, so
 * I(T;Y) cannot rise from layer to layer (Cover and Thomas 2006, theorem 2.8.1). Estimates can, and
 * then say that they are estimates (Geiger 2021, arXiv 2003.09671): a diagnosis, not an error.
 */
public final class ProcessingCheck {
  private ProcessingCheck() {}

  /**
   * A rise from one layer to the next.
   *
   * @param layer index of the later layer
   * @param bits how much its reading is above that of the layer before, above 0
   * @param z the rise in standard deviations; {@code NaN} where an estimate has none
   */
  public record Rise(int layer, double bits, double z) {}

  /**
   * Finds the rises.
   *
   * @param layers I(T;Y) of consecutive layers, from the input on
   * @return all rises, in order; readings that are {@code NaN} are passed over
   */
  public static List<Rise> rises(List<Estimate> layers) {
    List<Rise> rises = new ArrayList<>();
    Estimate before = null;
    for (int layer = 0; layer < layers.size(); layer++) {
      Estimate now = layers.get(layer);
      if (Double.isNaN(now.bits())) {
        continue;
      }
      if (before != null && now.bits() > before.bits()) {
        double rise = now.bits() - before.bits();
        double error =
            Math.hypot(now.uncertainty().standardError(), before.uncertainty().standardError());
        rises.add(new Rise(layer, rise, error > 0 ? rise / error : Double.NaN));
      }
      before = now;
    }
    return rises;
  }
}
