// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.measure.plane.PlaneEstimator;
import java.util.ArrayList;
import java.util.List;

/** Everything that is audited. */
final class EstimatorGroups {
  private static final double[] NOISES = {0.01, 0.1, 1};

  private EstimatorGroups() {}

  static List<EstimatorGroup> all() {
    List<EstimatorGroup> groups = new ArrayList<>();
    groups.add(new BinnedGroup(Discretizer.dataRange(30)));
    groups.add(new BinnedGroup(Discretizer.dataRange(8)));
    groups.add(new BinnedGroup(Discretizer.quantile(30)));
    groups.add(new BinnedGroup(Discretizer.quantile(8)));
    groups.add(new BinnedGroup(Discretizer.floatKeys(0)));
    for (double noise : NOISES) {
      groups.add(PlaneGroup.pairwise(noise));
    }
    groups.add(PlaneGroup.of(PlaneEstimator.KSG));
    groups.add(PlaneGroup.of(PlaneEstimator.RENYI));
    groups.add(new UsableGroup());
    groups.addAll(NeighbourGroup.all());
    groups.add(new KernelGroup());
    groups.addAll(FlowGroup.all());
    return List.copyOf(groups);
  }
}
