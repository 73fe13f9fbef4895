// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.io.Serializable;

/** One row of activations with its label, as a bean: the two arguments of {@code information}. */
public final class LabelledActivation implements Serializable {
  private static final long serialVersionUID = 1;

  private double[] activation = {};
  private long label;

  /** Without values, for Spark. */
  public LabelledActivation() {}

  /**
   * The values of a layer's units.
   *
   * @return one per unit
   */
  public double[] getActivation() {
    return activation.clone();
  }

  /**
   * Takes the values of a layer's units.
   *
   * @param activation one per unit
   */
  public void setActivation(double[] activation) {
    this.activation = activation.clone();
  }

  /**
   * The class.
   *
   * @return from 0
   */
  public long getLabel() {
    return label;
  }

  /**
   * Takes the class.
   *
   * @param label from 0
   */
  public void setLabel(long label) {
    this.label = label;
  }
}
