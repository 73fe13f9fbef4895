// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunPlanTest {
  @Test
  void everyNetworkIsHealthyOnEveryTaskAndEveryFaultHasItsSeeds() {
    List<RunPlan> plans = RunPlan.all(17, 20, 40);
    assertThat(plans).extracting(RunPlan::id).doesNotHaveDuplicates().hasSize(12 * 17 + 16 * 20);
    for (FaultKind fault : FaultKind.values()) {
      long runs = plans.stream().filter(plan -> plan.fault() == fault).count();
      assertThat(runs).isEqualTo(fault == FaultKind.NONE ? 204 : 20);
    }
    assertThat(plans)
        .filteredOn(plan -> plan.fault() == FaultKind.LEAK)
        .extracting(plan -> plan.network() + " " + plan.task())
        .containsAll(
            plans.stream().map(plan -> plan.network() + " " + plan.task()).distinct().toList());
  }

  @Test
  void faultsBeginAtSeededEpochsAfterDriftHasBegunToJudge() {
    List<RunPlan> plans = RunPlan.all(1, 20, 40);
    assertThat(plans)
        .filteredOn(plan -> plan.fault() != FaultKind.NONE)
        .extracting(RunPlan::onset)
        .contains(15, 20)
        .allMatch(onset -> onset >= 15 && onset <= 20);
    assertThat(plans)
        .filteredOn(plan -> plan.fault() == FaultKind.NONE)
        .extracting(RunPlan::onset)
        .containsOnly(0);
  }

  @Test
  void onlyTheConvolutionalNetworkHasBatchNormalisationToBreak() {
    assertThat(RunPlan.all(1, 20, 40))
        .filteredOn(plan -> plan.fault() == FaultKind.BATCH_NORM)
        .extracting(RunPlan::network)
        .containsOnly(NetworkKind.CNN);
  }
}
