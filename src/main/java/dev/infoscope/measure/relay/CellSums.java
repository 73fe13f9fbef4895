// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.XLog2X;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * What cells of examples leave unexplained of I(class; prediction), for each class against the rest
 * and for all at once: what a null of relay information is summed from.
 */
final class CellSums {
  private final double[] logs;
  private final int[] in; // the class of each pair
  private final int[] out;
  private final SparseCounts joint;
  private final SparseCounts ins;
  private final SparseCounts outs;
  private final int[] both; // [classes]: examples of a class that are predicted to be of it

  /**
   * Sums nothing yet.
   *
   * @param in the class of each pair of class and prediction that occurs
   * @param out the prediction of each pair
   * @param classes number of classes, or of predictions if they are more
   * @param samples number of examples
   */
  CellSums(int[] in, int[] out, int classes, int samples) {
    this.in = in;
    this.out = out;
    logs = XLog2X.table(samples);
    joint = new SparseCounts(in.length);
    ins = new SparseCounts(classes);
    outs = new SparseCounts(classes);
    both = new int[classes];
  }

  /** Zero for each class, and last for all at once. */
  double[] none() {
    return new double[both.length + 1];
  }

  /**
   * The null of each class against the rest, by its number, and last that of all at once.
   *
   * @param shuffles how many
   * @param pair of each example
   * @param unexplained sums of each of them, asked for in turn
   */
  ShuffledNull[] nulls(int shuffles, int[] pair, IntFunction<double[]> unexplained) {
    double[] whole = none();
    add(pair, 0, pair.length, whole);
    double[][] readings = new double[whole.length][shuffles];
    for (int shuffle = 0; shuffle < shuffles; shuffle++) {
      Cancellation.check();
      double[] left = unexplained.apply(shuffle);
      for (int i = 0; i < readings.length; i++) {
        readings[i][shuffle] = (whole[i] - left[i]) / pair.length;
      }
    }
    return Arrays.stream(readings).map(ShuffledNull::of).toArray(ShuffledNull[]::new);
  }

  /** Adds {@code n I(class; prediction)} of the examples of a cell. */
  void add(int[] pair, int from, int to, double[] sums) {
    for (int row = from; row < to; row++) {
      joint.add(pair[row], 1);
    }
    for (int i = 0; i < joint.size(); i++) {
      int seen = joint.symbol(i);
      int times = joint.count(seen);
      ins.add(in[seen], times);
      outs.add(out[seen], times);
      both[in[seen]] += in[seen] == out[seen] ? times : 0;
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
    for (int i = 0; i < ins.size(); i++) {
      both[ins.symbol(i)] = 0;
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
