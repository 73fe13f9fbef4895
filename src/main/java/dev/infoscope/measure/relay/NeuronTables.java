// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.XLog2X;
import java.util.Arrays;

/**
 * The levels of single neurons, with the class and the prediction of every example. A class against
 * the rest is counted from the examples that are, or are taken to be, of it, so that all classes
 * together cost two passes over the examples.
 */
final class NeuronTables {
  private final LevelCodes codes;
  private final int units;
  private final int levels;
  private final int[] labels;
  private final int[] predictions;
  private final int[] sizes; // [units x levels]
  private final int[][] members; // per class, examples labelled or predicted so
  private final double[] logs; // x log2 x

  /**
   * Counts nothing but levels yet.
   *
   * @param codes of the layer
   * @param labels class of each example, from 0 to {@code classes - 1}
   * @param predictions what the network made of each, from 0 to {@code classes - 1}
   * @param classes number of both
   */
  NeuronTables(LevelCodes codes, int[] labels, int[] predictions, int classes) {
    this.codes = codes;
    this.units = codes.units();
    this.levels = codes.levels();
    this.labels = labels;
    this.predictions = predictions;
    sizes = new int[Math.multiplyExact(units, levels)];
    for (int row = 0; row < labels.length; row++) {
      codes.count(row, sizes, 1, 0);
    }
    members = members(labels, predictions, classes);
    logs = XLog2X.table(labels.length);
  }

  private static int[][] members(int[] labels, int[] predictions, int classes) {
    int[] counts = new int[classes];
    for (int row = 0; row < labels.length; row++) {
      counts[labels[row]]++;
      counts[predictions[row]] += predictions[row] == labels[row] ? 0 : 1;
    }
    int[][] members = new int[classes][];
    Arrays.setAll(members, label -> new int[counts[label]]);
    for (int row = labels.length - 1; row >= 0; row--) {
      members[labels[row]][--counts[labels[row]]] = row;
      if (predictions[row] != labels[row]) {
        members[predictions[row]][--counts[predictions[row]]] = row;
      }
    }
    return members;
  }

  int units() {
    return units;
  }

  /** {@code I(X_in; X_out) - I(X_in; X_out | y_j)} of one class against the rest, per unit. */
  double[] essentiality(int label) {
    Cancellation.check();
    double[] bits = new double[units];
    if (members[label].length == 0) {
      return bits; // never the label, never the prediction: nothing to account for
    }
    int[] counts = new int[units * levels * 4]; // class above prediction, two bits
    int[] all = new int[4];
    for (int row : members[label]) {
      int symbol = (labels[row] == label ? 2 : 0) + (predictions[row] == label ? 1 : 0);
      all[symbol]++;
      codes.count(row, counts, 4, symbol);
    }
    double whole = phi(all, 0, labels.length);
    for (int unit = 0; unit < units; unit++) {
      double given = 0;
      for (int cell = unit * levels; cell < (unit + 1) * levels; cell++) {
        given += phi(counts, 4 * cell, sizes[cell]);
      }
      bits[unit] = (whole - given) / labels.length;
    }
    return bits;
  }

  /** Of a table whose first count, neither class nor prediction, is what is left of a size. */
  private double phi(int[] counts, int at, int size) {
    int out = counts[at + 1];
    int in = counts[at + 2];
    int both = counts[at + 3];
    int neither = size - out - in - both;
    return logs[neither]
        + logs[out]
        + logs[in]
        + logs[both]
        - logs[neither + out]
        - logs[in + both]
        - logs[neither + in]
        - logs[out + both]
        + logs[size];
  }

  /** I(y_j; X_in), all classes. */
  double classInformation(int unit) {
    Cancellation.check();
    int classes = members.length;
    int[] counts = new int[levels * classes];
    int[] perClass = new int[classes];
    for (int row = 0; row < labels.length; row++) {
      counts[codes.level(row, unit) * classes + labels[row]]++;
      perClass[labels[row]]++;
    }
    double sum = logs[labels.length];
    for (int level = 0; level < levels; level++) {
      for (int in = 0; in < classes; in++) {
        sum += logs[counts[level * classes + in]];
      }
      sum -= logs[sizes[unit * levels + level]];
    }
    for (int count : perClass) {
      sum -= logs[count];
    }
    return sum / labels.length;
  }
}
