// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chains of layers that feed each other, cut into blocks: from the first layer of a chain to each
 * later one. Found once; blocks of more than {@link Matrix#LIMIT} pairs are left out.
 */
final class CausalChains {
  private final CausalBins bins;
  private final BlockPlan plan;
  private @Nullable List<BlockTrajectory> blocks;

  CausalChains(CausalBins bins, BlockPlan plan) {
    this.bins = bins;
    this.plan = plan;
  }

  /** Reads all blocks after their layers have been read. */
  List<Findings> read(Snapshot snapshot, Map<Integer, CausalTrajectory> trajectories) {
    List<BlockTrajectory> found = blocks;
    if (found == null) {
      found = find(snapshot, trajectories);
      blocks = found;
    }
    return found.stream().map(BlockTrajectory::read).toList();
  }

  private List<BlockTrajectory> find(
      Snapshot snapshot, Map<Integer, CausalTrajectory> trajectories) {
    Map<String, LayerSnapshot> byName = new HashMap<>();
    snapshot.layers().forEach(seen -> byName.put(seen.layer().name(), seen));
    List<BlockTrajectory> found = new ArrayList<>();
    for (LayerSnapshot end : snapshot.layers()) {
      List<LayerSnapshot> chain = chain(end, byName);
      if (chain.size() > 1 && pairs(chain) <= Matrix.LIMIT) {
        List<CausalTrajectory> inOrder = new ArrayList<>();
        chain.forEach(seen -> inOrder.add(trajectories.get(seen.layer().index())));
        found.add(new BlockTrajectory(inOrder, bins, plan));
      }
    }
    return found;
  }

  /** From the first layer that feeds the next down to this one; empty if it is no affine map. */
  private static List<LayerSnapshot> chain(LayerSnapshot end, Map<String, LayerSnapshot> byName) {
    List<LayerSnapshot> chain = new ArrayList<>();
    LayerSnapshot at = end;
    ObservedMap map = end.map();
    while (map != null) {
      chain.add(0, at);
      LayerSnapshot before = map.feeder() == null ? null : byName.get(map.feeder());
      if (before == null || chain.contains(before)) {
        return chain;
      }
      at = before;
      map = before.map();
    }
    return chain;
  }

  private static long pairs(List<LayerSnapshot> chain) {
    ObservedMap first = chain.get(0).map();
    ObservedMap last = chain.get(chain.size() - 1).map();
    return first == null || last == null
        ? 0
        : (long) first.dense().inputs() * last.dense().outputs();
  }
}
