// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.measure.neuron.UnitValues;

/**
 * What an ablated unit puts out instead. It changes the curves a lot, up or down depending on the
 * activation function, so it belongs beside every result.
 */
public enum AblationValue {
  /**
   * Its mean on the data the neurons were ranked on; the same as adding weight times mean to the
   * next layer's biases ("bias balancing"). The default.
   */
  MEAN,
  /** Zero. */
  ZERO;

  /**
   * The value of every unit.
   *
   * @param ranked values seen on the data of the ranking
   * @return one per unit
   */
  public double[] of(UnitValues ranked) {
    return this == MEAN ? ranked.means() : new double[ranked.units()];
  }
}
