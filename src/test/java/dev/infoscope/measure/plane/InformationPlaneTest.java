// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.golden.Generators;
import dev.infoscope.golden.GoldenCases;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InformationPlaneTest {
  private static final Set<PlaneEstimator> ESTIMATORS =
      EnumSet.range(PlaneEstimator.BINNED, PlaneEstimator.PAIRWISE_LOWER);

  private static final int[] LABELS = Snapshots.labels(1200, 3);

  private static PlaneSettings settings(Discretizer rule, Noise noise, int shuffles) {
    return new PlaneSettings(ESTIMATORS, rule, noise, shuffles, 7);
  }

  private static InformationPlane plane() {
    return new InformationPlane(settings(Discretizer.activationRange(30), Noise.relative(0.1), 20));
  }

  private static LayerSnapshot wide(int index) {
    return Snapshots.seen(Snapshots.tanh(index), Snapshots.clusters(1, LABELS, 40, 1), 40);
  }

  private static LayerSnapshot narrow(int index) {
    return Snapshots.seen(Snapshots.tanh(index), Snapshots.clusters(2, LABELS, 1, 1.2), 1);
  }

  private static LayerSnapshot filled(int index, double value) {
    double[] values = new double[LABELS.length * 3];
    Arrays.fill(values, value);
    return Snapshots.seen(Snapshots.tanh(index), values, 3);
  }

  private static LayerSnapshot withOne(double bad) {
    double[] values = Snapshots.clusters(1, LABELS, 3, 1);
    values[17] = bad;
    return Snapshots.seen(Snapshots.tanh(0), values, 3);
  }

  private static List<Reading> measure(LayerSnapshot... layers) throws Exception {
    return plane().measure(Snapshots.of(LABELS, layers)).readings();
  }

  private static Reading find(
      List<Reading> readings, Metric metric, PlaneEstimator estimator, int layer) {
    List<Reading> found =
        readings.stream()
            .filter(reading -> reading.metric() == metric)
            .filter(reading -> estimator.label().equals(reading.labels().get("estimator")))
            .filter(reading -> reading.layer() != null && reading.layer().index() == layer)
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static Reading input(List<Reading> readings, PlaneEstimator estimator) {
    return find(readings, PlaneMetrics.INPUT, estimator, 0);
  }

  private static Reading label(List<Reading> readings, PlaneEstimator estimator) {
    return find(readings, PlaneMetrics.LABEL, estimator, 0);
  }

  static Stream<Snapshot> allSorts() {
    return Stream.of(
        Snapshots.of(LABELS, wide(0), narrow(1), filled(2, 0.5)),
        Snapshots.of(LABELS, withOne(Double.NaN)),
        Snapshots.of(new int[1200], wide(0), narrow(1)),
        Snapshots.of(new int[1], Snapshots.seen(Snapshots.linear(0), new double[] {3, 4}, 2)),
        Snapshots.of(new int[] {0, 1}, Snapshots.seen(Snapshots.linear(0), new double[] {3, 4}, 1)),
        Snapshots.of(new int[0], Snapshots.seen(Snapshots.linear(0), new double[0], 2)));
  }

  @ParameterizedTest
  @MethodSource("allSorts")
  void everyReadingIsWithinItsBoundsOrSaysWhyNot(Snapshot snapshot) throws Exception {
    for (int shuffles : new int[] {0, 1, 20}) {
      PlaneSettings settings =
          settings(Discretizer.activationRange(30), Noise.relative(0.1), shuffles);
      List<Reading> readings = new InformationPlane(settings).measure(snapshot).readings();
      assertThat(readings).hasSize(3 * (9 * snapshot.layers().size() + 1)); // one peak each
      for (Reading reading : readings) {
        assertThat(reading.uncertainty().samples()).isEqualTo(snapshot.examples());
        assertThat(reading.labels()).containsEntry("signal", "activation");
        if (Double.isNaN(reading.value())) {
          assertThat(reading.flags()).as("%s", reading).isNotEmpty();
        } else {
          double most = most(reading, snapshot);
          assertThat(reading.value()).as("%s", reading).isBetween(0.0, most + 1e-9);
        }
      }
    }
  }

  private static double most(Reading reading, Snapshot snapshot) {
    if (reading.metric().equals(PlaneMetrics.EFFICIENCY_PEAK)) {
      return snapshot.layers().size() - 1;
    }
    return reading.metric().unit().equals("bits") ? reading.uncertainty().ceiling() : 1;
  }

  @Test
  void everyLayerAndEstimatorMakesSeriesOfItsOwn() throws Exception {
    List<Reading> readings = measure(wide(0), narrow(1));
    assertThat(readings.stream().map(r -> Arrays.asList(r.metric(), r.layer(), r.labels())))
        .doesNotHaveDuplicates()
        .hasSize(3 * (2 * 9 + 1));
    assertThat(readings.stream().map(r -> r.labels().get("estimator")).distinct())
        .containsExactly("binned", "pairwise", "pairwise-lower");
    assertThat(plane().name()).isEqualTo("information-plane");
  }

  @ParameterizedTest
  @EnumSource(names = {"BINNED", "PAIRWISE", "PAIRWISE_LOWER"})
  void anEstimatorReadsTheSameAloneAsInCompany(PlaneEstimator estimator) throws Exception {
    PlaneSettings alone =
        new PlaneSettings(
            Set.of(estimator), Discretizer.activationRange(30), Noise.relative(0.1), 20, 7);
    List<Reading> company =
        measure(narrow(0)).stream()
            .filter(r -> estimator.label().equals(r.labels().get("estimator")))
            .toList();
    assertThat(new InformationPlane(alone).measure(Snapshots.of(LABELS, narrow(0))).readings())
        .isEqualTo(company);
  }

  @Test
  void equalInputGivesEqualBitsAndShufflesStayTheSameOverEpochs() throws Exception {
    Snapshot snapshot = Snapshots.of(LABELS, wide(0), narrow(1));
    InformationPlane plane = plane();
    List<Reading> first = plane.measure(snapshot).readings();
    assertThat(plane.measure(snapshot).readings()).isEqualTo(first);
    assertThat(plane().measure(snapshot).readings()).isEqualTo(first);
    PlaneSettings otherSeed =
        new PlaneSettings(ESTIMATORS, Discretizer.activationRange(30), Noise.relative(0.1), 20, 8);
    assertThat(new InformationPlane(otherSeed).measure(snapshot).readings()).isNotEqualTo(first);
  }

  @Test
  void efficiencySharesAndNullsFollowFromTheReadings() throws Exception {
    List<Reading> readings = measure(narrow(0));
    for (PlaneEstimator estimator : ESTIMATORS) {
      Reading input = input(readings, estimator);
      Reading label = label(readings, estimator);
      assertThat(find(readings, PlaneMetrics.EFFICIENCY, estimator, 0).value())
          .isEqualTo(label.value() / input.value());
      assertThat(label.uncertainty().shuffled()).isNotNull();
      assertThat(find(readings, PlaneMetrics.LABEL_NULL, estimator, 0).value())
          .isEqualTo(label.uncertainty().shuffled().mean());
      for (Reading judged : List.of(input, label)) {
        String quantity = judged == input ? "input" : "label";
        Map<String, String> labels =
            Map.of("quantity", quantity, "signal", "activation", "estimator", estimator.label());
        assertThat(value(readings, PlaneMetrics.CEILING_SHARE, labels))
            .isEqualTo(judged.value() / judged.uncertainty().ceiling());
        assertThat(value(readings, PlaneMetrics.SATURATED, labels))
            .isEqualTo(judged.flags().contains(Flag.SATURATED) ? 1 : 0);
      }
    }
  }

  private static double value(List<Reading> readings, Metric metric, Map<String, String> labels) {
    return readings.stream()
        .filter(r -> r.metric() == metric && r.labels().equals(labels))
        .mapToDouble(Reading::value)
        .findFirst()
        .orElseThrow();
  }

  private static Reading firstOf(List<Reading> readings, Metric metric) {
    return readings.stream().filter(r -> r.metric() == metric).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"relative, 0.1", "absolute, 0.1", "absolute, 1e-9"})
  void aConstantLayerReadsZeroAndSaysSo(String kind, double amount) throws Exception {
    Noise noise = new Noise(amount, kind.equals("relative"));
    InformationPlane plane =
        new InformationPlane(settings(Discretizer.activationRange(30), noise, 20));
    List<Reading> readings = plane.measure(Snapshots.of(LABELS, filled(0, 0.3))).readings();
    for (PlaneEstimator estimator : ESTIMATORS) {
      assertThat(input(readings, estimator).value()).isZero();
      assertThat(input(readings, estimator).flags()).containsExactly(Flag.CONSTANT);
      assertThat(label(readings, estimator).value()).isZero();
      assertThat(label(readings, estimator).flags()).contains(Flag.CONSTANT);
      assertThat(find(readings, PlaneMetrics.LABEL_NULL, estimator, 0).value()).isZero();
      Reading efficiency = find(readings, PlaneMetrics.EFFICIENCY, estimator, 0);
      assertThat(efficiency.value()).isNaN();
      assertThat(efficiency.flags()).contains(Flag.CONSTANT, Flag.UNDEFINED);
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void aLayerThatIsNotFiniteReadsNotANumberAndSaysSo(double bad) throws Exception {
    List<Reading> readings = measure(withOne(bad));
    assertThat(readings).hasSize(30);
    for (Reading reading : readings) {
      assertThat(reading.value()).isNaN();
      assertThat(reading.flags()).contains(Flag.NOT_FINITE);
    }
  }

  @Test
  void aBadLayerDoesNotSpoilTheOthers() throws Exception {
    double[] values = new double[LABELS.length];
    Arrays.fill(values, Double.NaN);
    LayerSnapshot bad = Snapshots.seen(Snapshots.tanh(1), values, 1);
    List<Reading> together = measure(narrow(0), bad, narrow(2));
    assertThat(together.subList(0, 24)).isEqualTo(measure(narrow(0)).subList(0, 24));
    assertThat(find(together, PlaneMetrics.INPUT, PlaneEstimator.BINNED, 2).value()).isPositive();
  }

  @Test
  void aWideLayerIsSaturated() throws Exception {
    List<Reading> readings = measure(wide(0));
    Reading input = input(readings, PlaneEstimator.BINNED);
    assertThat(input.value()).isCloseTo(Bits.log2(1200), within(1e-12));
    assertThat(input.flags()).containsExactly(Flag.SATURATED, Flag.UNDERSAMPLED);
    assertThat(input.uncertainty().coverage()).isZero();
    assertThat(input.uncertainty().distinct()).isEqualTo(1200);
    Reading label = label(readings, PlaneEstimator.BINNED);
    assertThat(label.value()).isCloseTo(Bits.log2(3), within(1e-12));
    assertThat(label.flags())
        .containsExactly(Flag.SATURATED, Flag.UNDERSAMPLED, Flag.NOT_ABOVE_NULL, Flag.BEYOND_AUDIT);
    assertThat(firstOf(readings, PlaneMetrics.EFFICIENCY).flags()).contains(Flag.SATURATED);
  }

  @Test
  void boundsAtTheirCeilingAreSaturated() throws Exception {
    InformationPlane plane =
        new InformationPlane(settings(Discretizer.activationRange(30), Noise.absolute(1e-6), 20));
    List<Reading> readings = plane.measure(Snapshots.of(LABELS, wide(0))).readings();
    for (PlaneEstimator estimator :
        List.of(PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER)) {
      assertThat(input(readings, estimator).value()).isCloseTo(Bits.log2(1200), within(1e-9));
      assertThat(input(readings, estimator).flags()).containsExactly(Flag.SATURATED);
      assertThat(label(readings, estimator).flags())
          .containsExactly(Flag.SATURATED, Flag.NOT_ABOVE_NULL, Flag.BEYOND_AUDIT);
    }
  }

  /** The lower bound of the pairwise estimate reads layers like it too low. */
  @Test
  void aWellResolvedLayerHasNoFlagsButThatOfTheAuditAtTheLowerBound() throws Exception {
    for (Reading reading : measure(narrow(0))) {
      boolean low =
          reading.metric().equals(PlaneMetrics.LABEL)
              && reading.labels().containsValue("pairwise-lower");
      assertThat(reading.flags())
          .as("%s %s", reading.metric(), reading.labels())
          .isEqualTo(low ? Set.of(Flag.BEYOND_AUDIT) : Set.of());
    }
  }

  /**
   * 4 bits less what two and three equal rows lose: within half a bit of log2 N, below 0.9 of it.
   */
  @Test
  void aSmallProbeSetIsSaturatedWithinHalfABitOfItsSize() throws Exception {
    double[] values = new double[16];
    Arrays.setAll(values, row -> (row < 2 ? 0 : row < 5 ? 2 : row) / 16.0);
    List<Reading> readings =
        plane()
            .measure(Snapshots.of(new int[16], Snapshots.seen(Snapshots.tanh(0), values, 1)))
            .readings();
    Reading input = input(readings, PlaneEstimator.BINNED);
    assertThat(input.value()).isBetween(3.5, 0.9 * 4);
    assertThat(input.flags()).contains(Flag.SATURATED);
  }

  /** One unit whose sign is the label: a full reading that is no artefact. */
  @Test
  void labelsThatAreReadInFullAreAtTheirCeilingNotSaturated() throws Exception {
    int[] labels = Snapshots.labels(1000, 2);
    double[] signs = Arrays.stream(labels).mapToDouble(label -> label - 0.5).toArray();
    InformationPlane plane =
        new InformationPlane(settings(Discretizer.activationRange(2), Noise.relative(0.1), 20));
    List<Reading> readings =
        plane.measure(Snapshots.of(labels, Snapshots.seen(Snapshots.tanh(0), signs, 1))).readings();
    assertThat(label(readings, PlaneEstimator.BINNED).value()).isCloseTo(1, within(1e-12));
    assertThat(label(readings, PlaneEstimator.BINNED).flags())
        .containsExactly(Flag.AT_CEILING, Flag.BEYOND_AUDIT); // two bins were not audited
    assertThat(input(readings, PlaneEstimator.BINNED).flags()).containsExactly(Flag.SATURATED);
  }

  @Test
  void labelsThatHaveNothingToDoWithTheLayerAreNotAboveTheirNull() throws Exception {
    int[] permuted = Generators.permuted(LABELS, 5);
    LayerSnapshot layer =
        Snapshots.seen(Snapshots.tanh(0), Snapshots.clusters(2, LABELS, 1, 1.2), 1);
    List<Reading> readings = plane().measure(Snapshots.of(permuted, layer)).readings();
    for (PlaneEstimator estimator : ESTIMATORS) {
      assertThat(label(readings, estimator).flags()).contains(Flag.NOT_ABOVE_NULL);
    }
  }

  /** An untrained network: its first layers read the labels in full, and shuffled ones too. */
  @ParameterizedTest(name = "layer {0}: {1}; {2}")
  @CsvSource({
    "0, SATURATED UNDERSAMPLED, SATURATED UNDERSAMPLED NOT_ABOVE_NULL BEYOND_AUDIT",
    "1, SATURATED UNDERSAMPLED, SATURATED UNDERSAMPLED NOT_ABOVE_NULL BEYOND_AUDIT",
    "4, UNDERSAMPLED, UNDERSAMPLED MOSTLY_NULL BEYOND_AUDIT",
    "5, '', ''"
  })
  void theReferenceTaskIsFlagged(int layer, String inputFlags, String labelFlags) throws Exception {
    Generators.Task task = Generators.b1a();
    LayerSnapshot seen =
        Snapshots.seen(Snapshots.tanh(0), task.layers().get(layer), task.units(layer));
    List<Reading> readings = plane().measure(Snapshots.of(task.labels(), seen)).readings();
    GoldenCases.Case expected = GoldenCases.of("b1a.layer" + layer);
    expected.check("floor_2over30.H", input(readings, PlaneEstimator.BINNED).value());
    expected.check("floor_2over30.I_TY", label(readings, PlaneEstimator.BINNED).value());
    assertThat(names(input(readings, PlaneEstimator.BINNED))).isEqualTo(inputFlags);
    assertThat(names(label(readings, PlaneEstimator.BINNED))).isEqualTo(labelFlags);
  }

  private static String names(Reading reading) {
    return String.join(" ", reading.flags().stream().map(Flag::name).toList());
  }

  @Test
  void settingsNeedAnEstimatorAndNoNegativeShuffles() {
    Discretizer rule = Discretizer.activationRange(30);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlaneSettings(Set.of(), rule, Noise.relative(0.1), 0, 0))
        .withMessage("estimators (none) must be at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(rule, Noise.relative(0.1), -1))
        .withMessage("shuffles (-1) must be >= 0");
    assertThat(PlaneSettings.defaults().withSeed(3).seed()).isEqualTo(3);
  }

  /** Values that count how many rows were copied out. */
  private static final class Counted implements Activations {
    private final Activations values;
    private int copied;

    Counted(double... values) {
      this.values = Activations.of(values, 3);
    }

    @Override
    public int examples() {
      return values.examples();
    }

    @Override
    public int units() {
      return values.units();
    }

    @Override
    public void copy(int first, int rows, double[] into) {
      copied += rows;
      values.copy(first, rows, into);
    }
  }

  @Test
  void aLayerWhoseValuesStayTheSameIsReadOnceAndOneThatChangesAgain() throws Exception {
    double[] values = Snapshots.clusters(1, LABELS, 3, 1);
    Counted frozen = new Counted(values.clone());
    InformationPlane plane = plane();
    List<Reading> first =
        plane
            .measure(Snapshots.of(LABELS, new LayerSnapshot(Snapshots.tanh(0), frozen)))
            .readings();
    Counted same = new Counted(values.clone());
    assertThat(
            plane
                .measure(Snapshots.of(LABELS, new LayerSnapshot(Snapshots.tanh(0), same)))
                .readings())
        .isEqualTo(first);
    assertThat(same.copied).isEqualTo(LABELS.length).isLessThan(frozen.copied);
    values[17] = Math.nextUp(values[17]) + 0.3;
    LayerSnapshot changed = Snapshots.seen(Snapshots.tanh(0), values, 3);
    assertThat(plane.measure(Snapshots.of(LABELS, changed)).readings())
        .isEqualTo(measure(changed))
        .isNotEqualTo(first);
    int[] others = LABELS.clone();
    others[0] = 2;
    assertThat(plane.measure(Snapshots.of(others, changed)).readings())
        .isEqualTo(plane().measure(Snapshots.of(others, changed)).readings());
  }
}
