// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard errors of the plane, and what nearest neighbours read of values on a grid. */
class PlaneErrorsTest {
  private static final int CLASSES = 2;

  /** Units with a mean by class, rounded to quarters or driven into the ends of tanh. */
  private static Snapshot snapshot(int rows, int units, boolean saturated, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = random.ints(rows, 0, CLASSES).toArray();
    double[] values = new double[rows * units];
    Arrays.setAll(
        values,
        i -> {
          double normal = 0.25 * (2 * labels[i / units] - 1) + random.nextGaussian();
          return saturated ? Math.tanh(12 * normal) : Math.rint(4 * normal) / 4;
        });
    LayerSnapshot seen = Snapshots.seen(Snapshots.tanh(0), values, units);
    return Snapshots.of(labels, seen);
  }

  private static PlanePoint read(PlaneEstimator estimator, Snapshot snapshot) {
    PlaneSettings settings = PlaneSettings.defaults().withEstimators(estimator);
    return new InformationPlane(settings).points(snapshot.layers().get(0), snapshot).get(0);
  }

  /** Of sixteen units that together hold 0.5 of 1 bit; no more than there is, and not nothing. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nearestNeighboursReadNoMoreThanThereIsOfValuesThatRepeat(boolean saturated) {
    Estimate label = read(PlaneEstimator.KSG, snapshot(800, 16, saturated, 3)).label();
    assertThat(label.bits()).isBetween(0.2, 0.7);
    assertThat(label.flags()).doesNotContain(Flag.SATURATED, Flag.NOT_ABOVE_NULL);
  }

  @Test
  void nearestNeighboursReadNoMoreThanTheEntropyOfTheClass() {
    int[] labels = Snapshots.labels(100, CLASSES);
    double[] values = Arrays.stream(labels).mapToDouble(label -> 5 * label).toArray();
    Arrays.setAll(values, i -> values[i] + i / 100.0);
    LayerSnapshot seen = Snapshots.seen(Snapshots.tanh(0), values, 1);
    Estimate label = read(PlaneEstimator.KSG, Snapshots.of(labels, seen)).label();
    assertThat(label.bits()).isEqualTo(label.uncertainty().ceiling()).isCloseTo(1, within(1e-12));
    assertThat(label.flags()).containsExactly(Flag.AT_CEILING);
  }

  /** The deviation of readings of many samples is about the error that one of them states. */
  @ParameterizedTest
  @EnumSource(names = {"BINNED", "PAIRWISE", "PAIRWISE_LOWER", "KSG"})
  void theErrorOfOneReadingIsAboutTheSpreadOfMany(PlaneEstimator estimator) {
    double[] readings = new double[60];
    double stated = 0;
    for (int i = 0; i < readings.length; i++) {
      Estimate label = read(estimator, snapshot(300, 1, false, 100 + i)).label();
      readings[i] = label.bits();
      stated += label.uncertainty().standardError() / readings.length;
    }
    assertThat(stated / ShuffledNull.of(readings).deviation()).isBetween(0.6, 1.8);
  }

  private static Estimate bits(double bits, double error, double ceiling, ShuffledNull shuffled) {
    Uncertainty uncertainty = Uncertainty.of(100, error, ceiling).withNull(shuffled);
    return Estimate.ofBits(bits, uncertainty, Set.of());
  }

  private static double error(List<Reading> readings, Metric metric, String quantity) {
    return readings.stream()
        .filter(reading -> reading.metric().equals(metric))
        .filter(reading -> reading.labels().getOrDefault("quantity", quantity).equals(quantity))
        .findFirst()
        .orElseThrow()
        .uncertainty()
        .standardError();
  }

  @Test
  void everyReadingOfThePlaneHasTheErrorOfItsOwnQuantity() {
    ShuffledNull shuffled = ShuffledNull.of(0.1, 0.2, 0.3, 0.4);
    PlanePoint point =
        new PlanePoint(
            PlaneEstimator.BINNED, bits(4, 0.4, 8, ShuffledNull.of()), bits(1, 0.3, 2, shuffled));
    List<Reading> readings = point.readings(Snapshots.tanh(0));
    assertThat(error(readings, PlaneMetrics.INPUT, "")).isEqualTo(0.4);
    assertThat(error(readings, PlaneMetrics.LABEL, "")).isEqualTo(0.3);
    assertThat(error(readings, PlaneMetrics.LABEL_NULL, ""))
        .isCloseTo(shuffled.deviation() / 2, within(1e-12));
    assertThat(error(readings, PlaneMetrics.EFFICIENCY, ""))
        .isCloseTo(0.25 * Math.hypot(0.3 / 1, 0.4 / 4), within(1e-12));
    assertThat(error(readings, PlaneMetrics.INPUT_GIVEN_LABEL, "")).isCloseTo(0.5, within(1e-12));
    assertThat(error(readings, PlaneMetrics.CEILING_SHARE, "input")).isCloseTo(0.05, within(1e-12));
    assertThat(error(readings, PlaneMetrics.CEILING_SHARE, "label")).isCloseTo(0.15, within(1e-12));
    assertThat(error(readings, PlaneMetrics.SATURATED, "label")).isNaN();
  }
}
