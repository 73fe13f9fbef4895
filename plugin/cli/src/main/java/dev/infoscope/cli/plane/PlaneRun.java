// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.cli.answer.ProgressDisplay;
import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.LabelColumn;
import dev.infoscope.cli.table.LayerFiles;
import dev.infoscope.cli.table.RowReader;
import dev.infoscope.cli.table.Table;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.discrete.BottomK;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Mix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the plane of several layers, one file each, over the same labels. */
record PlaneRun(
    PlaneOptions options, LayerFiles files, TableOptions tables, ProgressDisplay progress) {

  PlaneResult result() {
    Map<String, Table> layers = new LinkedHashMap<>();
    for (Path file : files.activations()) {
      if (layers.put(FileStem.of(file), tables.table(file)) != null) {
        throw new InputException(
            file,
            "a second layer called " + FileStem.of(file) + "; layers are called as their files");
      }
    }
    try {
      return result(layers, tables.labels(files.labels(), () -> rows(layers)));
    } finally {
      progress.end();
    }
  }

  /** Rows of the first layer, for which text is read once more. */
  private static long rows(Map<String, Table> layers) {
    Table first = layers.values().iterator().next();
    return first.declaredRows().orElseGet(() -> counted(first));
  }

  private static long counted(Table table) {
    double[] block = new double[table.columns()];
    long rows = 0;
    try (RowReader reader = table.open()) {
      while (reader.read(block, 1) > 0) {
        rows++;
      }
    }
    return rows;
  }

  private PlaneResult result(Map<String, Table> layers, LabelColumn column) {
    layers.values().forEach(table -> blocks(table, column).requireSameRows());
    int most = options.samplesRows() ? options.sample() : 0;
    int[] chosen = chosen(column.rows(), most, options.seed());
    layers.values().forEach(table -> requireRoom(table, chosen.length));
    List<LayerResult> results = new ArrayList<>();
    layers.forEach(
        (name, table) -> {
          Layer layer = new Layer(results.size(), name, "file", null, "");
          results.add(new LayerRun(options, blocks(table, column), layer, chosen).result());
        });
    return new PlaneResult(column.rows(), column.classes(), chosen.length, results);
  }

  /**
   * Which rows stand for all where an estimator needs every pair, ascending: a uniform choice
   * without replacement, the same for every layer and every file of so many rows.
   */
  static int[] chosen(int rows, int most, long seed) {
    BottomK sample = new BottomK(most);
    for (int row = 0; row < rows; row++) {
      sample.offer(Mix.at(seed, row) ^ Long.MIN_VALUE, row); // hashes without a sign
    }
    return Arrays.stream(sample.snapshot().rows()).sorted().toArray();
  }

  /** A sample is one array. */
  private static void requireRoom(Table table, int rows) {
    if ((long) rows * table.columns() > Integer.MAX_VALUE - 8) {
      String wide = "%d columns are too many for a sample of %d rows, see --sample";
      throw new InputException(table.file(), wide, table.columns(), rows);
    }
  }

  private LabelledBlocks blocks(Table table, LabelColumn column) {
    return new LabelledBlocks(table, column, progress);
  }
}
