// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.entropy.JointCounts;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.CountedMeasure;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.PartCounts;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.measure.SnapshotCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.measure.UnchangedLayers;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
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
  private int samples; // how many were chosen so far
  private final List<Stage> inputs = new ArrayList<>(); // they never change
  private final UnchangedLayers<Stage> unchanged = new UnchangedLayers<>();
  private final List<LinkMemory> memory = new ArrayList<>(); // per list of links
  private final Map<Integer, double[][]> buffers = new HashMap<>(); // columns of later stages

  /**
   * An input or layer made ready.
   *
   * @param moves of every unit whether it moves on all examples
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Stage(LayerColumns columns, PreparedLayer ready, boolean[] moves) {
    /** Whether a measured unit moves on all examples and not on those chosen. */
    boolean lacksSome() {
      boolean lacks = false;
      for (int unit : columns.units()) {
        lacks |= moves[unit] && !columns.moves()[unit];
      }
      return lacks;
    }
  }

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
    int most = affordable(network, operations);
    FlowSample chosen = chosen(network, most);
    List<Stage> stages = stages(network, chosen, snapshot);
    FlowGraph graph = graph(network, stages);
    Findings found =
        new FlowReadings(snapshot, graph, settings, chosen.rows().length, lacking(stages))
            .findings();
    return most == settings.mostLinks() ? found : flagged(found);
  }

  private int affordable(FlowNetwork network, double operations) {
    FlowCost cost = new FlowCost(settings, network);
    return Cost.fitting(FlowCost.FEWEST, settings.mostLinks(), operations, cost::of);
  }

  /** The sample of before, as long as network and number of links are. */
  private FlowSample chosen(FlowNetwork network, int most) {
    FlowSample chosen = sample;
    if (chosen == null || links != most || !chosen.suits(network)) {
      chosen = FlowSample.of(network, settings.withLimits(settings.mostRows(), most));
      links = most;
      sample = chosen;
      samples++;
      inputs.clear();
      buffers.clear();
    }
    return chosen;
  }

  private FlowGraph graph(FlowNetwork network, List<Stage> stages) {
    return settings
        .reader()
        .graph(
            network,
            stages.stream().map(Stage::columns).toList(),
            stages.stream().map(Stage::ready).toList(),
            memory);
  }

  private static boolean[] lacking(List<Stage> stages) {
    boolean[] lacking = new boolean[stages.size()];
    for (int stage = 0; stage < lacking.length; stage++) {
      lacking[stage] = stages.get(stage).lacksSome();
    }
    return lacking;
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

  /** Units that live are counted of all there are. */
  private static Findings flagged(Findings found) {
    Set<Flag> flags = Set.of(Flag.SAMPLED);
    return new Findings(
        found.readings().stream()
            .map(each -> each.metric().equals(FlowMetrics.ALIVE) ? each : each.flagged(flags))
            .toList(),
        found.matrices());
  }

  /** Inputs are prepared once, layers when they have changed. */
  private List<Stage> stages(FlowNetwork network, FlowSample chosen, Snapshot snapshot) {
    int inputCount = snapshot.inputs().size();
    for (int stage = inputs.size(); stage < inputCount; stage++) {
      inputs.add(stage(network, chosen, stage));
    }
    List<Stage> stages = new ArrayList<>(inputs);
    for (int stage = inputCount; stage < network.stages().size(); stage++) {
      int position = stage;
      Activations values = network.stages().get(stage).values(); // perhaps logits
      Layer layer = snapshot.layers().get(stage - inputCount).layer();
      stages.add(
          unchanged.of(
              new LayerSnapshot(layer, values), samples, () -> stage(network, chosen, position)));
    }
    return stages;
  }

  private Stage stage(FlowNetwork network, FlowSample chosen, int stage) {
    Activations values = network.stages().get(stage).values();
    int[] units = chosen.units().get(stage);
    int rows = chosen.rows().length;
    double[][] buffer = buffers.computeIfAbsent(stage, key -> new double[units.length][rows]);
    LayerColumns columns = LayerColumns.of(values.select(chosen.rows()), units, buffer);
    PreparedLayer ready = PreparedLayer.of(columns, settings.estimator(), settings.seed(), stage);
    boolean all = rows == values.examples();
    return new Stage(columns, ready, all ? columns.moves() : LayerColumns.moving(values));
  }
}
