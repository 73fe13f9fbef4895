// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.infoscope.discrete.AccumulatorContract;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.AuditedLayer;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinnedCountsTest implements AccumulatorContract<PlaneTable, BinnedCounts> {
  private static final int ROWS = 300;
  private static final int UNITS = 3;
  private static final Bins BINS = Bins.equalWidth(-1, 1, 4);
  private static final Layer LAYER = new Layer(2, "dense", "DenseLayer", null, "");

  private final double[] values =
      new SplittableRandom(5).doubles((long) ROWS * UNITS, -1.2, 1.2).toArray();
  private final int[] labels = new SplittableRandom(6).ints(ROWS, 0, 3).toArray();

  @Override
  public BinnedCounts empty() {
    return counts(Integer.MAX_VALUE);
  }

  private static BinnedCounts counts(int mostPairs) {
    return new BinnedCounts(BINS, UNITS, 3, 16, mostPairs);
  }

  @Override
  public Stream<BinnedCounts> unlike() {
    return Stream.of(
        counts(7),
        new BinnedCounts(BINS, UNITS, 4, 16, Integer.MAX_VALUE),
        new BinnedCounts(BINS, UNITS + 1, 3, 16, Integer.MAX_VALUE),
        new BinnedCounts(Bins.equalWidth(-1, 1, 5), UNITS, 3, 16, Integer.MAX_VALUE));
  }

  @Override
  public BinnedCounts fromBytes(byte[] bytes) {
    return BinnedCounts.fromBytes(bytes);
  }

  @Override
  public void feed(BinnedCounts counts, int from, int to) {
    Activations part = Activations.of(Arrays.copyOfRange(values, from * UNITS, to * UNITS), UNITS);
    Range range = ValueSummary.of(part).range();
    if (range != null) {
      counts.accept(part, Arrays.copyOfRange(labels, from, to), range);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 299, 300})
  void batchesReadAsTheLiveMeasureReadsTheWhole(int batch) {
    PlaneSettings settings =
        new PlaneSettings(
            Set.of(PlaneEstimator.BINNED), Discretizer.fixed(-1, 1, 4), Noise.relative(0.1), 20, 9);
    LayerSnapshot seen = new LayerSnapshot(LAYER, Activations.of(values, UNITS));
    Snapshot snapshot = new Snapshot(new Moment(1, 1, Instant.EPOCH, 0), labels, 3, List.of(seen));

    PlanePoint counted = inBatches(batch, Integer.MAX_VALUE).point(20, settings.seed(LAYER));
    AuditedLayer layer = new AuditedLayer(UNITS, 3, Plane.labelEntropy(snapshot));
    List<Reading> batched = new PlaneAudit(settings).judged(counted, layer).readings(LAYER);

    List<Reading> ofLayers =
        new InformationPlane(settings)
            .measure(snapshot).readings().stream()
                .filter(reading -> reading.layer() != null)
                .toList();
    assertThat(batched).isEqualTo(ofLayers);
  }

  @Test
  void beyondItsLimitItSaysSaturatedInsteadOfANumber() {
    BinnedCounts counts = inBatches(50, 20);

    assertThat(counts.isFull()).isTrue();
    assertThat(counts.point(20, 1).readings(LAYER))
        .allSatisfy(reading -> assertThat(reading.flags()).containsExactly(Flag.SATURATED))
        .filteredOn(reading -> reading.metric() != PlaneMetrics.SATURATED)
        .allSatisfy(reading -> assertThat(reading.value()).isNaN());
    assertThat(counts.point(20, 1).input().uncertainty().samples()).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 299, 300})
  void beyondItsLimitAnyGroupingStillGivesTheSameBytes(int batch) {
    BinnedCounts merged = counts(20);
    for (int first = 0; first < ROWS; first += batch) {
      BinnedCounts part = counts(20);
      feed(part, first, Math.min(ROWS, first + batch));
      merged = part.merge(BinnedCounts.fromBytes(merged.toBytes()));
    }
    assertThat(merged.toBytes()).isEqualTo(inBatches(300, 20).toBytes());
    assertThat(merged.snapshot().level()).isPositive();
  }

  /** Half of the rows are one pattern, the others have nearly one each. */
  @Test
  void coverageIsThenEstimatedFromThePatternsThatAreKept() {
    int rows = 40_000;
    double[] many = new SplittableRandom(3).doubles(rows, 0, 1).toArray();
    double[] copies = new SplittableRandom(4).ints(rows, 0, 2_000).asDoubleStream().toArray();
    for (int row = 0; row < rows; row++) {
      many[row] = row % 2 == 0 ? many[row] : 2 + copies[row] / 1_000;
    }
    Bins bins = Bins.equalWidth(0, 4, 1 << 24);
    Activations layer = Activations.of(many, 1);
    PlanePoint whole = point(bins, layer, Integer.MAX_VALUE);
    PlanePoint some = point(bins, layer, 2_000);
    double distinct = whole.input().uncertainty().distinct();
    double coverage = whole.input().uncertainty().coverage();
    assertThat(coverage).isBetween(0.4, 0.6);
    // about 1,400 patterns kept of 22,000: a standard error of 3 %
    assertThat(some.input().uncertainty().coverage()).isCloseTo(coverage, within(0.06));
    assertThat(some.input().uncertainty().distinct()).isCloseTo(distinct, withinPercentage(12));
  }

  private static PlanePoint point(Bins bins, Activations layer, int mostPairs) {
    int[] labels = new int[layer.examples()];
    return new BinnedCounts(bins, 1, 1, 16, mostPairs)
        .accept(layer, labels, new Range(0, 4))
        .point(0, 1);
  }

  @Test
  void aReadingThatIsNaNSaysWhy() {
    Arrays.fill(labels, 0); // H(Y) = 0, so the ceiling of I(T;Y) is 0

    assertThat(inBatches(300, Integer.MAX_VALUE).point(0, 1).readings(LAYER))
        .filteredOn(reading -> Double.isNaN(reading.value()))
        .isNotEmpty()
        .allSatisfy(reading -> assertThat(reading.flags()).isNotEmpty());
  }

  /** One row in the last batch differs from all others, within their bin. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 300})
  void valuesOfOneBinAreConstantOnlyIfTheyAreEqual(int batch) {
    Arrays.fill(values, 0.1);
    assertThat(inBatches(batch, Integer.MAX_VALUE).point(5, 1).input().flags())
        .containsExactly(Flag.CONSTANT);
    values[values.length - 1] = 0.1001;
    PlanePoint point = inBatches(batch, Integer.MAX_VALUE).point(5, 1);
    assertThat(point.input().flags()).containsExactly(Flag.ONE_BIN);
    assertThat(point.label().flags()).contains(Flag.ONE_BIN);
    assertThat(point.input().bits()).isZero();
  }

  private BinnedCounts inBatches(int batch, int mostPairs) {
    BinnedCounts counts = counts(mostPairs);
    for (int first = 0; first < ROWS; first += batch) {
      feed(counts, first, Math.min(ROWS, first + batch));
    }
    return counts;
  }
}
