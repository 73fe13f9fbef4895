// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinnedCountsTest {
  private static final int ROWS = 300;
  private static final int UNITS = 3;
  private static final Bins BINS = Bins.equalWidth(-1, 1, 4);
  private static final Layer LAYER = new Layer(2, "dense", "DenseLayer", null, "");

  private final double[] values =
      new SplittableRandom(5).doubles((long) ROWS * UNITS, -1.2, 1.2).toArray();
  private final int[] labels = new SplittableRandom(6).ints(ROWS, 0, 3).toArray();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 299, 300})
  void batchesReadAsTheLiveMeasureReadsTheWhole(int batch) {
    PlaneSettings settings =
        new PlaneSettings(
            Set.of(PlaneEstimator.BINNED), Discretizer.fixed(-1, 1, 4), Noise.relative(0.1), 20, 9);
    LayerSnapshot seen = new LayerSnapshot(LAYER, Activations.of(values, UNITS));
    Snapshot snapshot = new Snapshot(new Moment(1, 1, Instant.EPOCH, 0), labels, 3, List.of(seen));

    List<Reading> batched =
        fed(batch, Integer.MAX_VALUE).point(20, settings.seed(LAYER)).readings(LAYER);

    List<Reading> ofLayers =
        new InformationPlane(settings)
            .measure(snapshot).readings().stream()
                .filter(reading -> reading.layer() != null)
                .toList();
    assertThat(batched).isEqualTo(ofLayers);
  }

  @Test
  void beyondItsLimitItSaysSaturatedInsteadOfANumber() {
    BinnedCounts counts = fed(50, 20);

    assertThat(counts.isFull()).isTrue();
    assertThat(counts.point(20, 1).readings(LAYER))
        .allSatisfy(reading -> assertThat(reading.flags()).containsExactly(Flag.SATURATED))
        .filteredOn(reading -> reading.metric() != PlaneMetrics.SATURATED)
        .allSatisfy(reading -> assertThat(reading.value()).isNaN());
    assertThat(counts.point(20, 1).input().uncertainty().samples()).isEqualTo(50);
  }

  @Test
  void aReadingThatIsNaNSaysWhy() {
    Arrays.fill(labels, 0); // H(Y) = 0, so the ceiling of I(T;Y) is 0

    assertThat(fed(300, Integer.MAX_VALUE).point(0, 1).readings(LAYER))
        .filteredOn(reading -> Double.isNaN(reading.value()))
        .isNotEmpty()
        .allSatisfy(reading -> assertThat(reading.flags()).isNotEmpty());
  }

  /** One row in the last batch differs from all others, within their bin. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 300})
  void valuesOfOneBinAreConstantOnlyIfTheyAreEqual(int batch) {
    Arrays.fill(values, 0.1);
    assertThat(fed(batch, Integer.MAX_VALUE).point(5, 1).input().flags())
        .containsExactly(Flag.CONSTANT);
    values[values.length - 1] = 0.1001;
    PlanePoint point = fed(batch, Integer.MAX_VALUE).point(5, 1);
    assertThat(point.input().flags()).containsExactly(Flag.ONE_BIN);
    assertThat(point.label().flags()).contains(Flag.ONE_BIN);
    assertThat(point.input().bits()).isZero();
  }

  private BinnedCounts fed(int batch, int mostPairs) {
    BinnedCounts counts = new BinnedCounts(BINS, UNITS, 3, 16, mostPairs);
    for (int first = 0; first < ROWS; first += batch) {
      int end = Math.min(ROWS, first + batch);
      Activations part =
          Activations.of(Arrays.copyOfRange(values, first * UNITS, end * UNITS), UNITS);
      Range range = ValueSummary.of(part).range();
      counts.accept(part, Arrays.copyOfRange(labels, first, end), range);
    }
    return counts;
  }
}
