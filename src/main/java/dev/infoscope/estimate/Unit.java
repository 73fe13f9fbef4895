// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import java.util.Arrays;

/** What an {@link Estimate} is counted in. Information is always in bits. */
public enum Unit {
  /** Information, base 2. */
  BITS("bits"),
  /** A share or a quotient. */
  RATIO("ratio"),
  /** How many units of a layer. */
  NEURONS("neurons");

  private final String label;

  Unit(String label) {
    this.label = label;
  }

  /**
   * The unit as metrics name it.
   *
   * @return lower case, plural where it can be
   */
  public String label() {
    return label;
  }

  /**
   * The unit that metrics name so.
   *
   * @param label as in {@code bits}
   * @return the unit
   * @throws IllegalArgumentException if no estimate is counted in it
   */
  public static Unit of(String label) {
    return Arrays.stream(values())
        .filter(unit -> unit.label.equals(label))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unit (" + label + ") must be one of " + Arrays.toString(values())));
  }
}
