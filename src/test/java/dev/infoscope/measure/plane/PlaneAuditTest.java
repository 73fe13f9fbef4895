// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.golden.Generators;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneAuditTest {
  private static final PlaneSettings ALL =
      PlaneSettings.defaults().withShuffles(2).withEstimators(PlaneEstimator.BINNED);

  private static Snapshot snapshot(int rows, int units, int constant) {
    double[] values = Generators.gaussMatrix(7, rows, units);
    for (int i = 0; i < values.length; i++) {
      values[i] = i % units < constant ? 1 : values[i];
    }
    int[] labels = Generators.classes(rows);
    Layer layer = new Layer(0, "dense", "DenseLayer", null, "mean over positions");
    return new Snapshot(
        new Moment(0, 0, Instant.EPOCH, 0),
        labels,
        10,
        List.of(new LayerSnapshot(layer, Activations.of(values, units))));
  }

  private static List<Reading> readings(PlaneSettings settings, Snapshot snapshot) {
    return new InformationPlane(settings).measure(snapshot).readings();
  }

  @Test
  void onlyTheReadingOfTheLabelIsFlaggedAndSaysByWhichRow() {
    List<Reading> readings = readings(ALL, snapshot(150, 3, 0));
    assertThat(readings)
        .filteredOn(each -> each.metric().equals(PlaneMetrics.LABEL))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.flags()).contains(Flag.BEYOND_AUDIT);
              assertThat(each.obtained())
                  .startsWith("mean over positions; audit: binned data-range:30: audited up to")
                  .endsWith("here 3 units, 10 classes, 150 rows");
            });
    assertThat(readings)
        .filteredOn(each -> !each.metric().equals(PlaneMetrics.LABEL))
        .noneMatch(each -> each.flags().contains(Flag.BEYOND_AUDIT))
        .noneMatch(each -> each.obtained().contains("audit"));
  }

  @Test
  void everyEstimatorIsJudgedByItself() {
    PlaneSettings settings =
        new PlaneSettings(
            EnumSet.allOf(PlaneEstimator.class),
            Discretizer.dataRange(30),
            Noise.relative(0.1),
            0,
            1);
    assertThat(readings(settings, snapshot(100, 2, 0)))
        .filteredOn(each -> each.flags().contains(Flag.BEYOND_AUDIT))
        .extracting(each -> each.labels().get("estimator"))
        .containsExactly("binned", "pairwise", "pairwise-lower", "ksg", "renyi");
  }

  /** Of 140 units, more than were audited, 139 never change. */
  @Test
  void unitsThatNeverChangeDoNotCount() {
    assertThat(readings(ALL, snapshot(300, 140, 0)))
        .anyMatch(each -> each.obtained().contains("here 140 units"));
    assertThat(readings(ALL, snapshot(300, 140, 139)))
        .noneMatch(each -> each.flags().contains(Flag.BEYOND_AUDIT));
  }

  @Test
  void whatCouldNotBeReadIsNotJudged() {
    assertThat(readings(ALL, snapshot(100, 3, 3)))
        .noneMatch(each -> each.flags().contains(Flag.BEYOND_AUDIT));
  }

  @ParameterizedTest
  @CsvSource({
    "activation-range, 30, binned data-range:30",
    "data-range, 64, binned data-range:30",
    "data-range, 10, binned data-range:8",
    "quantile, 8, binned quantile:8",
    "float-keys, 0, binned float-keys:0",
    "2means, 2, binned 2means"
  })
  void binsAreJudgedByTheNearestOfTheirKind(String kind, int bins, String audited) {
    Discretizer rule =
        switch (kind) {
          case "activation-range" -> Discretizer.activationRange(bins);
          case "data-range" -> Discretizer.dataRange(bins);
          case "quantile" -> Discretizer.quantile(bins);
          case "float-keys" -> Discretizer.floatKeys(bins);
          default -> Discretizer.twoMeans();
        };
    assertThat(new PlaneAudit(ALL.withQuantizer(rule)).audited(PlaneEstimator.BINNED))
        .isEqualTo(audited);
  }

  @Test
  void noiseIsJudgedByTheNearestIfItFollowsTheLayer() {
    PlaneSettings relative = ALL.withNoise(Noise.relative(0.05));
    assertThat(new PlaneAudit(relative).audited(PlaneEstimator.PAIRWISE))
        .isEqualTo("pairwise relative:0.1");
    assertThat(new PlaneAudit(relative).audited(PlaneEstimator.PAIRWISE_LOWER))
        .isEqualTo("pairwise-lower relative:0.1");
    PlaneSettings absolute = ALL.withNoise(Noise.absolute(0.1));
    assertThat(new PlaneAudit(absolute).audited(PlaneEstimator.PAIRWISE))
        .isEqualTo("pairwise absolute:0.1");
  }
}
