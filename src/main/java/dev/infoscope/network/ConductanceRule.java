// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;

/**
 * How the conductance of a layer is computed. The path rules sum over steps along the straight line
 * from the baseline x' to the input x, {@code x' + a (x - x')} with a from 0 to 1:
 *
 * <pre>
 *     Cond^j = integral over a of  dF/dh_j * dh_j/da        (Dhamdhere, Sundararajan, Yan 2019)
 *            ~ sum over t of  (h_{t+1,j} - h_{t,j}) * g      g: dF/dh_j in the middle of the step,
 *                                                              at its left end, or averaged over
 *                                                              both ends
 * </pre>
 *
 * with h_j the value of unit j and F a logit (arXiv 1805.12233; the form without gradients of the
 * unit itself: Shrikumar, Su, Kundaje 2018, arXiv 1807.09946).
 */
public enum ConductanceRule {
  /**
   * Uniform steps, gradients in their middles: second order. The default. No gradient is taken at
   * the baseline, where all units of a network of ReLU without biases have their kink: of such a
   * network the integrand is constant from there on, and the sum exact with any number of steps.
   */
  MIDPOINT,
  /**
   * Uniform nodes with both ends, gradients averaged over each step: second order too, but the kink
   * at the baseline counts for half a step.
   */
  AVERAGED,
  /** Uniform nodes with both ends, gradient of the left end: captum with trapezoid nodes. */
  CAPTUM_LEFT,
  /**
   * Gauss-Legendre nodes, gradient of the left node and no quadrature weights: captum's default.
   * The nodes leave both ends of the path out, so a little of it is always missing.
   */
  GAUSS_LEGENDRE,
  /**
   * No path: the Jacobian of the layer times the input less the baseline. Of a network of ReLU
   * without biases it is the activation itself, and close to it otherwise; it knows no target.
   */
  JACOBIAN_INPUT;

  /**
   * Where on the path the steps begin and end: there units have their values. Gradients are taken
   * at the same places, but in the middle of each step by {@link #MIDPOINT}.
   *
   * @param steps number of steps, at least 1
   * @return {@code steps + 1} ascending numbers from 0 to 1
   * @throws IllegalArgumentException if there are no steps, or the rule has no path
   */
  public double[] nodes(int steps) {
    Require.atLeast("steps", steps, 1);
    Require.that(isPath(), "rule (%s) has no path", this);
    double[] nodes = new double[steps + 1];
    if (this == GAUSS_LEGENDRE) {
      double[] legendre = LegendreNodes.of(steps + 1);
      Arrays.setAll(nodes, i -> (1 + legendre[i]) / 2);
    } else {
      Arrays.setAll(nodes, i -> (double) i / steps);
    }
    return nodes;
  }

  /**
   * Share of a step's right end in the gradient of the step.
   *
   * @return one half or 0
   */
  public double rightShare() {
    return this == AVERAGED ? 0.5 : 0;
  }

  /**
   * How many steps make one of the coarser sum that the completeness error is compared with. Its
   * gradients are among those of the steps: in the middle of an odd number, or at the ends.
   *
   * @return 3 for {@link #MIDPOINT}, 2 otherwise
   */
  public int coarsening() {
    return this == MIDPOINT ? 3 : 2;
  }

  /**
   * What a step costs an example.
   *
   * @param units of all layers together, one pass each where there is no path
   * @return in passes forward; a pass back takes as long as two
   */
  public double passes(int units) {
    return switch (this) {
      case MIDPOINT -> 4; // forward at the end of the step, forward and back in its middle
      case AVERAGED, CAPTUM_LEFT, GAUSS_LEGENDRE -> 3;
      case JACOBIAN_INPUT -> 3.0 * units;
    };
  }

  /**
   * Whether the rule follows a path and has a target.
   *
   * @return false for {@link #JACOBIAN_INPUT} alone
   */
  public boolean isPath() {
    return this != JACOBIAN_INPUT;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
