// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.network.Layer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Matrices of a graph, cut down to the strongest rows and columns where they are too large. */
final class FlowTables {
  private FlowTables() {}

  static Matrix links(FlowGraph graph, LinkMatrix links, Layer layer) {
    return cut(
        FlowMetrics.LINKS,
        layer,
        links.bits(),
        graph.layers().get(links.source()).units(),
        graph.layers().get(links.target()).units());
  }

  /** Shares of the whole attribution, whatever is cut off afterwards. */
  static Matrix attribution(FlowGraph graph, int from, int to, Layer layer) {
    double[][] shares = FlowGraph.shares(graph.attribution(from, to));
    return cut(
        FlowMetrics.ATTRIBUTION,
        layer,
        shares,
        graph.layers().get(from).units(),
        graph.layers().get(to).units());
  }

  private static Matrix cut(
      Metric metric, Layer layer, double[][] values, int[] rowUnits, int[] columnUnits) {
    int columns = Math.min(columnUnits.length, side(columnUnits.length, rowUnits.length));
    int[] keptColumns = strongest(columnSums(values), columns);
    int[] keptRows = strongest(rowSums(values), Math.min(values.length, Matrix.LIMIT / columns));
    double[] kept = new double[keptRows.length * keptColumns.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = values[keptRows[i / columns]][keptColumns[i % columns]];
    }
    return new Matrix(
        metric, layer, names(rowUnits, keptRows), names(columnUnits, keptColumns), kept);
  }

  private static int side(int columns, int rows) {
    int square = (int) Math.sqrt(Matrix.LIMIT);
    return rows < square ? Matrix.LIMIT / rows : Math.min(columns, square);
  }

  private static double[] rowSums(double[][] values) {
    return Arrays.stream(values).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
  }

  private static double[] columnSums(double[][] values) {
    double[] sums = new double[values[0].length];
    for (double[] row : values) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += row[j];
      }
    }
    return sums;
  }

  private static int[] strongest(double[] sums, int most) {
    return IntStream.range(0, sums.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> sums[i]).reversed())
        .limit(most)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static List<String> names(int[] units, int[] kept) {
    return Arrays.stream(kept).mapToObj(i -> String.valueOf(units[i])).toList();
  }
}
