// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.UnitRanges;
import dev.infoscope.estimate.entropy.JointCounts;
import dev.infoscope.estimate.entropy.PairMemory;
import dev.infoscope.estimate.neighbours.ScalarColumns.Kind;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.PartCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The binned flow of a network that is counted in blocks: one part for every two layers that feed
 * each other, by target, then source. All rows are counted; units are chosen as by {@link
 * FlowSample}, and their bins are found, from the first pass.
 */
final class CountedFlow {
  private final FlowSettings settings;
  private final Snapshot like;
  private final SnapshotSummary summary;
  private final FlowNetwork network;
  private final List<boolean[]> moves = new ArrayList<>(); // of all units of each stage
  private final List<PreparedLayer> ready = new ArrayList<>();

  CountedFlow(FlowSettings settings, Snapshot like, SnapshotSummary summary) {
    this.settings = settings;
    this.like = like;
    this.summary = summary;
    summary.requireShape(like);
    network = FlowNetwork.of(like);
    for (int stage = 0; stage < network.stages().size(); stage++) {
      moves.add(LayerColumns.moving(ranges(stage).low(), ranges(stage).high()));
    }
    List<int[]> units = FlowSample.units(network, settings, moves::get);
    for (int stage = 0; stage < units.size(); stage++) {
      ready.add(new PreparedLayer(units.get(stage), kinds(stage, units.get(stage)), null, null));
    }
  }

  private UnitRanges ranges(int stage) {
    int inputs = like.inputs().size();
    return stage < inputs ? summary.ofInput(stage) : summary.ofLogitsOrLayer(stage - inputs);
  }

  private Kind[] kinds(int stage, int... units) {
    UnitRanges ranges = ranges(stage);
    return Arrays.stream(units)
        .mapToObj(
            unit ->
                !Double.isFinite(ranges.low()[unit]) || !Double.isFinite(ranges.high()[unit])
                    ? Kind.NOT_FINITE
                    : moves.get(stage)[unit] ? Kind.ALIVE : Kind.DEAD)
        .toArray(Kind[]::new);
  }

  PartCounts<JointCounts> counts() {
    FlowNetwork rows = FlowNetwork.of(summary.rows(like));
    List<Bins> bins = new ArrayList<>();
    for (int stage = 0; stage < ready.size(); stage++) {
      bins.add(bins(stage, rows.stages().get(stage).values()));
    }
    List<@Nullable JointCounts> parts = new ArrayList<>();
    for (int target = 0; target < ready.size(); target++) {
      for (int source : network.stages().get(target).sources()) {
        parts.add(
            new JointCounts(
                ready.get(source).units(),
                bins.get(source),
                ready.get(target).units(),
                bins.get(target)));
      }
    }
    return new PartCounts<>(SerialKind.PAIR_COUNTS, parts, CountedFlow::add);
  }

  static PartCounts<JointCounts> read(byte[] bytes) {
    return PartCounts.fromBytes(bytes, SerialKind.PAIR_COUNTS, JointCounts::read, CountedFlow::add);
  }

  /** A unit that is dead or not finite has all its values in one bin. */
  private Bins bins(int stage, Activations rows) {
    PreparedLayer layer = ready.get(stage);
    int[] alive = IntStream.range(0, layer.units().length).filter(layer::isAlive).toArray();
    double[][] edges = new double[layer.units().length][0];
    int bins = settings.estimator().bins();
    if (alive.length > 0) {
      int[] units = Arrays.stream(alive).map(i -> layer.units()[i]).toArray();
      UnitRanges ranges = ranges(stage).select(units);
      Bins found =
          settings.estimator().discretizer().perUnit(null, ranges, rows.selectUnits(units));
      for (int i = 0; i < alive.length; i++) {
        edges[alive[i]] = found.edges(i);
      }
    }
    return Bins.perUnit(edges, bins);
  }

  private static void add(JointCounts counts, int part, Snapshot block, long[] ids) {
    FlowNetwork network = FlowNetwork.of(block);
    int first = 0;
    for (FlowNetwork.Stage stage : network.stages()) {
      if (part < first + stage.sources().size()) {
        int source = stage.sources().get(part - first);
        counts.accept(network.stages().get(source).values(), stage.values());
        return;
      }
      first += stage.sources().size();
    }
    throw new IllegalArgumentException("part " + part + " is no link of the network");
  }

  Findings findings(PartCounts<JointCounts> counted) {
    LinkEstimates estimates = new LinkEstimates(settings.estimator(), 1);
    List<FlowGraph.Nodes> nodes = new ArrayList<>();
    List<LinkMatrix> links = new ArrayList<>();
    int samples = Math.toIntExact(summary.samples());
    for (int target = 0; target < ready.size(); target++) {
      FlowNetwork.Stage stage = network.stages().get(target);
      nodes.add(InformationFlow.nodes(stage, moves.get(target), ready.get(target)));
      for (int source : stage.sources()) {
        JointCounts counts = Require.given("counts", counted.part(links.size()));
        LinkEstimates.Pairs pairs =
            estimates.of(
                counts.snapshot().matrix(), ready.get(source), ready.get(target), new PairMemory());
        links.add(new LinkMatrix(source, target, pairs.bits(), pairs.chances(), samples));
      }
    }
    FlowGraph graph = new FlowGraph(nodes, links);
    return new FlowReadings(like, graph, settings, samples, new boolean[ready.size()]).findings();
  }

  int links() {
    return network.stages().stream().mapToInt(stage -> stage.sources().size()).sum();
  }
}
