// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.AuditedSetting;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.golden.Generators;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
                  .startsWith(
                      "mean over positions; audit: binned activation-range:30: audited up to")
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
    PlaneSettings mass = ALL.withQuantizer(Discretizer.quantile(8));
    assertThat(readings(mass, snapshot(300, 140, 139)))
        .noneMatch(each -> each.flags().contains(Flag.BEYOND_AUDIT));
  }

  @Test
  void whatCouldNotBeReadIsNotJudged() {
    assertThat(readings(ALL, snapshot(100, 3, 3)))
        .noneMatch(each -> each.flags().contains(Flag.BEYOND_AUDIT));
  }

  private static String said(PlaneSettings settings, Snapshot snapshot) {
    return readings(settings, snapshot).stream()
        .filter(each -> each.flags().contains(Flag.BEYOND_AUDIT))
        .map(Reading::obtained)
        .map(words -> words.substring(words.indexOf("audit: ") + 7))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "activation-range, 30, binned data-range, 30",
    "data-range, 64, binned data-range, 64",
    "quantile, 8, binned quantile, 8",
    "float-keys, 0, binned float-keys, 0",
  })
  void binsAreJudgedAmongThoseOfTheirKind(String kind, int bins, String audited, double amount) {
    Discretizer rule =
        switch (kind) {
          case "activation-range" -> Discretizer.activationRange(bins);
          case "data-range" -> Discretizer.dataRange(bins);
          case "quantile" -> Discretizer.quantile(bins);
          default -> Discretizer.floatKeys(bins);
        };
    AuditedSetting setting =
        new PlaneAudit(ALL.withQuantizer(rule)).setting(PlaneEstimator.BINNED, null, null);
    assertThat(setting).isEqualTo(new AuditedSetting(audited, amount, "binned " + rule));
  }

  /** With few units, so that the bins are what is wrong. */
  @ParameterizedTest
  @CsvSource({
    "data-range, 10000, audited from binned data-range:4 to binned data-range:100",
    "data-range, 2, audited from binned data-range:4 to binned data-range:100",
    "quantile, 3, audited from binned quantile:4 to binned quantile:100",
    "float-keys, 1, audited as binned float-keys:0 only",
    "2means, 2, not audited",
    "threshold, 2, not audited"
  })
  void binsThatWereNotAuditedAreBeyondIt(String kind, int bins, String reason) {
    Discretizer rule =
        switch (kind) {
          case "data-range" -> Discretizer.dataRange(bins);
          case "quantile" -> Discretizer.quantile(bins);
          case "float-keys" -> Discretizer.floatKeys(bins);
          case "threshold" -> Discretizer.threshold(0.5);
          default -> Discretizer.twoMeans();
        };
    assertThat(said(ALL.withQuantizer(rule), snapshot(2000, 1, 0)))
        .startsWith("binned " + rule + ": " + reason);
  }

  @ParameterizedTest
  @CsvSource({"1e-4, pairwise", "100, pairwise", "100, pairwise-lower", "0.2, renyi"})
  void noiseThatWasNotAuditedIsBeyondIt(double noise, String name) {
    PlaneEstimator estimator =
        PlaneEstimator.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    PlaneSettings settings = ALL.withEstimators(estimator).withNoise(Noise.relative(noise));
    assertThat(said(settings, snapshot(2000, 1, 0)))
        .startsWith(name + " relative:" + noise + ": audited ");
  }

  @Test
  void noiseThatDoesNotFollowTheLayerWasNotAuditedAndNeighboursTakeNone() {
    PlaneSettings absolute = ALL.withNoise(Noise.absolute(0.1));
    assertThat(said(absolute.withEstimators(PlaneEstimator.PAIRWISE), snapshot(2000, 1, 0)))
        .isEqualTo(
            "pairwise absolute:0.1: not audited,"
                + " unlike pairwise relative:0.001 to pairwise relative:1.0");
    assertThat(said(absolute.withEstimators(PlaneEstimator.KSG), snapshot(2000, 1, 0))).isEmpty();
  }

  /** A wide range leaves but two bins to values from -3.5 to 3.5, and is judged as two. */
  @Test
  void ofBinsOverAGivenRangeThoseThatTheLayerReachesCount() {
    Snapshot snapshot = snapshot(2000, 1, 0);
    assertThat(said(ALL.withQuantizer(Discretizer.fixed(-1000, 1000, 30)), snapshot))
        .isEqualTo(
            "binned fixed:-1000.0:1000.0:30 (values span 2 bins):"
                + " audited from binned data-range:4 to binned data-range:100");
    assertThat(said(ALL.withQuantizer(Discretizer.fixed(-1000, 1000, 8000)), snapshot))
        .as("as with some 28 bins over the range of the data")
        .isEmpty();
  }

  /** Dead units hide neither that the others share a bin nor that they lie outside. */
  @Test
  void unitsThatDoNotVaryHideNothing() {
    Snapshot snapshot = twoClasses(snapshot(2000, 16, 14));
    assertThat(said(ALL.withQuantizer(Discretizer.fixed(-1000, 1000, 30)), snapshot))
        .contains("30 (the unit in the middle spans 2 bins): audited from");
    assertThat(said(ALL.withQuantizer(Discretizer.fixed(-1, 1, 30)), snapshot))
        .matches(".*all values inside the bins; here 3\\d % lie outside");
    Snapshot far = with(twoClasses(snapshot(2000, 3, 1)), i -> i % 3 == 0 ? 1000 : Double.NaN);
    assertThat(said(ALL.withQuantizer(Discretizer.dataRange(30)), far))
        .contains("30 (the unit in the middle spans 1 bin): audited from");
  }

  @ParameterizedTest
  @EnumSource(names = {"BINNED", "PAIRWISE", "KSG"})
  void oneUnitOfAnotherSizeHidesTheOthers(PlaneEstimator estimator) {
    Snapshot even = twoClasses(snapshot(2000, 2, 0));
    double[] large = Generators.gaussMatrix(11, 2000, 1);
    Snapshot uneven = with(even, i -> i % 2 == 0 ? 100 * large[i / 2] : Double.NaN);
    PlaneSettings settings = ALL.withEstimators(estimator);
    assertThat(said(settings, even)).isEmpty();
    assertThat(said(settings, uneven)).isNotEmpty();
  }

  /** With some values replaced. */
  private static Snapshot with(Snapshot snapshot, IntToDoubleFunction replaced) {
    Activations values = snapshot.layers().get(0).activations();
    double[] copy = new double[values.examples() * values.units()];
    values.copy(0, values.examples(), copy);
    for (int i = 0; i < copy.length; i++) {
      double other = replaced.applyAsDouble(i);
      copy[i] = Double.isNaN(other) ? copy[i] : other;
    }
    LayerSnapshot layer =
        new LayerSnapshot(snapshot.layers().get(0).layer(), Activations.of(copy, values.units()));
    return new Snapshot(snapshot.moment(), snapshot.labels(), 2, List.of(layer));
  }

  @Test
  void valuesOutsideTheBinsAreBeyondTheAudit() {
    Snapshot snapshot = twoClasses(snapshot(2000, 2, 0));
    assertThat(said(ALL.withQuantizer(Discretizer.fixed(-3, 3, 30)), snapshot)).isEmpty();
    assertThat(said(ALL.withQuantizer(Discretizer.fixed(-1, 1, 30)), snapshot))
        .matches(
            "binned fixed:-1.0:1.0:30: audited with all values inside the bins;"
                + " here 3\\d % lie outside");
  }

  private static Snapshot twoClasses(Snapshot snapshot) {
    int[] labels = Arrays.stream(snapshot.labels()).map(label -> label % 2).toArray();
    return new Snapshot(snapshot.moment(), labels, 2, snapshot.layers());
  }

  /** Bins are found at the first snapshot; later the layer has moved out of them. */
  @Test
  void binsThatWereFrozenBeforeTheLayerGrewAreJudgedByWhatItReaches() {
    InformationPlane plane = new InformationPlane(ALL.withQuantizer(Discretizer.quantile(30)));
    Snapshot first = twoClasses(snapshot(2000, 1, 0));
    assertThat(plane.measure(first).readings())
        .noneMatch(each -> each.flags().contains(Flag.BEYOND_AUDIT));
    Snapshot moved = moved(first, 6);
    assertThat(plane.measure(moved).readings())
        .filteredOn(each -> each.flags().contains(Flag.BEYOND_AUDIT))
        .singleElement()
        .satisfies(
            each -> assertThat(each.obtained()).contains("binned quantile:30 (values span "));
  }

  private static Snapshot moved(Snapshot snapshot, double by) {
    Activations values = snapshot.layers().get(0).activations();
    double[] copy = new double[values.examples() * values.units()];
    values.copy(0, values.examples(), copy);
    Arrays.setAll(copy, i -> copy[i] + by);
    LayerSnapshot layer =
        new LayerSnapshot(snapshot.layers().get(0).layer(), Activations.of(copy, values.units()));
    return new Snapshot(snapshot.moment(), snapshot.labels(), 2, List.of(layer));
  }

  /** Four bins of one unit hold two bits at most, which says nothing of the ten classes. */
  @Test
  void evenClassesAreNotTakenForUnevenWhereBinsHoldLess() {
    assertThat(said(ALL.withQuantizer(Discretizer.dataRange(4)), snapshot(2000, 1, 0)))
        .contains("the limit is 25.0 %")
        .doesNotContain("uneven");
  }
}
