// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import dev.infoscope.cli.table.FewestRows;
import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.FlowMetrics;
import dev.infoscope.measure.flow.FlowNetwork;
import dev.infoscope.measure.flow.LinkMatrix;
import dev.infoscope.network.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was found out about a chain of layers.
 *
 * @param graph all links as they were read
 * @param kept the same with those cut that do not stand out, if that was asked for
 * @param statistics what graph theory says of the kept links
 * @param examples rows of every file
 */
record FlowResult(FlowGraph graph, FlowGraph kept, GraphStatistics statistics, int examples) {

  static FlowResult of(FlowOptions options, List<Path> files, TableOptions tables) {
    List<String> names = new ArrayList<>();
    List<Activations> layers = new ArrayList<>();
    int examples = 0;
    for (Path file : files) {
      Matrix matrix = tables.matrix(file);
      examples = layers.isEmpty() ? matrix.rows() : examples;
      if (matrix.rows() != examples) {
        throw new InputException(file, "%d rows, %s has %d", matrix.rows(), files.get(0), examples);
      }
      FewestRows.require(file, matrix.rows());
      options.check(file, matrix.rows());
      names.add(unique(FileStem.of(file), names));
      layers.add(Activations.of(matrix.values(), matrix.columns()));
    }
    FlowGraph graph = options.reader().read(FlowNetwork.chain(names, layers));
    Double rate = options.rate();
    FlowGraph kept = rate == null ? graph : graph.filtered(rate);
    return new FlowResult(graph, kept, GraphStatistics.of(kept, options.gamma()), examples);
  }

  private static String unique(String name, List<String> taken) {
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    for (LinkMatrix links : graph.links()) {
      FlowGraph.Nodes from = graph.layers().get(links.source());
      FlowGraph.Nodes to = graph.layers().get(links.target());
      Layer layer = new Layer(links.target(), to.name(), "file", null, "");
      Map<String, String> ends = Map.of("source", from.name(), "target", to.name());
      boolean still = from.movingUnits() == 0 || to.movingUnits() == 0;
      readings.add(reading(FlowMetrics.FLOW, layer, ends, links.mean(), links, still));
      for (int i = 0; i < links.bits().length; i++) {
        for (int j = 0; j < links.bits()[i].length; j++) {
          Map<String, String> labels =
              Map.of(
                  "source",
                  from.name(),
                  "source_unit",
                  String.valueOf(i),
                  "target",
                  to.name(),
                  "target_unit",
                  String.valueOf(j));
          readings.add(reading(FlowMetrics.LINK, layer, labels, links.bits()[i][j], links, still));
        }
      }
    }
    return readings;
  }

  /** Whether some link has too few examples to be told from chance. */
  boolean isUndersampled() {
    return graph.links().stream().anyMatch(FlowResult::isUndersampled);
  }

  private static boolean isUndersampled(LinkMatrix links) {
    return links.chances().isTaken() && !links.isJudged();
  }

  /** Files hold finite numbers only, and more rows than neighbours, so that there is a number. */
  private static Set<Flag> flags(LinkMatrix links, boolean still) {
    if (still) {
      return Set.of(Flag.CONSTANT);
    }
    return isUndersampled(links) ? Set.of(Flag.UNDERSAMPLED) : Set.of();
  }

  private static Reading reading(
      Metric metric,
      Layer layer,
      Map<String, String> labels,
      double bits,
      LinkMatrix links,
      boolean still) {
    Set<Flag> flags = flags(links, still);
    Uncertainty uncertainty = Uncertainty.of(links.samples(), Double.NaN);
    return Reading.of(metric, layer, labels, Estimate.ofBits(bits, uncertainty, flags));
  }
}
