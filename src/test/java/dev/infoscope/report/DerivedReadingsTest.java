// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshots;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DerivedReadingsTest {
  private final DerivedReadings derived = new DerivedReadings(DriftSettings.defaults());

  private static Moment moment(int epoch) {
    return new Moment(epoch, epoch, Instant.EPOCH.plusMillis(1500L * epoch), 0);
  }

  private static Reading label(String estimator, Set<Flag> flags) {
    return new Reading(
        PlaneMetrics.LABEL,
        Snapshots.tanh(1),
        Map.of("signal", "activation", "estimator", estimator),
        2,
        Uncertainty.of(100, Double.NaN),
        flags);
  }

  private static List<Reading> of(Metric metric, List<Reading> found) {
    return found.stream().filter(reading -> reading.metric().equals(metric)).toList();
  }

  @Test
  void flagsAreCountedByLayerAndStayAtZeroOnceSeen() {
    List<Reading> first =
        derived.read(
            moment(1),
            List.of(
                label("binned", Set.of(Flag.SATURATED, Flag.UNDERSAMPLED)),
                label("pairwise", Set.of(Flag.SATURATED))),
            Map.of());
    assertThat(of(RunMetrics.FLAGGED, first))
        .extracting(reading -> reading.labels().get("flag"), Reading::value)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("saturated", 2.0),
            org.assertj.core.groups.Tuple.tuple("undersampled", 1.0));
    List<Reading> second = derived.read(moment(2), List.of(label("binned", Set.of())), Map.of());
    assertThat(of(RunMetrics.FLAGGED, second)).hasSize(2).allMatch(reading -> reading.value() == 0);
  }

  @Test
  void skippedLayersAreCounted() {
    List<Reading> found = derived.read(moment(1), List.of(), Map.of("dropout", "no values"));
    assertThat(of(RunMetrics.SKIPPED_LAYERS, found))
        .extracting(Reading::value)
        .containsExactly(1.0);
  }

  @Test
  void theTimeBetweenLooksIsKnownFromTheSecondOn() {
    assertThat(of(RunMetrics.INTERVAL, derived.read(moment(1), List.of(), Map.of()))).isEmpty();
    assertThat(of(RunMetrics.INTERVAL, derived.read(moment(3), List.of(), Map.of())))
        .extracting(Reading::value)
        .containsExactly(3.0);
  }

  @Test
  void driftFollowsThePairwiseBoundWhereThereIsOne() {
    List<Reading> found =
        derived.read(
            moment(1),
            List.of(label("binned", Set.of(Flag.SATURATED)), label("pairwise", Set.of())),
            Map.of());
    assertThat(of(DriftMetrics.ZSCORE, found))
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.labels()).containsEntry("quantity", "label");
              assertThat(reading.flags()).containsExactly(Flag.WARMING_UP);
            });
  }

  @Test
  void driftCanBeLeftOut() {
    List<Reading> found =
        new DerivedReadings(null).read(moment(1), List.of(label("pairwise", Set.of())), Map.of());
    assertThat(found).extracting(Reading::metric).containsExactly(RunMetrics.SKIPPED_LAYERS);
  }

  @Test
  void everyReadingIsOfAMetricInTheCatalogue() {
    List<Reading> found =
        derived.read(
            moment(1), List.of(label("pairwise", Set.of(Flag.SATURATED))), Map.of("a", "b"));
    assertThat(found)
        .isNotEmpty()
        .allMatch(one -> MetricCatalogue.metrics().contains(one.metric()));
    assertThat(DerivedReadings.quantities()).contains("input", "label", "dead_neurons");
  }
}
