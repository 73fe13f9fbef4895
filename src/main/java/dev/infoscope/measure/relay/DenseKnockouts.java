// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.DenseMap;
import dev.infoscope.numeric.Argmax;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Knocking out neurons of the only hidden layer of a network: a set of them is held at fixed values
 * and the network is not trained again. What an output unit then puts out differs by the weighted
 * changes of the held neurons, so that all sets are had by changing one neuron at a time (Gray
 * code), in O(examples) each.
 *
 * <p>Sums are of whole numbers, about {@code 2^-29} of the largest apart, so that they do not drift
 * and do not depend on the order of the sets.
 */
public final class DenseKnockouts {
  private static final int BLOCK = 2048; // examples whose sums stay in the nearest cache
  private static final double ROOM = 1 << 29;
  private static final int MOST_UNITS = 22;

  private final double[] hidden; // [examples x units]
  private final int units;
  private final double[] weights; // [units x outputs]
  private final double[] bias;
  private final int[] labels;
  private final double[] held;

  /**
   * A network to be tried out.
   *
   * @param hidden values of the hidden layer, {@code [examples x units]}, all finite
   * @param output the layer behind it, from {@code units} to one output per class; its weights are
   *     read in place, and its activation is left out: sums are those before it
   * @param labels class of each example, from 0 to {@code outputs - 1}; read in place
   * @param held what a neuron puts out when it is knocked out, {@code [units]}: zeros as in the
   *     paper, or {@link #means}; read in place
   * @throws IllegalArgumentException if shapes disagree or a label is out of range
   */
  public DenseKnockouts(Activations hidden, DenseMap output, int[] labels, double[] held) {
    units = hidden.units();
    weights = output.weights();
    bias = output.bias();
    Require.that(
        output.inputs() == units && held.length == units,
        "inputs of the output layer (%d) and held values (%d) must be one per hidden unit (%d)",
        output.inputs(),
        held.length,
        units);
    Require.that(
        hidden.examples() == labels.length,
        "labels (%d) must be as many as examples (%d)",
        labels.length,
        hidden.examples());
    requireClasses(labels, bias.length);
    this.hidden = new double[labels.length * units];
    hidden.copy(0, labels.length, this.hidden);
    this.labels = labels;
    this.held = held;
  }

  private static void requireClasses(int[] labels, int classes) {
    for (int label : labels) {
      Require.that(
          label >= 0 && label < classes, "label (%d) must be from 0 to %d", label, classes - 1);
    }
  }

  /**
   * Mean of each neuron, the other value to hold it at.
   *
   * @param hidden values, {@code [examples x units]}
   * @return means, {@code [units]}; {@code NaN} without examples
   */
  public static double[] means(Activations hidden) {
    double[] row = new double[hidden.units()];
    double[] means = new double[hidden.units()];
    for (int i = 0; i < hidden.examples(); i++) {
      hidden.copy(i, 1, row);
      for (int unit = 0; unit < row.length; unit++) {
        means[unit] += row[unit] / hidden.examples();
      }
    }
    return means;
  }

  /**
   * Share of examples whose largest output is that of their class, by {@link Argmax}.
   *
   * @param set units knocked out
   * @return accuracy, 0 to 1; {@code NaN} without examples
   */
  public double accuracy(int... set) {
    boolean[] out = members(set);
    double[] sums = new double[bias.length];
    int right = 0;
    for (int row = 0; row < labels.length; row++) {
      Arrays.setAll(sums, output -> bias[output]);
      for (int unit = 0; unit < units; unit++) {
        double value = out[unit] ? held[unit] : hidden[row * units + unit];
        for (int output = 0; output < sums.length; output++) {
          sums[output] += value * weights[unit * sums.length + output];
        }
      }
      right += Argmax.of(sums) == labels[row] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  private boolean[] members(int[] set) {
    boolean[] members = new boolean[units];
    for (int unit : set) {
      Require.that(unit >= 0 && unit < units, "unit (%d) must be from 0 to %d", unit, units - 1);
      members[unit] = true;
    }
    return members;
  }

  /**
   * How well one output unit separates its class from the rest for every set knocked out: the mean
   * of the share of its own examples for which it is above 0 before its activation, and of the
   * share of others for which it is not. 0.5 is chance.
   *
   * @param output which unit
   * @return balanced accuracy by the set's bits, {@code [2^units]}; {@code NaN} if there are no
   *     examples of the class, or no others
   * @throws IllegalArgumentException if there are more than 22 units
   */
  public float[] balanced(int output) {
    Require.that(units <= MOST_UNITS, "units (%d) must be at most %d", units, MOST_UNITS);
    Require.that(
        output >= 0 && output < bias.length,
        "output (%d) must be from 0 to %d",
        output,
        bias.length - 1);
    int[] own = rows(output, true);
    int[] others = rows(output, false);
    double scale = ROOM / largest(output);
    int[] hits = above(output, own, scale);
    int[] misses = above(output, others, scale);
    float[] balanced = new float[1 << units];
    for (int set = 0; set < balanced.length; set++) {
      balanced[set] =
          (float)
              (((double) hits[set] / own.length + 1 - (double) misses[set] / others.length) / 2);
    }
    return balanced;
  }

  /**
   * The same for one set, however many units there are.
   *
   * @param output which unit
   * @param set units knocked out
   * @return balanced accuracy
   */
  public double balancedWithout(int output, int... set) {
    boolean[] out = members(set);
    double own = 0;
    double hits = 0;
    double misses = 0;
    for (int row = 0; row < labels.length; row++) {
      double sum = bias[output];
      for (int unit = 0; unit < units; unit++) {
        double value = out[unit] ? held[unit] : hidden[row * units + unit];
        sum += value * weights[unit * bias.length + output];
      }
      boolean mine = labels[row] == output;
      own += mine ? 1 : 0;
      hits += mine && sum > 0 ? 1 : 0;
      misses += !mine && sum > 0 ? 1 : 0;
    }
    return (hits / own + 1 - misses / (labels.length - own)) / 2;
  }

  private int[] rows(int output, boolean own) {
    int[] rows = new int[labels.length];
    int size = 0;
    for (int row = 0; row < labels.length; row++) {
      if ((labels[row] == output) == own) {
        rows[size++] = row;
      }
    }
    return Arrays.copyOf(rows, size);
  }

  /** No sum is larger, whatever is knocked out. */
  private double largest(int output) {
    double most = Double.MIN_NORMAL;
    for (int row = 0; row < labels.length; row++) {
      double sum = Math.abs(bias[output]);
      for (int unit = 0; unit < units; unit++) {
        double value = Math.max(Math.abs(hidden[row * units + unit]), Math.abs(held[unit]));
        sum += value * Math.abs(weights[unit * bias.length + output]);
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  /** How many of some examples have a sum above 0, by the set knocked out. */
  private int[] above(int output, int[] rows, double scale) {
    int[] above = new int[1 << units];
    for (int first = 0; first < rows.length; first += BLOCK) {
      walk(
          output,
          Arrays.copyOfRange(rows, first, Math.min(rows.length, first + BLOCK)),
          scale,
          above);
    }
    return above;
  }

  private void walk(int output, int[] rows, double scale, int[] above) {
    int[] sums = new int[rows.length]; // of the opposite sign, so that "above 0" is the sign bit
    int[][] changes = new int[units][rows.length]; // what knocking out a unit adds to them
    for (int i = 0; i < rows.length; i++) {
      long sum = -Math.round(bias[output] * scale);
      for (int unit = 0; unit < units; unit++) {
        double weight = weights[unit * bias.length + output];
        long with = Math.round(hidden[rows[i] * units + unit] * weight * scale);
        long without = Math.round(held[unit] * weight * scale);
        sum -= with;
        changes[unit][i] = (int) (with - without);
      }
      sums[i] = (int) sum;
    }
    int set = 0;
    above[0] += negative(sums);
    for (int step = 1; step < above.length; step++) {
      int unit = Integer.numberOfTrailingZeros(step);
      set ^= 1 << unit;
      if ((set >> unit & 1) == 1) {
        add(sums, changes[unit]);
      } else {
        subtract(sums, changes[unit]);
      }
      above[set] += negative(sums);
    }
  }

  // Three plain loops that the compiler turns into vector instructions; one for all it does not.

  private static void add(int[] sums, int[] change) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += change[i];
    }
  }

  private static void subtract(int[] sums, int[] change) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] -= change[i];
    }
  }

  private static int negative(int[] sums) {
    int count = 0;
    for (int i = 0; i < sums.length; i++) {
      count += sums[i] >>> 31;
    }
    return count;
  }
}
