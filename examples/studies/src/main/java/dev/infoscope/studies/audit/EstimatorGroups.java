// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.measure.plane.PlaneEstimator;
import java.util.ArrayList;
import java.util.List;

/** Everything that is audited. */
final class EstimatorGroups {
  private static final double[] NOISES = {0.001, 0.01, 0.1, 1};

  private EstimatorGroups() {}

  static List<EstimatorGroup> all() {
    List<EstimatorGroup> groups = new ArrayList<>();
    groups.add(BinnedGroup.corrected(Discretizer.dataRange(30)));
    groups.add(BinnedGroup.corrected(Discretizer.dataRange(8)));
    groups.add(BinnedGroup.corrected(Discretizer.quantile(30)));
    groups.add(BinnedGroup.corrected(Discretizer.quantile(8)));
    groups.add(BinnedGroup.corrected(Discretizer.floatKeys(0)));
    groups.add(BinnedGroup.plain(Discretizer.dataRange(4)));
    groups.add(BinnedGroup.plain(Discretizer.dataRange(100)));
    groups.add(BinnedGroup.plain(Discretizer.quantile(4)));
    groups.add(BinnedGroup.plain(Discretizer.quantile(100)));
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
