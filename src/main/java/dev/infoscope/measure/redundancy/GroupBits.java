// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.redundancy;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.BinaryPatterns;
import dev.infoscope.discrete.Bins;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of a group of units, one bit each. Units that never change have no part in them, and
 * of units that always agree one stands for all.
 *
 * @param patterns of the units that differ; null if they are more than 64
 * @param pattern which of them each example has
 * @param copies how many units have the same bits as each of those that differ
 */
@SuppressWarnings("ArrayRecordComponent")
record GroupBits(@Nullable BinaryPatterns patterns, int[] pattern, int[] copies) {

  /** From the bits of each unit of the group. */
  static GroupBits of(List<BitSet> columns, int examples) {
    Map<BitSet, Integer> copies = new LinkedHashMap<>();
    for (BitSet column : columns) {
      if (!column.isEmpty() && column.cardinality() < examples) {
        copies.merge(column, 1, Integer::sum);
      }
    }
    int[] times = copies.values().stream().mapToInt(Integer::intValue).toArray();
    if (times.length > Long.SIZE) {
      return new GroupBits(null, new int[0], times);
    }
    long[] rows = rows(List.copyOf(copies.keySet()), examples);
    BinaryPatterns patterns = BinaryPatterns.of(rows, Math.max(1, times.length));
    Map<Long, Integer> index = new HashMap<>();
    for (int i = 0; i < patterns.distinct(); i++) {
      index.put(patterns.code(i), i);
    }
    int[] pattern = new int[examples];
    for (int row = 0; row < examples; row++) {
      pattern[row] = index.getOrDefault(rows[row], -1);
    }
    return new GroupBits(patterns, pattern, times);
  }

  /** Bits of each unit, in one pass over the values; bins are one set of two per unit. */
  static List<BitSet> columns(Activations values, Bins bins) {
    Require.that(bins.bins() == 2, "bins (%d) must be 2", bins.bins());
    List<BitSet> columns = new ArrayList<>();
    for (int unit = 0; unit < values.units(); unit++) {
      columns.add(new BitSet(values.examples()));
    }
    double[] row = new double[values.units()];
    for (int example = 0; example < values.examples(); example++) {
      values.copy(example, 1, row);
      for (int unit = 0; unit < row.length; unit++) {
        columns.get(unit).set(example, bins.code(unit, row[unit]) > 0);
      }
    }
    return columns;
  }

  private static long[] rows(List<BitSet> columns, int examples) {
    long[] rows = new long[examples];
    for (int unit = 0; unit < columns.size(); unit++) {
      BitSet column = columns.get(unit);
      for (int row = column.nextSetBit(0); row >= 0; row = column.nextSetBit(row + 1)) {
        rows[row] |= 1L << unit;
      }
    }
    return rows;
  }
}
