// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Snapshot;
import java.util.ArrayList;
import java.util.List;
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
public final class FlowMeasure implements Measure {
  private final FlowSettings settings;
  private @Nullable FlowSample sample;
  private final List<@Nullable ReadyLayer> inputs = new ArrayList<>(); // they never change
  private final List<@Nullable LayerColumns> inputColumns = new ArrayList<>();

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
  public Findings measure(Snapshot snapshot) {
    if (snapshot.examples() == 0 || snapshot.layers().isEmpty()) {
      return Findings.of(List.of());
    }
    FlowNetwork network = FlowNetwork.of(snapshot);
    FlowSample chosen = sample;
    if (chosen == null || !chosen.suits(network)) {
      chosen = FlowSample.of(network, settings);
      sample = chosen;
      inputs.clear();
      inputColumns.clear();
    }
    List<LayerColumns> columns = new ArrayList<>();
    List<ReadyLayer> ready = new ArrayList<>();
    for (int stage = 0; stage < network.stages().size(); stage++) {
      prepare(network, chosen, stage, columns, ready, snapshot.inputs().size());
    }
    FlowGraph graph = settings.reader().graph(network, columns, ready);
    return new FlowReadings(snapshot, graph, settings, chosen.rows().length).findings();
  }

  private void prepare(
      FlowNetwork network,
      FlowSample chosen,
      int stage,
      List<LayerColumns> columns,
      List<ReadyLayer> ready,
      int inputCount) {
    LayerColumns known = stage < inputColumns.size() ? inputColumns.get(stage) : null;
    ReadyLayer prepared = stage < inputs.size() ? inputs.get(stage) : null;
    if (known == null || prepared == null) {
      known =
          LayerColumns.of(
              network.stages().get(stage).values().select(chosen.rows()),
              chosen.units().get(stage));
      prepared = ReadyLayer.of(known, settings.estimator(), settings.seed(), stage);
      if (stage < inputCount) {
        inputColumns.add(known);
        inputs.add(prepared);
      }
    }
    columns.add(known);
    ready.add(prepared);
  }
}
