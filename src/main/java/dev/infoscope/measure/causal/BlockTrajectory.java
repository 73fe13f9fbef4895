// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Mix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The trajectory of a block of successive layers through the causal plane. */
final class BlockTrajectory {
  private final List<CausalTrajectory> trajectories;
  private final CausalBlocks blocks;
  private List<LayerTransition> last = List.of();
  private Findings lastFindings = Findings.of(List.of());

  /** Ranges are those of the single layers; the seed of the samples is the same every epoch. */
  BlockTrajectory(List<CausalTrajectory> trajectories, CausalBins bins, BlockPlan plan) {
    this.trajectories = List.copyOf(trajectories);
    this.blocks = new CausalBlocks(bins, plan.samples(), Mix.at(plan.seed(), end().index()));
  }

  private Layer end() {
    return trajectories.get(trajectories.size() - 1).layer();
  }

  /** What is found in the block as its layers were last read. */
  Findings read() {
    List<LayerTransition> now = new ArrayList<>();
    for (CausalTrajectory trajectory : trajectories) {
      LayerTransition transition = trajectory.transition();
      if (transition == null) {
        return none(trajectory.missing());
      } else if (!transition.isFinite()) {
        return none(Flag.NOT_FINITE);
      }
      now.add(transition);
    }
    if (!isAtRest(now)) {
      lastFindings = readAnew(new LayerBlock(now));
      last = now;
    }
    return lastFindings;
  }

  @SuppressWarnings("ReferenceEquality") // a course makes another when its weights moved
  private boolean isAtRest(List<LayerTransition> now) {
    boolean same = last.size() == now.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = last.get(i) == now.get(i);
    }
    return same;
  }

  private Findings none(Flag reason) {
    last = List.of();
    return Findings.of(BlockReadings.none(first(), end(), reason));
  }

  private Findings readAnew(LayerBlock block) {
    CausalTrajectory outputs = trajectories.get(trajectories.size() - 1);
    Layer named =
        end()
            .withReduction(
                String.format(
                    Locale.ROOT,
                    "block of %d layers; %s, %s",
                    trajectories.size(),
                    trajectories.get(0).inputsInWords(),
                    outputs.outputsInWords()));
    BlockPoint point = blocks.measure(block);
    List<Matrix> pairs = List.of(BlockReadings.pairs(named, point));
    return new Findings(point.readings(first(), named), pairs);
  }

  private String first() {
    return Objects.requireNonNull(trajectories.get(0)).layer().name();
  }
}
