// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.numeric.Minimiser;
import java.util.Arrays;

/**
 * The linear reader: a multinomial logistic regression that takes the first examples of a sample
 * and says how probable each class is for others.
 *
 * <pre>{@code
 * p(k | x) ~ exp(o_k + b_k + w_k . x),   o_k = ln (n_k + 1) / (n + K)
 * f(w, b)  = - sum_i ln p(y_i | x_i) + penalty / 2 (|w|^2 + |b|^2)
 * }</pre>
 *
 * <p>{@code n_k} counts class k among the n examples that it is fitted to. So a reader that is held
 * at 0 by its penalty says how frequent the classes are, and {@code f} has one minimum. Rows are
 * worked on in chunks that stay in the nearest cache; the inner loops run over rows of one class or
 * units of one row, so that they vectorise.
 */
final class LogitReader implements Minimiser.Function {
  private static final int CHUNK = 128;

  private final StandardUnits units;
  private final int[] labels; // in the order of coding
  private final int classes;
  private final int width; // of the parameters of a class: its weights, then its bias
  private final double[] offsets;
  private final double[][] scores; // [classes][CHUNK]
  private final double[][] slopes; // [classes][units], of the current gradient
  private final double[] most = new double[CHUNK];
  private final double[] sums = new double[CHUNK];
  private int fitted;
  private double penalty;

  LogitReader(StandardUnits units, int[] labels, int classes) {
    this.units = units;
    this.labels = labels;
    this.classes = classes;
    width = units.units() + 1;
    offsets = new double[classes];
    scores = new double[classes][CHUNK];
    slopes = new double[classes][units.units()];
  }

  int parameters() {
    return classes * width;
  }

  /** From now on {@link #value} is of the first examples, with this penalty. */
  void take(int examples, double strength) {
    fitted = examples;
    penalty = strength;
    int[] counts = new int[classes];
    for (int i = 0; i < examples; i++) {
      counts[labels[i]]++;
    }
    for (int k = 0; k < classes; k++) {
      offsets[k] = Math.log((counts[k] + 1.0) / (examples + classes));
    }
  }

  /** Code length of labels by class frequencies alone, nats. */
  double frequencyCode(int from, int to) {
    double nats = 0;
    for (int i = from; i < to; i++) {
      nats -= offsets[labels[i]];
    }
    return nats;
  }

  /** Code length of labels, nats. */
  double code(double[] parameters, int from, int to) {
    double nats = 0;
    for (int first = from; first < to; first += CHUNK) {
      int count = Math.min(CHUNK, to - first);
      score(parameters, first, count);
      nats += normalise(first, count);
    }
    return nats;
  }

  @Override
  public double value(double[] parameters, double[] gradient) {
    for (double[] slope : slopes) {
      Arrays.fill(slope, 0);
    }
    Arrays.fill(gradient, 0);
    double nats = 0;
    for (int first = 0; first < fitted; first += CHUNK) {
      int count = Math.min(CHUNK, fitted - first);
      score(parameters, first, count);
      nats += normalise(first, count);
      for (int i = 0; i < count; i++) {
        scores[labels[first + i]][i]--;
      }
      addSlopes(first, count, gradient);
    }
    for (int k = 0; k < classes; k++) {
      System.arraycopy(slopes[k], 0, gradient, k * width, width - 1);
    }
    double squares = 0;
    for (int i = 0; i < parameters.length; i++) {
      squares += parameters[i] * parameters[i];
      gradient[i] += penalty * parameters[i];
    }
    return nats + penalty / 2 * squares;
  }

  /** Scores of all classes, four units at a time. */
  private void score(double[] parameters, int first, int count) {
    int inputs = width - 1;
    for (int k = 0; k < classes; k++) {
      int at = k * width;
      Arrays.fill(scores[k], 0, count, offsets[k] + parameters[at + inputs]);
    }
    int unit = 0;
    for (; unit + 3 < inputs; unit += 4) {
      double[] a = units.column(unit);
      double[] b = units.column(unit + 1);
      double[] c = units.column(unit + 2);
      double[] d = units.column(unit + 3);
      for (int k = 0; k < classes; k++) {
        int at = k * width + unit;
        double wa = parameters[at];
        double wb = parameters[at + 1];
        double wc = parameters[at + 2];
        double wd = parameters[at + 3];
        addFour(scores[k], first, count, a, wa, b, wb, c, wc, d, wd);
      }
    }
    for (; unit < inputs; unit++) {
      double[] a = units.column(unit);
      for (int k = 0; k < classes; k++) {
        addOne(scores[k], first, count, a, parameters[k * width + unit]);
      }
    }
  }

  private static void addFour(
      double[] into,
      int first,
      int count,
      double[] a,
      double wa,
      double[] b,
      double wb,
      double[] c,
      double wc,
      double[] d,
      double wd) {
    for (int i = 0; i < count; i++) {
      into[i] += wa * a[first + i] + wb * b[first + i] + wc * c[first + i] + wd * d[first + i];
    }
  }

  private static void addOne(double[] into, int first, int count, double[] a, double wa) {
    for (int i = 0; i < count; i++) {
      into[i] += wa * a[first + i];
    }
  }

  /** Turns scores into probabilities; the code length of the labels, nats. */
  private double normalise(int first, int count) {
    System.arraycopy(scores[0], 0, most, 0, count);
    for (int k = 1; k < classes; k++) {
      double[] own = scores[k];
      for (int i = 0; i < count; i++) {
        most[i] = Math.max(most[i], own[i]);
      }
    }
    double nats = 0;
    for (int i = 0; i < count; i++) {
      nats += most[i] - scores[labels[first + i]][i];
    }
    Arrays.fill(sums, 0, count, 0);
    for (int k = 0; k < classes; k++) {
      double[] own = scores[k];
      for (int i = 0; i < count; i++) {
        own[i] = Math.exp(own[i] - most[i]);
        sums[i] += own[i];
      }
    }
    for (int i = 0; i < count; i++) {
      nats += Math.log(sums[i]);
      sums[i] = 1 / sums[i];
    }
    for (int k = 0; k < classes; k++) {
      double[] own = scores[k];
      for (int i = 0; i < count; i++) {
        own[i] *= sums[i];
      }
    }
    return nats;
  }

  /** Adds what rows do to the gradient, four rows at a time. */
  private void addSlopes(int first, int count, double[] gradient) {
    for (int k = 0; k < classes; k++) {
      double[] own = scores[k];
      double bias = 0;
      for (int i = 0; i < count; i++) {
        bias += own[i];
      }
      gradient[k * width + width - 1] += bias;
    }
    int i = 0;
    for (; i + 3 < count; i += 4) {
      double[] a = units.row(first + i);
      double[] b = units.row(first + i + 1);
      double[] c = units.row(first + i + 2);
      double[] d = units.row(first + i + 3);
      for (int k = 0; k < classes; k++) {
        double[] own = scores[k];
        addFour(slopes[k], 0, width - 1, a, own[i], b, own[i + 1], c, own[i + 2], d, own[i + 3]);
      }
    }
    for (; i < count; i++) {
      double[] a = units.row(first + i);
      for (int k = 0; k < classes; k++) {
        addOne(slopes[k], 0, width - 1, a, scores[k][i]);
      }
    }
  }
}
