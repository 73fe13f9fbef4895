// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import dev.infoscope.numeric.Argmax;
import dev.infoscope.numeric.Require;
import java.io.Serializable;
import java.util.Locale;

/**
 * How one output of a network says the class of an example.
 *
 * @param cut a single unit above it says the second class, else the first; NaN where the unit with
 *     the largest value is the class, by {@link Argmax}
 */
public record ClassRule(double cut) implements Serializable {
  private static final ClassRule LARGEST = new ClassRule(Double.NaN);

  /**
   * The largest of several units is the class.
   *
   * @return the rule
   */
  public static ClassRule largest() {
    return LARGEST;
  }

  /**
   * A single unit is cut.
   *
   * @param cut above it is the second class
   * @return the rule
   * @throws IllegalArgumentException if the cut is not finite
   */
  public static ClassRule above(double cut) {
    Require.that(Double.isFinite(cut), "cut (%s) must be finite", cut);
    return new ClassRule(cut);
  }

  /**
   * Whether the rule is made for an output.
   *
   * @param units of the output
   * @return true for one unit and a cut, or for several without one
   */
  public boolean suits(int units) {
    return units == 1 == !Double.isNaN(cut);
  }

  /**
   * The class that an output says.
   *
   * @param units what the units of the output put out for one example, at least one
   * @return from 0
   */
  public int classOf(double[] units) {
    if (!Double.isNaN(cut)) {
      return units[0] > cut ? 1 : 0;
    }
    return Argmax.of(units);
  }

  /** As on the command line, {@code largest} or {@code above:0.5}. */
  @Override
  public String toString() {
    return Double.isNaN(cut) ? "largest" : String.format(Locale.ROOT, "above:%s", cut);
  }
}
