// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

/**
 * Classes and predictions of the examples in one cell, gathered pattern by pattern. Costs what is
 * in the cell, however many classes there are.
 */
final class CellCounts {
  private final RelayTable table;
  private final double[] logs; // L(n)
  private final Symbols symbols;
  private final SparseCounts joint;
  private final SparseCounts in;
  private final SparseCounts out;
  private int size;

  CellCounts(RelayTable table, double[] logs) {
    this.table = table;
    this.logs = logs;
    symbols = table.symbols();
    joint = new SparseCounts(symbols.pairs());
    in = new SparseCounts(symbols.inputs());
    out = new SparseCounts(symbols.outputs());
  }

  void add(int pattern) {
    for (int i = table.firstEntry(pattern); i < table.firstEntry(pattern + 1); i++) {
      int pair = symbols.ofEntry()[i];
      int count = table.count(i);
      joint.add(pair, count);
      in.add(symbols.in()[pair], count);
      out.add(symbols.out()[pair], count);
      size += count;
    }
  }

  int size() {
    return size;
  }

  /** Counts of the classes that occur in the table, by their order. */
  SparseCounts in() {
    return in;
  }

  /** Counts of the predictions that occur in the table, by their order. */
  SparseCounts out() {
    return out;
  }

  /** Whether both class and prediction vary. */
  boolean isActive() {
    return in.size() > 1 && out.size() > 1;
  }

  /** Degrees of freedom of the table with its margins given. */
  int freedom() {
    return (in.size() - 1) * (out.size() - 1);
  }

  /** {@code m_io - m_i - m_o + 1}, m being the symbols seen. */
  int excess() {
    return isActive() ? joint.size() - in.size() - out.size() + 1 : 0;
  }

  /** {@code sum L(n_io) - sum L(n_i) - sum L(n_o) + L(n)}, just 0 when one of them is constant. */
  double phi() {
    return isActive() ? logs[size] + joint.sum(logs) - in.sum(logs) - out.sum(logs) : 0;
  }

  void clear() {
    if (size > 0) {
      joint.clear();
      in.clear();
      out.clear();
      size = 0;
    }
  }
}
