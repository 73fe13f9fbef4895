// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EfficiencyPeakTest {
  private static Reading efficiency(int layer, String estimator, double value, Flag... flags) {
    return new Reading(
        PlaneMetrics.EFFICIENCY,
        Snapshots.tanh(layer),
        Map.of("signal", "activation", "estimator", estimator),
        value,
        Uncertainty.of(100, Double.NaN),
        Set.of(flags));
  }

  private static Reading only(Reading... readings) {
    List<Reading> peaks = EfficiencyPeak.of(List.of(readings));
    assertThat(peaks).hasSize(1);
    return peaks.get(0);
  }

  @Test
  void theLargestEfficiencyWinsAndOfEqualOnesTheFirst() {
    assertThat(only(efficiency(0, "binned", .2), efficiency(3, "binned", .6)).value()).isEqualTo(3);
    assertThat(only(efficiency(2, "binned", .6), efficiency(3, "binned", .6)).value()).isEqualTo(2);
  }

  @Test
  void aSaturatedLayerDoesNotTakePart() {
    Reading peak = only(efficiency(0, "binned", .2), efficiency(1, "binned", .9, Flag.SATURATED));
    assertThat(peak.value()).isZero();
    assertThat(peak.flags()).isEmpty();
  }

  @Test
  void withoutAnyLayerToTrustThereIsNoPeakAndTheFlagsSayWhy() {
    Reading peak =
        only(
            efficiency(0, "binned", .9, Flag.SATURATED),
            efficiency(1, "binned", Double.NaN, Flag.UNDEFINED));
    assertThat(peak.value()).isNaN();
    assertThat(peak.flags()).containsExactlyInAnyOrder(Flag.SATURATED, Flag.UNDEFINED);
  }

  @Test
  void everyEstimatorHasAPeakOfItsOwn() {
    List<Reading> peaks =
        EfficiencyPeak.of(
            List.of(
                efficiency(0, "binned", .2),
                efficiency(0, "pairwise", .7),
                efficiency(1, "binned", .3),
                efficiency(1, "pairwise", .5)));
    assertThat(peaks).extracting(Reading::value).containsExactly(1.0, 0.0);
    assertThat(peaks.get(1).labels()).containsEntry("estimator", "pairwise");
  }
}
