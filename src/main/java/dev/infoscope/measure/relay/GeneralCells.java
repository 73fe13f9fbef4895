// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Cancellation;
import java.util.Arrays;

/** Cells of any number of neurons, levels, classes, predictions and examples. */
final class GeneralCells extends OpenCells {
  private final RelayTable table;
  private final byte[][] levels; // [units][patterns]
  private final CellCounts[] tallies; // of the cells a candidate splits one cell into, by its level
  private final int[] patterns; // the patterns of a cell side by side
  private final int[] starts;
  private final long[] excesses;

  GeneralCells(RelayTable table, double[] logs) {
    this.table = table;
    levels = new byte[table.units()][];
    tallies = new CellCounts[table.levels()];
    Arrays.setAll(tallies, level -> new CellCounts(table, logs));
    patterns = new int[table.patterns()];
    Arrays.setAll(patterns, pattern -> pattern);
    starts = new int[table.patterns() + 1];
    excesses = new long[table.patterns()];
    add(patterns, 0, patterns.length);
  }

  private byte[] levels(int unit) {
    if (levels[unit] == null) {
      byte[] own = new byte[table.patterns()];
      for (int pattern = 0; pattern < own.length; pattern++) {
        own[pattern] = (byte) table.level(unit, pattern);
      }
      levels[unit] = own;
    }
    return levels[unit];
  }

  private void add(int[] own, int from, int to) {
    CellCounts tally = tallies[0];
    for (int i = from; i < to; i++) {
      tally.add(own[i]);
    }
    if (tally.isActive() && to - from == 1) {
      settle(tally.phi(), tally.excess());
    } else if (tally.isActive()) {
      int at = starts[openCells()];
      System.arraycopy(own, from, patterns, at, to - from);
      excesses[openCells()] = tally.excess();
      keepOpen(tally.phi());
      starts[openCells()] = at + to - from;
    }
    tally.clear();
  }

  @Override
  public void scores(int[] candidates, int size, double[] into) {
    for (int i = 0; i < size; i++) {
      Cancellation.check();
      byte[] own = levels(candidates[i]);
      double sum = 0;
      for (int cell = 0; cell < openCells(); cell++) {
        sum += score(own, starts[cell], starts[cell + 1]);
      }
      into[i] = settled() + sum;
    }
  }

  private double score(byte[] own, int from, int to) {
    for (int i = from; i < to; i++) {
      tallies[own[patterns[i]] & 0xff].add(patterns[i]);
    }
    double sum = 0;
    for (CellCounts tally : tallies) {
      sum += tally.phi();
      tally.clear();
    }
    return sum;
  }

  @Override
  public void refine(int unit) {
    byte[] own = levels(unit);
    int cells = openCells();
    int[] before = patterns.clone();
    int[] startsBefore = Arrays.copyOf(starts, cells + 1);
    int[] part = new int[before.length];
    clear();
    for (int cell = 0; cell < cells; cell++) {
      for (int level = 0; level < table.levels(); level++) {
        int size = 0;
        for (int i = startsBefore[cell]; i < startsBefore[cell + 1]; i++) {
          part[size] = before[i];
          size += (own[before[i]] & 0xff) == level ? 1 : 0;
        }
        if (size > 0) {
          add(part, 0, size);
        }
      }
    }
  }

  @Override
  long openExcess(int cell) {
    return excesses[cell];
  }
}
