// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Activation;
import dev.infoscope.network.Intervention;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AblationMeasureTest {
  private static final int ROWS = 400;
  private static final AblationSettings EVERY =
      AblationSettings.defaults().withEveryEpochs(1).withPoints(1000);

  private final SplittableRandom random = new SplittableRandom(8);
  private final Activations inputs = Activations.of(Networks.uniform(random, ROWS * 6, 1), 6);
  private final DenseNetwork network = Networks.random(random, Activation.tanh(), 6, 12, 9, 4);

  private Snapshot snapshot(int epoch, boolean chain) {
    DenseAccess access = new DenseAccess(network, inputs, chain);
    int[] labels = access.predictions(Snapshots.linear(0), Intervention.none());
    return access.snapshot(epoch, labels);
  }

  private static Map<String, double[]> curves(Findings findings, int layer) {
    Matrix matrix = findings.matrices().get(layer);
    Map<String, double[]> curves = new java.util.HashMap<>();
    int columns = matrix.columns().size();
    for (int row = 0; row < matrix.rows().size(); row++) {
      curves.put(
          matrix.rows().get(row),
          Arrays.copyOfRange(matrix.values(), row * columns, (row + 1) * columns));
    }
    return curves;
  }

  private static double value(Findings findings, Metric metric, Map<String, String> labels) {
    return findings.readings().stream()
        .filter(reading -> reading.metric() == metric && reading.labels().equals(labels))
        .mapToDouble(Reading::value)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(AblationValue.class)
  void theShortWayThroughDenseLayersGivesTheCurvesOfFullPasses(AblationValue value) {
    AblationSettings settings = EVERY.withValue(value);
    Findings fast = new AblationMeasure(settings, 0).measure(snapshot(1, true));
    Findings full = new AblationMeasure(settings, 0).measure(snapshot(1, false));
    assertThat(fast.matrices()).hasSize(2);
    for (int layer : new int[] {0, 1}) {
      Map<String, double[]> curves = curves(fast, layer);
      assertThat(curves).hasSize(10); // four rankings both ways, mean and deviation of random ones
      curves(full, layer)
          .forEach(
              (order, curve) -> assertThat(curves.get(order)).containsExactly(curve, within(1e-5)));
    }
    assertThat(fast.readings()).hasSameSizeAs(full.readings());
  }

  /** Every label of the examples that rank is wrong, so that only the others can be right. */
  @Test
  void accuracyIsTakenOnOtherExamplesThanTheRanking() {
    Snapshot right = snapshot(1, true);
    int[] labels = right.labels().clone();
    for (int row = 0; row < ROWS; row += 2) {
      labels[row] = (labels[row] + 1) % 4;
    }
    Snapshot half =
        new Snapshot(
            right.moment(), labels, 4, right.predictions(), right.layers(), right.access());
    Findings findings = new AblationMeasure(EVERY, 0).measure(half);
    assertThat(curves(findings, 0).get("random, mean")[0]).isEqualTo(1);
    assertThat(findings.readings().get(0).uncertainty().samples()).isEqualTo(ROWS / 2);
  }

  @Test
  void readingsAreThoseOfTheCurves() {
    Findings findings = new AblationMeasure(EVERY, 0).measure(snapshot(1, true));
    Map<String, double[]> curves = curves(findings, 0);
    Map<String, String> order = Map.of("ranking", "label information", "direction", "high first");
    double[] curve = curves.get("label information, high first");
    double area = Arrays.stream(curve).average().orElseThrow();
    double random = Arrays.stream(curves.get("random, mean")).average().orElseThrow();
    assertThat(curve).hasSize(13);
    assertThat(value(findings, AblationMetrics.AREA, order)).isCloseTo(area, within(1e-12));
    assertThat(value(findings, AblationMetrics.RANDOM_AREA, Map.of()))
        .isCloseTo(random, within(1e-12));
    assertThat(value(findings, AblationMetrics.AREA_DIFFERENCE, order))
        .isCloseTo(area - random, within(1e-12));
    int damage = 0;
    while (damage < curve.length && curve[damage] >= 0.95 * curve[0]) {
      damage++;
    }
    assertThat(value(findings, AblationMetrics.DAMAGE, order)).isEqualTo(damage);
    assertThat(value(findings, AblationMetrics.EPOCH, Map.of())).isEqualTo(1);
    assertThat(findings.readings().get(0).layer().reduction()).isEqualTo("ablated to mean");
  }

  @Test
  void curvesAreTakenWhenTheyAreDueAndReadingsStayInBetween() {
    AblationMeasure measure = new AblationMeasure(EVERY.withEveryEpochs(3), 7);
    for (int epoch = 1; epoch <= 7; epoch++) {
      Findings findings = measure.measure(snapshot(epoch, true));
      boolean due = epoch == 3 || epoch == 6 || epoch == 7;
      assertThat(findings.matrices()).as("epoch %d", epoch).hasSize(due ? 2 : 0);
      if (epoch < 3) {
        assertThat(findings.readings()).isEmpty();
      } else {
        assertThat(value(findings, AblationMetrics.EPOCH, Map.of()))
            .isEqualTo(epoch == 7 ? 7 : epoch / 3 * 3);
      }
    }
    assertThat(measure.measure(snapshot(7, true)).matrices()).isEmpty();
  }

  @Test
  void byDefaultOnlyTheLastPlannedEpochIsDue() {
    AblationMeasure measure = new AblationMeasure(AblationSettings.defaults(), 5);
    assertThat(measure.measure(snapshot(4, true)).readings()).isEmpty();
    assertThat(measure.measure(snapshot(5, true)).matrices()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 7, 13, 50})
  void pointsBoundTheNumberOfPassesAndCurvesAreStraightBetween(int points) {
    Snapshot snapshot = snapshot(1, false);
    DenseAccess access = (DenseAccess) snapshot.access();
    Findings all = new AblationMeasure(EVERY, 0).measure(snapshot);
    access.tried.clear();
    Findings some = new AblationMeasure(EVERY.withPoints(points), 0).measure(snapshot);
    // one quantity of the first layer and two of the second have ties: ten curves both ways
    int first = 8 + 10 + 9 * 2;
    int second = 8 + 10 + 9 * 4;
    int between = first * (Math.min(points, 13) - 2) + second * (Math.min(points, 10) - 2);
    assertThat(access.tried).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(4 + between);
    double[] exact = curves(all, 0).get("entropy, low first");
    double[] straight = curves(some, 0).get("entropy, low first");
    assertThat(straight).hasSize(13);
    int measured = Math.min(points, 13);
    for (int point = 0; point < measured; point++) {
      int k = point * 12 / (measured - 1);
      assertThat(straight[k]).isEqualTo(exact[k]);
    }
    if (points == 2) {
      assertThat(straight[3]).isCloseTo(0.75 * exact[0] + 0.25 * exact[12], within(1e-12));
    }
  }

  @Test
  void withoutNetworkAccessOrClassesThereIsNothing() {
    Snapshot whole = snapshot(1, true);
    for (Snapshot poor :
        List.of(
            new Snapshot(
                whole.moment(), whole.labels(), 4, whole.predictions(), whole.layers(), null),
            new Snapshot(
                whole.moment(), whole.labels(), 4, null, whole.layers(), whole.access()))) {
      Findings findings = new AblationMeasure(EVERY, 0).measure(poor);
      assertThat(findings.readings()).isEmpty();
      assertThat(findings.matrices()).isEmpty();
    }
  }

  @Test
  void aLayerWithNanIsLeftOut() {
    Snapshot whole = snapshot(1, true);
    double[] values = new double[ROWS * 12];
    values[5] = Double.NaN;
    Snapshot sick =
        new Snapshot(
            whole.moment(),
            whole.labels(),
            4,
            whole.predictions(),
            List.of(Snapshots.seen(Snapshots.linear(0), values, 12), whole.layers().get(1)),
            whole.access());
    assertThat(new AblationMeasure(EVERY, 0).measure(sick).matrices())
        .extracting(matrix -> matrix.layer().index())
        .containsExactly(1);
  }

  @Test
  void settingsAreChecked() {
    AblationSettings settings = AblationSettings.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withRandomOrders(9))
        .withMessage("randomOrders (9) must be >= 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withPoints(1))
        .withMessage("points (1) must be >= 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withEveryEpochs(0))
        .withMessage("everyEpochs (0) must be >= 1");
    assertThat(settings.withSeed(4).withRule(Discretizer.twoMeans()).rule().toString())
        .isEqualTo("2means");
  }
}
