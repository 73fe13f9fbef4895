// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import java.util.Locale;

/** What represents a layer in the plane. */
public enum Signal {
  /** What its units put out. */
  ACTIVATION,
  /** What its units contribute to a logit; see {@link ConductancePlane}. */
  CONDUCTANCE;

  /**
   * The value of the label {@code signal}.
   *
   * @return lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
