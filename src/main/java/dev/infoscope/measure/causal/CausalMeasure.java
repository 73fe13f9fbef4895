// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The causal plane of every layer with weights (Marrow, Michaud and Hoel 2020, doi
 * 10.3390/e22121429, arXiv 2010.13871): sensitivity, effective information and degeneracy by parts,
 * exact and without sampling; on request also the joint effective information and integrated
 * information, estimated.
 *
 * <p>Each layer is looked at alone, its inputs uniform and independent on the range of the
 * activation before it; where that has no bounds, on the range the probe set filled when the layer
 * was first seen. Outputs are binned over the range of the layer's own activation, or over what the
 * probe set filled at first; softmax layers up to their logits. Ranges are frozen, so that epochs
 * can be compared, and every reading names them.
 *
 * <ul>
 *   <li>A layer with NaN or infinite weights reads {@code NaN} with {@link
 *       dev.infoscope.estimate.Flag#NOT_FINITE}, and so does one that has had NaN or infinite
 *       values on the probe set ever since;
 *   <li>one whose unbounded input or output has been constant on the probe set ever since reads
 *       {@code NaN} with {@link dev.infoscope.estimate.Flag#CONSTANT};
 *   <li>one that is no affine map has no readings.
 * </ul>
 *
 * <p>Only units whose weights moved are computed again. Blocks of several layers are read on
 * request, by {@link CausalBlocks}.
 */
public final class CausalMeasure implements Measure {
  private final CausalSettings settings;
  private final Map<Integer, CausalTrajectory> trajectories = new HashMap<>(); // by layer index
  private final @Nullable CausalChains chains;

  /**
   * A measure for one run.
   *
   * @param settings how the plane is read
   */
  public CausalMeasure(CausalSettings settings) {
    this.settings = settings;
    this.chains =
        settings.blocks() == null ? null : new CausalChains(settings.bins(), settings.blocks());
  }

  @Override
  public String name() {
    return "causal";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public boolean readsWeights() {
    return true;
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return new CausalCost(settings, snapshot.layers()).cost();
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  /** Of a choice of each layer's units where all cost too much; sums are scaled up to all. */
  @Override
  public Findings measure(Snapshot snapshot, double operations) {
    CausalCost cost = new CausalCost(settings, snapshot.layers());
    int most = Cost.fitting(CausalCost.FEWEST, cost.widest(), operations, cost::of);
    List<Findings> found = new ArrayList<>();
    for (LayerSnapshot seen : snapshot.layers()) {
      ObservedMap map = seen.map();
      if (map != null) {
        found.add(Findings.of(trajectory(seen.layer()).read(map, most)));
      }
    }
    if (chains != null) {
      found.addAll(chains.read(snapshot, trajectories));
    }
    return new Findings(
        found.stream().flatMap(each -> each.readings().stream()).toList(),
        found.stream().flatMap(each -> each.matrices().stream()).toList());
  }

  private CausalTrajectory trajectory(Layer layer) {
    return trajectories.computeIfAbsent(layer.index(), i -> new CausalTrajectory(layer, settings));
  }
}
