// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.SerialKind;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.entropy.JointCounts;
import dev.infoscope.estimate.entropy.PairMemory;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.CountedMeasure;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.PartCounts;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.measure.SnapshotCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Neural information flow (Davis et al. 2020, doi 10.1109/ICASSP40776.2020.9053078, arXiv
 * 1901.08557) of a network in training: the information between units of layers that feed each
 * other, mean per two layers, strongest links, living units, and the share of the inputs in what
 * reaches the outputs.
 *
 * <p>The cost is bounded by a number of examples and links; what goes beyond is left out by a
 * seeded choice that stays the same all through the run, and the readings say how much it was.
 *
 * <ul>
 *   <li>A link with a constant unit is exactly 0;
 *   <li>layers with NaN or infinite values read {@code NaN} with {@link
 *       dev.infoscope.estimate.Flag#NOT_FINITE};
 *   <li>layers of which nothing stands out from chance are flagged {@link
 *       dev.infoscope.estimate.Flag#NOT_ABOVE_NULL}.
 * </ul>
 *
 * <p>The network's inputs are prepared once. Nothing is read of a snapshot whose layers do not know
 * their sources.
 */
public final class FlowMeasure implements CountedMeasure {
  private final FlowSettings settings;
  private @Nullable FlowSample sample;
  private int links; // of the sample, at the most
  private final List<@Nullable PreparedLayer> inputs = new ArrayList<>(); // they never change
  private final List<@Nullable LayerColumns> inputColumns = new ArrayList<>();
  private final List<boolean[]> inputMoves = new ArrayList<>(); // of all their examples
  private final List<PairMemory> memory = new ArrayList<>(); // per list of links
  private final Map<Integer, double[][]> buffers = new HashMap<>(); // columns of later stages

  /**
   * A measure for one run.
   *
   * @param settings how the flow is read
   */
  public FlowMeasure(FlowSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "flow";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return snapshot.examples() == 0 || snapshot.layers().isEmpty()
        ? Cost.UNKNOWN
        : new FlowCost(settings, FlowNetwork.of(snapshot)).cost();
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  /** Of fewer links than the settings allow where they cost too much. */
  @Override
  public Findings measure(Snapshot snapshot, double operations) {
    if (snapshot.examples() == 0 || snapshot.layers().isEmpty()) {
      return Findings.of(List.of());
    }
    FlowNetwork network = FlowNetwork.of(snapshot);
    FlowCost cost = new FlowCost(settings, network);
    int most = Cost.fitting(FlowCost.FEWEST, settings.mostLinks(), operations, cost::of);
    FlowSample chosen = sample;
    if (chosen == null || links != most || !chosen.suits(network)) {
      chosen = FlowSample.of(network, settings.withLimits(settings.mostRows(), most));
      links = most;
      sample = chosen;
      inputs.clear();
      inputColumns.clear();
      inputMoves.clear();
      buffers.clear();
    }
    List<LayerColumns> columns = new ArrayList<>();
    List<PreparedLayer> ready = new ArrayList<>();
    for (int stage = 0; stage < network.stages().size(); stage++) {
      prepare(network, chosen, stage, columns, ready, snapshot.inputs().size());
    }
    FlowGraph graph = settings.reader().graph(network, columns, ready, memory);
    boolean[] lacking = lacking(network, columns, chosen.rows().length, snapshot.inputs().size());
    Findings found =
        new FlowReadings(snapshot, graph, settings, chosen.rows().length, lacking).findings();
    return most == settings.mostLinks() ? found : flagged(found);
  }

  /** Nothing is counted of what nearest neighbours read. */
  @Override
  public SnapshotCounts counts(Snapshot like, SnapshotSummary summary) {
    return isCounted(like)
        ? new CountedFlow(settings, like, summary).counts()
        : new PartCounts<JointCounts>(
            SerialKind.PAIR_COUNTS, List.of(), (counts, part, block, ids) -> {});
  }

  private boolean isCounted(Snapshot like) {
    return settings.estimator().kind() == FlowEstimator.Kind.BINNED && !like.layers().isEmpty();
  }

  @Override
  public SnapshotCounts counts(SnapshotSummary summary, byte[] bytes) {
    return CountedFlow.read(bytes);
  }

  /**
   * Of all rows where they are counted; {@link FlowSettings#mostRows} limits those alone that
   * nearest neighbours read.
   */
  @Override
  public Findings findings(Snapshot like, SnapshotSummary summary, SnapshotCounts counts) {
    if (isCounted(like)) {
      CountedFlow flow = new CountedFlow(settings, like, summary);
      return flow.findings(PartCounts.of(counts, SerialKind.PAIR_COUNTS, flow.links()));
    }
    Findings found = new FlowMeasure(settings).measure(summary.rows(like));
    return summary.keepsAll() ? found : found.flagged(Set.of(Flag.SAMPLED));
  }

  /** Of each stage, whether a measured unit moves on all examples and not on those chosen. */
  private boolean[] lacking(
      FlowNetwork network, List<LayerColumns> columns, int rows, int inputCount) {
    boolean[] lacking = new boolean[columns.size()];
    for (int stage = 0; rows < network.examples() && stage < lacking.length; stage++) {
      LayerColumns chosen = columns.get(stage);
      boolean[] all =
          stage < inputMoves.size()
              ? inputMoves.get(stage)
              : LayerColumns.moving(network.stages().get(stage).values());
      if (stage == inputMoves.size() && stage < inputCount) {
        inputMoves.add(all);
      }
      for (int unit : chosen.units()) {
        lacking[stage] |= all[unit] && !chosen.moves()[unit];
      }
    }
    return lacking;
  }

  /** Units that live are counted of all there are. */
  private static Findings flagged(Findings found) {
    Set<Flag> flags = Set.of(Flag.SAMPLED);
    return new Findings(
        found.readings().stream()
            .map(each -> each.metric().equals(FlowMetrics.ALIVE) ? each : each.flagged(flags))
            .toList(),
        found.matrices());
  }

  private void prepare(
      FlowNetwork network,
      FlowSample chosen,
      int stage,
      List<LayerColumns> all,
      List<PreparedLayer> ready,
      int inputCount) {
    LayerColumns known = stage < inputColumns.size() ? inputColumns.get(stage) : null;
    PreparedLayer prepared = stage < inputs.size() ? inputs.get(stage) : null;
    if (known == null || prepared == null) {
      int[] units = chosen.units().get(stage);
      double[][] columns =
          buffers.computeIfAbsent(stage, key -> new double[units.length][chosen.rows().length]);
      known =
          LayerColumns.of(
              network.stages().get(stage).values().select(chosen.rows()), units, columns);
      prepared = PreparedLayer.of(known, settings.estimator(), settings.seed(), stage);
      if (stage < inputCount) {
        inputColumns.add(known);
        inputs.add(prepared);
      }
    }
    all.add(known);
    ready.add(prepared);
  }
}
