// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Relay information by its definition, eight joint entropies, with hash maps and no shortcuts. */
record NaiveRelay(List<Row> rows, int units) {
  /** One example. */
  record Row(int[] levels, int in, int out) {}

  static NaiveRelay of(int[][] levels, int[] in, int[] out) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < in.length; i++) {
      rows.add(new Row(levels[i], in[i], out[i]));
    }
    return new NaiveRelay(rows, levels[0].length);
  }

  /** {@code -H(B)+H(I,B)+H(A,B)+H(B,O)-H(I,A,B)-H(I,B,O)-H(A,B,O)+H(I,A,B,O)}. */
  double relay(int... set) {
    int[] rest =
        IntStream.range(0, units)
            .filter(unit -> IntStream.of(set).noneMatch(member -> member == unit))
            .toArray();
    int[] all = IntStream.range(0, units).toArray();
    return -entropy(rest, false, false)
        + entropy(rest, true, false)
        + entropy(all, false, false)
        + entropy(rest, false, true)
        - entropy(all, true, false)
        - entropy(rest, true, true)
        - entropy(all, false, true)
        + entropy(all, true, true);
  }

  double entropy(int[] of, boolean in, boolean out) {
    Map<List<Integer>, Integer> counts = new HashMap<>();
    for (Row row : rows) {
      List<Integer> symbol = new ArrayList<>();
      for (int unit : of) {
        symbol.add(row.levels()[unit]);
      }
      symbol.add(in ? row.in() : -1);
      symbol.add(out ? row.out() : -1);
      counts.merge(symbol, 1, Integer::sum);
    }
    double sum = 0;
    for (int count : counts.values()) {
      double share = (double) count / rows.size();
      sum -= share * Math.log(share) / Math.log(2);
    }
    return sum;
  }

  /** Shrinking subset aggregation as executed; entry 0 of the values is I_R of all. */
  RelayPath path() {
    List<Integer> left = new ArrayList<>(IntStream.range(0, units).boxed().toList());
    int[] removed = new int[units];
    double[] values = new double[units + 1];
    values[0] = relay(array(left));
    for (int step = 0; step < units; step++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int unit : left) {
        most = Math.max(most, relay(without(left, unit)));
      }
      for (int unit : left) {
        double value = relay(without(left, unit));
        if (value >= most - Concept.TIE) {
          removed[step] = unit;
          values[step + 1] = value;
          break;
        }
      }
      left.remove((Integer) removed[step]);
    }
    return new RelayPath(removed, values, values, new int[units], new int[units + 1]);
  }

  private static int[] without(List<Integer> left, int unit) {
    return left.stream().filter(other -> other != unit).mapToInt(other -> other).toArray();
  }

  private static int[] array(List<Integer> left) {
    return left.stream().mapToInt(unit -> unit).toArray();
  }

  /** The same examples counted. */
  RelayTable table(int levels) {
    int inputs = rows.stream().mapToInt(Row::in).max().getAsInt() + 1;
    int outputs = rows.stream().mapToInt(Row::out).max().getAsInt() + 1;
    double[][] cuts = new double[units][];
    for (int unit = 0; unit < units; unit++) {
      cuts[unit] = IntStream.range(1, levels).mapToDouble(level -> level - 0.5).toArray();
    }
    double[] values = new double[rows.size() * units];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.get(i / units).levels()[i % units];
    }
    return new RelayCounts(Bins.perUnit(cuts, levels), Math.max(2, inputs), Math.max(2, outputs))
        .accept(
            Activations.of(values, units),
            rows.stream().mapToInt(Row::in).toArray(),
            rows.stream().mapToInt(Row::out).toArray())
        .snapshot();
  }
}
