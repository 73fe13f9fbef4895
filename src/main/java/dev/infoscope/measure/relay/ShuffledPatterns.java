// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.XLog2X;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What relay information reads when the neurons know nothing: every pair of class and prediction is
 * kept, and the patterns are dealt to the examples at random. What remains is what cells of few
 * examples seem to explain, which is all of I(class; prediction) when every example has a pattern
 * of its own. Class and prediction may not be torn apart: a null of predictions that are permuted
 * asks whether the network has learnt, not whether these neurons relay it.
 */
final class ShuffledPatterns {
  /** Its deviation is then known to a ninth of itself. */
  static final int SHUFFLES = 40;

  private final double[] logs;
  private final int samples;
  private final int[] sizes; // of the cells with more than one example: others explain everything
  private final int[] pair; // of each example
  private final int[] in; // the class of each pair
  private final int[] out;
  private final SparseCounts joint;
  private final SparseCounts ins;
  private final SparseCounts outs;
  private final int[] both; // [classes]: examples of a class that are predicted to be of it
  private final double[][] readings; // [classes, then all at once][shuffles]

  private ShuffledPatterns(RelayTable table) {
    samples = table.samples();
    logs = XLog2X.table(samples);
    int classes = Math.max(table.inputs(), table.outputs());
    joint = new SparseCounts(table.symbols().pairs());
    ins = new SparseCounts(classes);
    outs = new SparseCounts(classes);
    both = new int[classes];
    readings = new double[classes + 1][SHUFFLES];
    pair = new int[samples];
    in = new int[table.symbols().pairs()];
    out = new int[in.length];
    sizes = new int[table.patterns()];
    fill(table);
  }

  private void fill(RelayTable table) {
    int[] pairs = table.symbols().ofEntry();
    int row = 0;
    for (int pattern = 0; pattern < table.patterns(); pattern++) {
      for (int i = table.firstEntry(pattern); i < table.firstEntry(pattern + 1); i++) {
        int to = row + table.count(i);
        Arrays.fill(pair, row, to, pairs[i]);
        in[pairs[i]] = table.symbol(i) / table.outputs();
        out[pairs[i]] = table.symbol(i) % table.outputs();
        sizes[pattern] += table.count(i);
        row = to;
      }
    }
  }

  /**
   * Deals the patterns.
   *
   * @param table of all classes
   * @param seed of the shuffles
   * @return the null of each class against the rest, by its number, and last that of all classes at
   *     once
   */
  static ShuffledNull[] of(RelayTable table, long seed) {
    return new ShuffledPatterns(table).nulls(seed);
  }

  private ShuffledNull[] nulls(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] whole = new double[readings.length];
    addCell(0, samples, whole);
    for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      Cancellation.check();
      double[] unexplained = unexplained(random);
      for (int i = 0; i < readings.length; i++) {
        readings[i][shuffle] = (whole[i] - unexplained[i]) / samples;
      }
    }
    return Arrays.stream(readings).map(ShuffledNull::of).toArray(ShuffledNull[]::new);
  }

  private double[] unexplained(SplittableRandom random) {
    double[] sums = new double[readings.length];
    int row = 0;
    for (int size : sizes) {
      if (size > 1) {
        for (int to = row + size; row < to; row++) {
          swap(pair, row, row + random.nextInt(samples - row));
        }
        addCell(row - size, row, sums);
      }
    }
    return sums;
  }

  private static void swap(int[] values, int one, int other) {
    int held = values[one];
    values[one] = values[other];
    values[other] = held;
  }

  /** Adds {@code n I(class; prediction)} of the examples of a cell. */
  private void addCell(int from, int to, double[] sums) {
    for (int row = from; row < to; row++) {
      int own = in[pair[row]];
      int predicted = out[pair[row]];
      ins.add(own, 1);
      outs.add(predicted, 1);
      joint.add(pair[row], 1);
      both[own] += own == predicted ? 1 : 0;
    }
    int size = to - from;
    if (ins.size() > 1 && outs.size() > 1) {
      sums[sums.length - 1] += logs[size] + joint.sum(logs) - ins.sum(logs) - outs.sum(logs);
      for (int i = 0; i < ins.size(); i++) {
        int label = ins.symbol(i);
        if (outs.count(label) > 0) {
          sums[label] += ofClass(size, ins.count(label), outs.count(label), both[label]);
        }
      }
    }
    for (int row = from; row < to; row++) {
      both[in[pair[row]]] = 0;
    }
    ins.clear();
    outs.clear();
    joint.clear();
  }

  private double ofClass(int size, int own, int predicted, int hits) {
    return logs[size]
        + (logs[hits] + logs[own - hits] + logs[predicted - hits])
        + logs[size - own - predicted + hits]
        - (logs[own] + logs[size - own] + logs[predicted] + logs[size - predicted]);
  }
}
