// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.Unit;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Bits;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns a graph into readings and matrices, always in the same order. */
final class FlowReadings {
  private final Snapshot snapshot;
  private final FlowGraph graph;
  private final FlowSettings settings;
  private final int rows;
  private final boolean[] lacking; // per stage: some unit moves on other examples only
  private final int inputs;
  private final List<Reading> readings = new ArrayList<>();
  private final List<Matrix> matrices = new ArrayList<>();

  FlowReadings(
      Snapshot snapshot, FlowGraph graph, FlowSettings settings, int rows, boolean... lacking) {
    this.lacking = lacking;
    this.snapshot = snapshot;
    this.graph = graph;
    this.settings = settings;
    this.rows = rows;
    this.inputs = snapshot.inputs().size();
  }

  Findings findings() {
    for (LinkMatrix matrix : graph.links()) {
      add(matrix);
    }
    for (int i = 0; i < snapshot.layers().size(); i++) {
      FlowGraph.Nodes nodes = graph.layers().get(inputs + i);
      Layer layer = snapshot.layers().get(i).layer();
      add(FlowMetrics.ALIVE, layer, Map.of(), nodes.movingUnits(), Set.of());
    }
    attributions();
    return new Findings(readings, matrices);
  }

  private void add(LinkMatrix matrix) {
    FlowGraph.Nodes from = graph.layers().get(matrix.source());
    FlowGraph.Nodes to = graph.layers().get(matrix.target());
    Layer layer = target(matrix, from, to);
    Map<String, String> labels = Map.of("source", from.name(), "target", to.name());
    Estimate dependent = dependent(matrix);
    Set<Flag> flags = flags(matrix, from, to, dependent);
    boolean unread = isUnread(matrix.source(), from) || isUnread(matrix.target(), to);
    add(FlowMetrics.FLOW, layer, labels, unread ? Double.NaN : matrix.mean(), flags);
    readings.add(Reading.of(FlowMetrics.DEPENDENT, layer, labels, dependent));
    double links = (double) from.width() * to.width();
    double measured = (double) from.units().length * to.units().length;
    add(FlowMetrics.SAMPLED, layer, labels, measured / links, Set.of());
    for (FlowGraph.Link link : graph.strongest(matrix, settings.top())) {
      add(FlowMetrics.LINK, layer, labels(from, to, link), link.bits(), Set.of());
    }
    matrices.add(FlowTables.links(graph, matrix, layer));
  }

  private static Map<String, String> labels(
      FlowGraph.Nodes from, FlowGraph.Nodes to, FlowGraph.Link link) {
    return Map.of(
        "source", from.name(),
        "target", to.name(),
        "source_unit", String.valueOf(link.sourceUnit()),
        "target_unit", String.valueOf(link.targetUnit()));
  }

  private void add(
      Metric metric, Layer layer, Map<String, String> labels, double value, Set<Flag> flags) {
    Unit unit = Unit.of(metric.unit());
    boolean binned = settings.estimator().kind() == FlowEstimator.Kind.BINNED;
    double ceiling =
        binned && unit == Unit.BITS ? Bits.log2(settings.estimator().bins()) : Double.NaN;
    Estimate estimate = new Estimate(value, unit, Uncertainty.of(rows, ceiling), flags);
    readings.add(Reading.of(metric, layer, labels, estimate));
  }

  private Layer target(LinkMatrix matrix, FlowGraph.Nodes from, FlowGraph.Nodes to) {
    LayerSnapshot seen = snapshot.layers().get(matrix.target() - inputs);
    Layer layer = seen.layer().noted(seen.logits() == null ? "" : "logits");
    if (rows < snapshot.examples()) {
      layer =
          layer.noted(String.format(Locale.ROOT, "%d of %d examples", rows, snapshot.examples()));
    }
    for (FlowGraph.Nodes side : List.of(from, to)) {
      if (side.units().length < side.width()) {
        layer =
            layer.noted(
                String.format(
                    Locale.ROOT,
                    "%d of %d units of %s",
                    side.units().length,
                    side.width(),
                    side.name()));
      }
    }
    return layer;
  }

  private Estimate dependent(LinkMatrix matrix) {
    if (!matrix.chances().isTaken()) {
      return Estimate.none(rows, Flag.NO_NULL);
    }
    int named = 0;
    int links = 0;
    boolean[][] dependent = matrix.dependent(FlowSettings.RATE);
    for (int i = 0; i < dependent.length; i++) {
      for (int j = 0; j < dependent[i].length; j++) {
        links++;
        named += dependent[i][j] ? 1 : 0;
      }
    }
    if (Double.isNaN(matrix.mean())) {
      return Estimate.none(rows, Flag.NOT_FINITE);
    }
    return !matrix.isJudged()
        ? Estimate.none(rows, Flag.UNDERSAMPLED)
        : Estimate.ofRatio((double) named / links, Uncertainty.of(rows, 1), Set.of());
  }

  private Set<Flag> flags(
      LinkMatrix matrix, FlowGraph.Nodes from, FlowGraph.Nodes to, Estimate dependent) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (Double.isNaN(matrix.mean())) {
      flags.add(
          matrix.samples() <= settings.estimator().neighbours()
              ? Flag.UNDERSAMPLED
              : Flag.NOT_FINITE);
    } else if (isUnread(matrix.source(), from) || isUnread(matrix.target(), to)) {
      return EnumSet.of(Flag.RARE_VALUE_NOT_SAMPLED);
    } else if (from.movingUnits() == 0 || to.movingUnits() == 0) {
      flags.add(Flag.CONSTANT);
    } else if (dependent.flags().isEmpty() && dependent.value() == 0) {
      flags.add(Flag.NOT_ABOVE_NULL);
    } else if (dependent.flags().contains(Flag.UNDERSAMPLED)) {
      flags.add(Flag.UNDERSAMPLED);
    }
    if (lacking[matrix.source()] || lacking[matrix.target()]) {
      flags.add(Flag.RARE_VALUE_NOT_SAMPLED);
    }
    return flags;
  }

  /** Whether nothing of a layer moves here and something of it does on other examples. */
  private boolean isUnread(int stage, FlowGraph.Nodes nodes) {
    return lacking[stage] && nodes.movingUnits() == 0;
  }

  /** From every input to every layer that no other takes up. */
  private void attributions() {
    Set<Integer> taken = new HashSet<>();
    graph.links().forEach(matrix -> taken.add(matrix.source()));
    for (int from = 0; from < inputs; from++) {
      for (int to = inputs; to < graph.layers().size(); to++) {
        if (!taken.contains(to)) {
          Layer layer = snapshot.layers().get(to - inputs).layer();
          matrices.add(FlowTables.attribution(graph, from, to, layer));
        }
      }
    }
  }
}
