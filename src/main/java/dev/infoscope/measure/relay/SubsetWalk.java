// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Cancellation;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Walks all sets Y_0 of known neurons, deciding neuron by neuron whether it is known or not.
 *
 * <p>A level of the walk holds cells by the known neurons; within a cell its patterns of the
 * neurons still to be decided, ascending. The lowest of these is next: if it is not known, pairs of
 * neighbours are joined; if it is, the cell is parted. Both are one pass. A cell that is done with
 * (see {@link Cells}) leaves the walk, and the neurons that account for most are decided first, so
 * that many do.
 */
final class SubsetWalk {
  private final double[] logs;
  private final int units;
  private final int[] order; // units as they are decided
  private final double[] values; // N I(X_in; X_out | Y_0) by the set of unknown neurons
  private final Level[] levels;

  /** Cells after some decisions. */
  private static final class Level {
    final int[] keys; // bits of neurons still to be decided, the next one lowest
    final long[] tables; // counts, packed as in BinaryCells
    final int[] starts; // of cells
    int cells;
    double settled;

    Level(int patterns) {
      keys = new int[patterns + 1]; // one to write what is then not kept
      tables = new long[patterns + 1];
      starts = new int[patterns / 2 + 2];
    }

    void clear(double settledSoFar) {
      cells = 0;
      settled = settledSoFar;
    }
  }

  SubsetWalk(RelayTable table, double[] logs, double[] essentiality, double[] values) {
    this.logs = logs;
    this.values = values;
    units = table.units();
    order =
        IntStream.range(0, units)
            .boxed()
            .sorted((a, b) -> Double.compare(essentiality[b], essentiality[a]))
            .mapToInt(unit -> unit)
            .toArray();
    levels = new Level[units + 1];
    Arrays.setAll(levels, depth -> new Level(table.patterns()));
    fill(table);
  }

  private void fill(RelayTable table) {
    int patterns = table.patterns();
    long[] sorted = new long[patterns]; // key above, pattern below
    for (int pattern = 0; pattern < patterns; pattern++) {
      long code = table.code(pattern);
      long key = 0;
      for (int depth = 0; depth < units; depth++) {
        key |= (code >>> order[depth] & 1) << depth;
      }
      sorted[pattern] = key << Integer.SIZE | pattern;
    }
    Arrays.sort(sorted);
    Level first = levels[0];
    long whole = 0;
    for (int i = 0; i < patterns; i++) {
      first.keys[i] = (int) (sorted[i] >>> Integer.SIZE);
      first.tables[i] = table.packed()[(int) sorted[i]];
      whole += first.tables[i];
    }
    close(first, patterns, whole);
  }

  /** Values of all sets whose first decisions are the bits of {@code task}. */
  void run(int task, int splits) {
    int unknown = 0;
    for (int depth = 0; depth < splits; depth++) {
      if ((task >>> depth & 1) == 0) {
        unknown |= 1 << order[depth];
        forget(levels[depth], levels[depth + 1]);
      } else {
        part(levels[depth], levels[depth + 1]);
      }
    }
    walk(splits, unknown);
  }

  private void walk(int depth, int unknown) {
    Level level = levels[depth];
    if (level.cells == 0) {
      settle(depth, unknown, level.settled);
    } else if (depth == units - 1) {
      last(level, unknown);
    } else {
      Cancellation.check();
      Level next = levels[depth + 1];
      forget(level, next);
      walk(depth + 1, unknown | 1 << order[depth]);
      part(level, next);
      walk(depth + 1, unknown);
    }
  }

  /** Nothing changes any more: one value for all sets that can still be decided on. */
  private void settle(int depth, int unknown, double value) {
    int open = 0;
    for (int i = depth; i < units; i++) {
      open |= 1 << order[i];
    }
    int some = open;
    values[unknown] = value;
    while (some != 0) {
      values[unknown | some] = value;
      some = some - 1 & open;
    }
  }

  /** One neuron to decide, so at most two patterns in a cell: nothing needs to be moved. */
  private void last(Level level, int unknown) {
    double joined = 0;
    double parted = 0;
    long[] tables = level.tables;
    for (int cell = 0; cell < level.cells; cell++) {
      int at = level.starts[cell];
      long one = tables[at];
      long other = tables[at + 1]; // a cell of one pattern would be settled
      joined += BinaryCells.phi(one + other, logs);
      parted += BinaryCells.phi(one, logs) + BinaryCells.phi(other, logs);
    }
    values[unknown | 1 << order[units - 1]] = level.settled + joined;
    values[unknown] = level.settled + parted;
  }

  /** Joins patterns that differ in the next neuron alone. */
  private void forget(Level from, Level to) {
    to.clear(from.settled);
    int[] keys = from.keys;
    long[] tables = from.tables;
    for (int cell = 0; cell < from.cells; cell++) {
      int write = to.starts[to.cells];
      int begin = write;
      int last = from.starts[cell + 1];
      long whole = 0;
      for (int read = from.starts[cell]; read < last; read++) {
        int key = keys[read] >>> 1;
        long table = tables[read];
        if (read + 1 < last && keys[read + 1] >>> 1 == key) {
          table += tables[++read];
        }
        to.keys[write] = key;
        to.tables[write++] = table;
        whole += table;
      }
      if (write - begin == 1) {
        to.settled += BinaryCells.phi(whole, logs);
      } else {
        to.starts[++to.cells] = write;
      }
    }
  }

  /** Parts cells by the next neuron. */
  private void part(Level from, Level to) {
    to.clear(from.settled);
    for (int cell = 0; cell < from.cells; cell++) {
      pick(from, cell, 0, to);
      pick(from, cell, 1, to);
    }
  }

  private void pick(Level from, int cell, int bit, Level to) {
    int write = to.starts[to.cells];
    int[] keys = from.keys;
    int[] keysAfter = to.keys;
    long[] tables = from.tables;
    long[] tablesAfter = to.tables;
    long whole = 0;
    int last = from.starts[cell + 1];
    for (int read = from.starts[cell]; read < last; read++) {
      int key = keys[read];
      long table = tables[read];
      int mine = key & 1 ^ bit ^ 1;
      keysAfter[write] = key >>> 1; // overwritten by the next if it is not of this part
      tablesAfter[write] = table;
      write += mine;
      whole += table & -mine;
    }
    close(to, write, whole);
  }

  /** Ends a cell, unless it is done with. */
  private void close(Level level, int end, long whole) {
    int size = end - level.starts[level.cells];
    if (BinaryCells.isActive(whole)) {
      if (size == 1) {
        level.settled += BinaryCells.phi(whole, logs);
      } else {
        level.starts[++level.cells] = end;
      }
    }
  }
}
