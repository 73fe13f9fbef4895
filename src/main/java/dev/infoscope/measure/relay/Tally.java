// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.util.Arrays;

/** Classes and predictions of the examples in one cell, gathered pattern by pattern. */
final class Tally {
  private final RelayTable table;
  private final double[] logs; // L(n)
  private final int outputs;
  private final int[] joint;
  private final int[] in;
  private final int[] out;
  private int size;
  private int seenJoint;
  private int seenIn;
  private int seenOut;

  Tally(RelayTable table, double[] logs) {
    this.table = table;
    this.logs = logs;
    outputs = table.outputs();
    joint = new int[table.inputs() * outputs];
    in = new int[table.inputs()];
    out = new int[outputs];
  }

  void add(int pattern) {
    for (int i = table.firstEntry(pattern); i < table.firstEntry(pattern + 1); i++) {
      int symbol = table.symbol(i);
      int count = table.count(i);
      seenJoint += joint[symbol] == 0 ? 1 : 0;
      seenIn += in[symbol / outputs] == 0 ? 1 : 0;
      seenOut += out[symbol % outputs] == 0 ? 1 : 0;
      joint[symbol] += count;
      in[symbol / outputs] += count;
      out[symbol % outputs] += count;
      size += count;
    }
  }

  int size() {
    return size;
  }

  int in(int input) {
    return in[input];
  }

  int out(int output) {
    return out[output];
  }

  /** Whether both class and prediction vary. */
  boolean isActive() {
    return seenIn > 1 && seenOut > 1;
  }

  /** Degrees of freedom of the table with its margins given. */
  int freedom() {
    return (seenIn - 1) * (seenOut - 1);
  }

  /** {@code m_io - m_i - m_o + 1}, m being the symbols seen. */
  int excess() {
    return isActive() ? seenJoint - seenIn - seenOut + 1 : 0;
  }

  /** {@code sum L(n_io) - sum L(n_i) - sum L(n_o) + L(n)}, just 0 when one of them is constant. */
  double phi() {
    return isActive() ? logs[size] + sum(joint) - sum(in) - sum(out) : 0;
  }

  private double sum(int[] counts) {
    double sum = 0;
    for (int count : counts) {
      sum += logs[count];
    }
    return sum;
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(joint, 0);
      Arrays.fill(in, 0);
      Arrays.fill(out, 0);
      size = 0;
      seenJoint = 0;
      seenIn = 0;
      seenOut = 0;
    }
  }
}
