// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.golden.GoldenCases;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a layer keeps beyond the label, I(X;T|Y). */
class InputGivenLabelTest {
  private static final List<String> KINDS = List.of("setosa", "versicolor", "virginica");

  private static InformationPlane binned(Discretizer rule) {
    return new InformationPlane(
        new PlaneSettings(EnumSet.of(PlaneEstimator.BINNED), rule, Noise.relative(0.1), 5, 7));
  }

  private static Reading given(InformationPlane plane, int[] labels, LayerSnapshot layer) {
    return plane.measure(Snapshots.of(labels, layer)).readings().stream()
        .filter(reading -> reading.metric() == PlaneMetrics.INPUT_GIVEN_LABEL)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Petals of Fisher's irises in whole centimetres: H(T|Y) counted kind by kind, numpy 2.4.6 and
   * scipy.stats.entropy of SciPy 1.17.1.
   */
  @Test
  void itIsTheEntropyWithinTheClassesOnRealData() throws Exception {
    List<String[]> rows = iris();
    double[] petals = new double[2 * rows.size()];
    int[] kinds = new int[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      petals[2 * row] = Double.parseDouble(rows.get(row)[2]);
      petals[2 * row + 1] = Double.parseDouble(rows.get(row)[3]);
      kinds[row] = KINDS.indexOf(rows.get(row)[4]);
    }
    LayerSnapshot layer = Snapshots.seen(Snapshots.linear(0), petals, 2);
    assertThat(given(binned(Discretizer.fixed(0, 8, 8)), kinds, layer).value())
        .isCloseTo(1.0444886028933957, within(1e-12));
  }

  private static List<String[]> iris() throws IOException {
    try (var file = GoldenCases.class.getResourceAsStream("iris.csv")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void itIsTheEntropyWithinTheClasses(long seed) {
    int[] labels = Snapshots.labels(300, 3);
    double[] values = Snapshots.clusters(seed, labels, 2, 1);
    LayerSnapshot layer = Snapshots.seen(Snapshots.tanh(0), values, 2);
    double read = given(binned(Discretizer.activationRange(4)), labels, layer).value();
    assertThat(read).isCloseTo(entropyWithin(labels, values), within(1e-12)).isPositive();
  }

  /** Pairs of quarters of [-1, 1], counted class by class. */
  private static double entropyWithin(int[] labels, double... values) {
    double bits = 0;
    for (int label = 0; label < 3; label++) {
      Map<Integer, Integer> counts = new HashMap<>();
      for (int row = 0; row < labels.length; row++) {
        int pattern = 10 * quarter(values[2 * row]) + quarter(values[2 * row + 1]);
        counts.merge(pattern, labels[row] == label ? 1 : 0, Integer::sum);
      }
      double all = counts.values().stream().mapToInt(Integer::intValue).sum();
      for (int count : counts.values()) {
        bits -= count == 0 ? 0 : count / all * Math.log(count / all) / Math.log(2) / 3;
      }
    }
    return bits;
  }

  private static int quarter(double value) {
    return (int) Math.min(3, Math.floor(2 * (value + 1)));
  }

  @Test
  void aLayerThatSaysTheLabelAndNoMoreReadsNothing() {
    int[] labels = Snapshots.labels(300, 2);
    double[] values = Arrays.stream(labels).mapToDouble(label -> label - 0.5).toArray();
    LayerSnapshot layer = Snapshots.seen(Snapshots.tanh(0), values, 1);
    Reading read = given(binned(Discretizer.activationRange(4)), labels, layer);
    assertThat(read.value()).isCloseTo(0, within(1e-12));
    assertThat(read.flags()).isEmpty();
  }

  @Test
  void itsCeilingIsTheEntropyOfTheExamplesGivenTheLabel() {
    int[] labels = Snapshots.labels(256, 2);
    double[] values = new double[256];
    Arrays.setAll(values, row -> -1 + row / 128.0);
    LayerSnapshot layer = Snapshots.seen(Snapshots.tanh(0), values, 1);
    Reading read = given(binned(Discretizer.activationRange(1024)), labels, layer);
    assertThat(read.uncertainty().ceiling()).isCloseTo(7, within(1e-12));
    assertThat(read.value()).isCloseTo(7, within(1e-12));
    assertThat(read.flags()).contains(Flag.SATURATED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Flag.class,
      names = {"SATURATED", "SAMPLED", "RARE_VALUE_NOT_SAMPLED"})
  void whatEitherPartIsFlaggedWithIsHandedOn(Flag flag) {
    Estimate clean = Estimate.ofBits(2, Uncertainty.of(100, 6), Set.of());
    assertThat(point(clean.flagged(flag), clean).flags()).containsExactly(flag);
    assertThat(point(clean, clean.flagged(flag)).flags()).containsExactly(flag);
  }

  @Test
  void aSmallOrFullReadingOfTheLabelIsNoFlawOfWhatIsKeptBeyondIt() {
    Estimate label =
        Estimate.ofBits(
            1, Uncertainty.of(100, 1), EnumSet.of(Flag.AT_CEILING, Flag.NOT_ABOVE_NULL));
    Estimate given = point(Estimate.ofBits(3, Uncertainty.of(100, 6), Set.of()), label);
    assertThat(given.bits()).isEqualTo(2);
    assertThat(given.flags()).isEmpty();
  }

  @Test
  void withoutEitherPartItIsNotANumberForTheSameReason() {
    Estimate clean = Estimate.ofBits(2, Uncertainty.of(100, 6), Set.of());
    Estimate none = Estimate.none(100, Flag.NOT_FINITE);
    assertThat(point(none, none).bits()).isNaN();
    assertThat(point(clean, none).flags()).containsExactly(Flag.NOT_FINITE);
  }

  private static Estimate point(Estimate input, Estimate label) {
    return new PlanePoint(PlaneEstimator.BINNED, input, label).givenLabel();
  }
}
