// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.count.Activations;
import dev.infoscope.estimate.Bits;

/** How often each level of each single neuron came with which class and which prediction. */
final class NeuronTables {
  private static final int BLOCK = 256;

  private final int units;
  private final int levels;
  private final int classes;
  private final int samples;
  private final int[] counts; // [units][levels][class][prediction]

  private NeuronTables(int units, int levels, int classes, int samples) {
    this.units = units;
    this.levels = levels;
    this.classes = classes;
    this.samples = samples;
    counts = new int[Math.multiplyExact(units * levels, classes * classes)];
  }

  static NeuronTables of(
      Activations activations, LevelCuts cuts, int[] labels, int[] predictions, int classes) {
    int units = cuts.units();
    NeuronTables tables = new NeuronTables(units, cuts.levels(), classes, labels.length);
    int symbols = classes * classes;
    double[] rows = new double[Math.min(BLOCK, labels.length) * units];
    for (int first = 0; first < labels.length; first += BLOCK) {
      int size = Math.min(BLOCK, labels.length - first);
      activations.copy(first, size, rows);
      for (int row = 0; row < size; row++) {
        int symbol = labels[first + row] * classes + predictions[first + row];
        for (int unit = 0; unit < units; unit++) {
          int level = cuts.level(unit, rows[row * units + unit]);
          tables.counts[(unit * cuts.levels() + level) * symbols + symbol]++;
        }
      }
    }
    return tables;
  }

  int units() {
    return units;
  }

  /** {@code I(X_in; X_out) - I(X_in; X_out | y_j)} of one class against the rest. */
  double essentiality(int unit, int label) {
    double[] all = new double[4];
    double given = 0;
    for (int level = 0; level < levels; level++) {
      double[] own = againstRest(unit, level, label);
      for (int i = 0; i < 4; i++) {
        all[i] += own[i];
      }
      given += phi(own);
    }
    return (phi(all) - given) / samples;
  }

  private double[] againstRest(int unit, int level, int label) {
    double[] table = new double[4];
    int at = (unit * levels + level) * classes * classes;
    for (int in = 0; in < classes; in++) {
      for (int out = 0; out < classes; out++) {
        table[(in == label ? 2 : 0) + (out == label ? 1 : 0)] += counts[at++];
      }
    }
    return table;
  }

  private static double phi(double[] t) {
    return l(t[0])
        + l(t[1])
        + l(t[2])
        + l(t[3])
        - l(t[0] + t[1])
        - l(t[2] + t[3])
        - l(t[0] + t[2])
        - l(t[1] + t[3])
        + l(t[0] + t[1] + t[2] + t[3]);
  }

  private static double l(double count) {
    return Bits.xlog2x(count);
  }

  /** I(y_j; X_in), all classes. */
  double classInformation(int unit) {
    double sum = l(samples);
    double[] perClass = new double[classes];
    for (int level = 0; level < levels; level++) {
      double size = 0;
      int at = (unit * levels + level) * classes * classes;
      for (int in = 0; in < classes; in++) {
        double cell = 0;
        for (int out = 0; out < classes; out++) {
          cell += counts[at++];
        }
        sum += l(cell);
        perClass[in] += cell;
        size += cell;
      }
      sum -= l(size);
    }
    for (double count : perClass) {
      sum -= l(count);
    }
    return sum / samples;
  }
}
