// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Bits;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimators of the plane that look at pairs of examples, and the diagnosis of the binned one. */
class SampleEstimatorsTest {
  private static final int ROWS = 400;
  private static final int UNITS = 3;
  private static final int CLASSES = 4;

  /** Classes at different places, {@code apart} standard deviations from each other. */
  private static Snapshot classes(double apart, double scale) {
    SplittableRandom random = new SplittableRandom(5);
    double[] values = new double[ROWS * UNITS];
    int[] labels = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = row % CLASSES;
      for (int unit = 0; unit < UNITS; unit++) {
        double centre = unit == labels[row] % UNITS ? apart * (1 + labels[row]) : 0;
        values[row * UNITS + unit] = scale * (centre + random.nextGaussian());
      }
    }
    return snapshot(values, labels);
  }

  private static Snapshot snapshot(double[] values, int[] labels) {
    Layer layer = new Layer(0, "layer", "test", null, "");
    return new Snapshot(
        new Moment(1, 1, Instant.EPOCH, 0),
        labels,
        CLASSES,
        List.of(new LayerSnapshot(layer, Activations.of(values, UNITS))));
  }

  private static PlanePoint read(PlaneEstimator estimator, Snapshot snapshot) {
    InformationPlane plane =
        new InformationPlane(PlaneSettings.defaults().withEstimators(estimator));
    return plane.points(snapshot.layers().get(0), snapshot).get(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"KSG", "RENYI", "PAIRWISE"})
  void classesFarApartAreKnownAndNothingIsKnownOfNoise(PlaneEstimator estimator) {
    PlanePoint apart = read(estimator, classes(30, 1));
    PlanePoint together = read(estimator, classes(0, 1));
    assertThat(apart.label().bits()).isBetween(1.1, 2.05); // nearest neighbours overshoot a little
    assertThat(apart.label().flags()).doesNotContain(Flag.NOT_ABOVE_NULL);
    assertThat(together.label().bits()).isLessThan(0.5);
    assertThat(together.label().flags()).contains(Flag.NOT_ABOVE_NULL);
  }

  @ParameterizedTest
  @EnumSource(names = {"KSG", "RENYI", "PAIRWISE"})
  void theScaleOfALayerDoesNotMatter(PlaneEstimator estimator) {
    assertThat(read(estimator, classes(2, 1000)).label().bits())
        .isEqualTo(read(estimator, classes(2, 1)).label().bits(), within(1e-6));
  }

  /**
   * Nor where squares of the values vanish or overflow; a layer of 1e-300 is not constant. Pairwise
   * products are single or double precision by the size of the values.
   */
  @ParameterizedTest
  @EnumSource
  void valuesAreReadWhateverTheirSize(PlaneEstimator estimator) {
    double error = estimator.label().startsWith("pairwise") ? 1e-6 : 1e-9;
    PlanePoint expected = read(estimator, classes(2, 1));
    for (int exponent : new int[] {-1000, -700, -100, 100, 600, 1015}) {
      PlanePoint sized = read(estimator, classes(2, Math.scalb(1.0, exponent)));
      assertThat(sized.label().bits()).isEqualTo(expected.label().bits(), within(error));
      assertThat(sized.input().bits()).isEqualTo(expected.input().bits(), within(error));
      assertThat(sized.label().flags()).isEqualTo(expected.label().flags());
    }
  }

  /** Noise of a given size swamps what is far smaller: nothing is read, and it is not constant. */
  @ParameterizedTest
  @EnumSource(names = {"RENYI", "PAIRWISE"})
  void absoluteNoiseSwampsValuesThatAreFarSmaller(PlaneEstimator estimator) {
    Snapshot tiny = classes(2, 1e-300);
    InformationPlane plane =
        new InformationPlane(
            PlaneSettings.defaults().withEstimators(estimator).withNoise(Noise.absolute(0.1)));
    PlanePoint point = plane.points(tiny.layers().get(0), tiny).get(0);
    assertThat(point.label().bits()).isEqualTo(0, within(1e-9));
    assertThat(point.label().flags()).doesNotContain(Flag.CONSTANT);
  }

  @ParameterizedTest
  @EnumSource(names = {"KSG", "RENYI", "PAIRWISE", "PAIRWISE_LOWER"})
  void aConstantLayerReadsNothing(PlaneEstimator estimator) {
    PlanePoint point = read(estimator, snapshot(new double[ROWS * UNITS], new int[ROWS]));
    assertThat(point.label().bits()).isZero();
    assertThat(point.label().flags()).contains(Flag.CONSTANT);
  }

  @Test
  void nearestNeighboursSayThatTheInputInformationDiverges() {
    PlanePoint point = read(PlaneEstimator.KSG, classes(2, 1));
    assertThat(point.input().bits()).isNaN();
    assertThat(point.input().flags()).containsExactly(Flag.DIVERGES);
  }

  /** Five neighbours cannot be found in a class of five examples; in one of six they can. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 6})
  void aClassWithTooFewNeighboursIsFlagged(int few) {
    int[] labels = new int[ROWS];
    Arrays.fill(labels, 0, few, 1);
    double[] values = new double[ROWS * UNITS];
    Arrays.setAll(values, at -> labels[at / UNITS] + 0.1 * Math.sin(at));
    Set<Flag> flags = read(PlaneEstimator.KSG, snapshot(values, labels)).label().flags();
    assertThat(flags.contains(Flag.UNDERSAMPLED)).isEqualTo(few <= 5);
  }

  @Test
  void renyiReadsTheEntropyOfTheLayerAsItsInputInformation() {
    PlanePoint point = read(PlaneEstimator.RENYI, classes(2, 1));
    assertThat(point.input().bits()).isBetween(0.5, Bits.log2(ROWS));
  }

  @Test
  void aLayerThatIsTooFineForItsRowsIsDiagnosedInWords() {
    Snapshot snapshot = classes(0.5, 1);
    PlaneDiagnosis diagnosis =
        PlaneDiagnosis.of(snapshot.layers().get(0), snapshot, new Range(-4, 8), 8, 1);
    assertThat(diagnosis.sweep().points()).extracting(p -> p.bins()).containsExactly(64, 32, 16, 8);
    assertThat(diagnosis.words()).anyMatch(word -> word.contains("between 64 and 8 bins"));
    assertThat(diagnosis.spread().deviation()).isPositive();
    assertThat(diagnosis.interval().withheld()).contains("that fewer than 5 rows have");
  }

  @Test
  void fewerRowsReadMoreOfNothing() {
    Snapshot snapshot = classes(0, 1);
    PlaneDiagnosis diagnosis =
        PlaneDiagnosis.of(snapshot.layers().get(0), snapshot, new Range(-4, 4), 4, 1);
    assertThat(diagnosis.stability().quarter()).isGreaterThan(diagnosis.stability().full() + 0.1);
    assertThat(diagnosis.stability().slope()).isPositive();
  }

  @Test
  void doublingTheScaleIsSeenToLookLikeCompression() {
    Snapshot snapshot = classes(1, 1);
    PlaneDiagnosis diagnosis =
        PlaneDiagnosis.of(snapshot.layers().get(0), snapshot, new Range(-1, 1), 8, 1);
    assertThat(diagnosis.scale().shift()).isNegative();
    assertThat(diagnosis.words()).anyMatch(word -> word.contains("doubling all activations"));
  }
}
