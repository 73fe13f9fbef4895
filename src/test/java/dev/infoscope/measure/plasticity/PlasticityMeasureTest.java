// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlasticityMeasureTest {
  private static final int[] LABELS = Snapshots.labels(300, 3);

  private static Snapshot snapshot(int units) {
    LayerSnapshot layer =
        Snapshots.seen(Snapshots.tanh(0), Snapshots.clusters(3, LABELS, units, 1), units);
    return Snapshots.of(LABELS, layer);
  }

  private static List<Reading> read(PlasticitySettings settings, int units) {
    return new PlasticityMeasure(settings).measure(snapshot(units)).readings();
  }

  @Test
  void readsRankDuplicatesAndDormantUnits() {
    List<Reading> readings = read(PlasticitySettings.defaults(), 8);
    assertThat(readings)
        .extracting(Reading::metric)
        .containsExactlyElementsOf(PlasticityMetrics.ALL);
    assertThat(readings.get(0).value()).isBetween(1.0, 8.0);
    assertThat(readings.get(0).uncertainty().ceiling()).isEqualTo(8);
    assertThat(readings).allSatisfy(reading -> assertThat(reading.flags()).isEmpty());
  }

  @Test
  void ofAWideLayerAChoiceOfUnitsIsLookedAtButAllForDormantOnes() {
    List<Reading> readings = read(PlasticitySettings.defaults().withUnits(20), 60);
    assertThat(readings.get(0).flags()).containsExactly(Flag.SAMPLED);
    assertThat(readings.get(0).obtained()).isEqualTo("20 of 60 units");
    assertThat(readings.get(0).uncertainty().ceiling()).isEqualTo(20);
    assertThat(readings.get(1).flags()).containsExactly(Flag.SAMPLED);
    assertThat(readings.get(2).flags()).isEmpty();
    assertThat(readings.get(2).obtained()).isEmpty();
    assertThat(read(PlasticitySettings.defaults().withUnits(20), 60)).isEqualTo(readings);
  }

  @Test
  void withASmallBudgetFewerUnitsAreLookedAt() {
    PlasticityMeasure measure = new PlasticityMeasure(PlasticitySettings.defaults());
    Snapshot wide = snapshot(120);
    Cost cost = measure.cost(wide);
    assertThat(cost.least()).isLessThan(cost.whole() / 4);
    assertThat(measure.measure(wide, cost.least()).readings().get(0).obtained())
        .isEqualTo("16 of 120 units");
    assertThat(measure.measure(wide, cost.whole()).readings().get(0).obtained()).isEmpty();
  }

  @Test
  void settingsAreCheckedAndReported() {
    PlasticitySettings settings =
        PlasticitySettings.defaults().withUnits(9).withScore(0.1).withCorrelation(0.9).withSeed(4);
    assertThat(new PlasticityMeasure(settings).settings())
        .containsEntry("units", 9)
        .containsEntry("score", 0.1)
        .containsEntry("correlation", 0.9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withUnits(0))
        .withMessage("units (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withScore(1))
        .withMessage("score (1.0) must be at least 0 and below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withCorrelation(0))
        .withMessage("correlation (0.0) must be above 0 and at most 1");
  }
}
