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
  /** Two ways to sum the same differ by less, bits. */
  private static final double ROUNDING = 1e-9;

  private final LevelCodes codes;
  private final int classes;
  private final int[] sizes; // [units x levels]
  private final double[] logs; // x log2 x
  private final LevelSums missed; // of the class, not predicted so
  private final LevelSums mistaken; // predicted so, not of the class
  private final LevelSums hit; // both
  private final double[] shares; // 1 / sizes, 0 for none
  private PairGroups examples;

  /**
   * Counts nothing but levels yet.
   *
   * @param codes of the layer
   * @param examples with their classes and predictions
   * @param classes number of both
   */
  NeuronTables(LevelCodes codes, PairGroups examples, int classes) {
    this.codes = codes;
    this.examples = examples;
    this.classes = classes;
    missed = new LevelSums(codes);
    mistaken = new LevelSums(codes);
    hit = new LevelSums(codes);
    LevelSums all = new LevelSums(codes);
    all.add(examples.rows(), 0, examples.samples());
    sizes = all.counts();
    logs = XLog2X.table(examples.samples());
    shares = Arrays.stream(sizes).mapToDouble(size -> size == 0 ? 0 : 1.0 / size).toArray();
  }

  /** From now on other examples have these pairs of class and prediction. */
  NeuronTables deal(PairGroups dealt) {
    examples = dealt;
    return this;
  }

  PairGroups examples() {
    return examples;
  }

  int units() {
    return codes.units();
  }

  /**
   * The neurons with the largest {@code I(X_in; X_out) - I(X_in; X_out | y_j)} of one class against
   * the rest, falling. It is at most {@code I(X_in; y_j)}, and this at most chi-squared over {@code
   * N ln 2}: most neurons need not be looked at beyond.
   */
  int[] mostEssential(int label, int most) {
    Cancellation.check();
    count(label);
    LargestUnits largest = new LargestUnits(most);
    int[] in = missed.counts();
    int[] out = mistaken.counts();
    int[] both = hit.counts();
    int levels = codes.levels();
    int samples = examples.samples();
    int own = sum(in, levels) + sum(both, levels);
    double whole = phi(sum(out, levels), sum(in, levels), sum(both, levels), samples);
    double scale = 1 / (Math.log(2) * samples * own * (samples - own));
    for (int unit = 0; unit < codes.units(); unit++) {
      double squares = 0;
      for (int cell = unit * levels; cell < (unit + 1) * levels; cell++) {
        double apart = (double) samples * (in[cell] + both[cell]) - (double) own * sizes[cell];
        squares += apart * apart * shares[cell];
      }
      if (largest.takes(squares * scale + ROUNDING)) { // also NaN, of a class that is all or none
        largest.add(unit, (whole - given(unit, out, in, both)) / samples);
      }
    }
    return largest.units();
  }

  private double given(int unit, int[] out, int[] in, int[] both) {
    double given = 0;
    for (int cell = unit * codes.levels(); cell < (unit + 1) * codes.levels(); cell++) {
      given += phi(out[cell], in[cell], both[cell], sizes[cell]);
    }
    return given;
  }

  private void count(int label) {
    missed.clear();
    mistaken.clear();
    hit.clear();
    int[] starts = examples.starts();
    for (int pair = 0; pair < examples.pairs(); pair++) {
      boolean in = examples.in()[pair] == label;
      boolean out = examples.out()[pair] == label;
      if (in || out) {
        LevelSums sums = in && out ? hit : in ? missed : mistaken;
        sums.add(examples.rows(), starts[pair], starts[pair + 1]);
      }
    }
  }

  private static int sum(int[] counts, int levels) {
    int sum = 0;
    for (int level = 0; level < levels; level++) {
      sum += counts[level];
    }
    return sum;
  }

  /** Of a table whose first count, neither class nor prediction, is what is left of a size. */
  private double phi(int out, int in, int both, int size) {
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
    int levels = codes.levels();
    int[] counts = new int[levels * classes];
    int[] perClass = new int[classes];
    for (int pair = 0; pair < examples.pairs(); pair++) {
      int in = examples.in()[pair];
      perClass[in] += examples.size(pair);
      for (int i = examples.starts()[pair]; i < examples.starts()[pair + 1]; i++) {
        counts[codes.level(examples.rows()[i], unit) * classes + in]++;
      }
    }
    double sum = logs[examples.samples()];
    for (int level = 0; level < levels; level++) {
      for (int in = 0; in < classes; in++) {
        sum += logs[counts[level * classes + in]];
      }
      sum -= logs[sizes[unit * levels + level]];
    }
    for (int count : perClass) {
      sum -= logs[count];
    }
    return sum / examples.samples();
  }
}
