// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/**
 * Finds the minimum of a smooth function that is convex at least as much as {@code convexity / 2
 * |x|^2}, by L-BFGS with a memory of {@value #MEMORY} steps (Nocedal and Wright 2006, Numerical
 * Optimization, algorithm 7.4) and halved steps until the function falls enough. No random numbers,
 * sums in a fixed order: the same bits whenever it is called.
 *
 * <p>It ends once the function is certain to be within a tolerance of its minimum: of such a
 * function {@code f(x) - min f <= |gradient|^2 / (2 convexity)}.
 */
public final class Minimiser {
  private static final int MEMORY = 10;
  private static final int MOST_HALVINGS = 40;
  private static final double ENOUGH = 1e-4; // of the fall that the slope promises

  /** A function with its gradient. */
  @FunctionalInterface
  public interface Function {
    /**
     * Evaluates.
     *
     * @param at where
     * @param gradient receives the derivatives, one per variable
     * @return the value
     */
    double value(double[] at, double[] gradient);
  }

  private final int variables;
  private final double[][] steps;
  private final double[][] changes; // of the gradient, per step
  private final double[] curvatures; // their scalar products
  private final double[] shares = new double[MEMORY];
  private double[] gradient;
  private double[] next;
  private double[] nextGradient;
  private final double[] direction;
  private int kept;
  private int newest;

  /**
   * Working memory for functions of so many variables; may be used again and again.
   *
   * @param variables at least 1
   */
  public Minimiser(int variables) {
    this.variables = Require.atLeast("variables", variables, 1);
    steps = new double[MEMORY][variables];
    changes = new double[MEMORY][variables];
    curvatures = new double[MEMORY];
    gradient = new double[variables];
    next = new double[variables];
    nextGradient = new double[variables];
    direction = new double[variables];
  }

  /**
   * Walks to the minimum.
   *
   * @param function what to make small
   * @param start where to begin; overwritten with where it ended
   * @param convexity above 0
   * @param tolerance how far above the minimum the function may be, above 0
   * @param mostSteps at least 0; ends there at the latest
   * @return number of steps taken
   */
  public int minimise(
      Function function, double[] start, double convexity, double tolerance, int mostSteps) {
    Require.that(start.length == variables, "start (%d) must be %d long", start.length, variables);
    Require.positive("convexity", convexity);
    Require.positive("tolerance", tolerance);
    kept = 0;
    double value = function.value(start, gradient);
    for (int step = 0; step < mostSteps; step++) {
      Cancellation.check();
      if (!(product(gradient, gradient) > 2 * convexity * tolerance)) {
        return step;
      }
      findDirection();
      double reached = walk(function, start, value);
      if (!(reached < value)) {
        return step; // nothing but rounding is left
      }
      remember(start);
      moveTo(start);
      value = reached;
    }
    return mostSteps;
  }

  /** Two loops over the memory, newest to oldest and back. */
  private void findDirection() {
    for (int i = 0; i < variables; i++) {
      direction[i] = -gradient[i];
    }
    for (int age = 0; age < kept; age++) {
      int slot = slot(age);
      shares[slot] = product(steps[slot], direction) / curvatures[slot];
      add(direction, -shares[slot], changes[slot]);
    }
    scaleDirection();
    for (int age = kept - 1; age >= 0; age--) {
      int slot = slot(age);
      double along = product(changes[slot], direction) / curvatures[slot];
      add(direction, shares[slot] - along, steps[slot]);
    }
  }

  private void scaleDirection() {
    double scale =
        kept == 0
            ? 1 / Math.max(1, Math.sqrt(product(gradient, gradient)))
            : curvatures[newest] / product(changes[newest], changes[newest]);
    for (int i = 0; i < variables; i++) {
      direction[i] *= scale;
    }
  }

  private double walk(Function function, double[] from, double value) {
    double slope = product(gradient, direction);
    double length = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      for (int i = 0; i < variables; i++) {
        next[i] = from[i] + length * direction[i];
      }
      double reached = function.value(next, nextGradient);
      if (reached <= value + ENOUGH * length * slope) {
        return reached;
      }
      length /= 2;
    }
    return value;
  }

  /** The next point becomes the present one, with its gradient. */
  private void moveTo(double[] point) {
    System.arraycopy(next, 0, point, 0, variables);
    double[] spare = gradient;
    gradient = nextGradient;
    nextGradient = spare;
  }

  private void remember(double[] from) {
    int slot = kept == 0 ? 0 : (newest + 1) % MEMORY;
    for (int i = 0; i < variables; i++) {
      steps[slot][i] = next[i] - from[i];
      changes[slot][i] = nextGradient[i] - gradient[i];
    }
    double curvature = product(steps[slot], changes[slot]);
    if (curvature > 0) {
      curvatures[slot] = curvature;
      newest = slot;
      kept = Math.min(MEMORY, kept + 1);
    }
  }

  private int slot(int age) {
    return Math.floorMod(newest - age, MEMORY);
  }

  private static void add(double[] into, double factor, double[] what) {
    for (int i = 0; i < into.length; i++) {
      into[i] += factor * what[i];
    }
  }

  /** In four chains, so that additions overlap. */
  private static double product(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }
}
