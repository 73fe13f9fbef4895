// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.ClassedRows;
import dev.infoscope.network.Moment;
import dev.infoscope.network.OutputSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.ValueErrors;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden values: numpy 2.4.6 and {@code scipy.stats.binomtest} of SciPy 1.17.1. */
class ProbeScoresTest {
  private static final int[] LABELS = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
  private static final int[] SAID = {0, 0, 0, 0, 1, 2, 1, 1, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 1};

  private static List<Reading> read(OutputSnapshot... outputs) {
    Snapshot snapshot =
        new Snapshot(
            new Moment(1, 1, Instant.EPOCH, 0.5),
            new int[20],
            2,
            null,
            List.of(),
            List.of(),
            List.of(outputs),
            List.of(),
            null);
    return new ProbeScores().measure(snapshot).readings();
  }

  private static OutputSnapshot classes(int[] labels, int[] said) {
    return new OutputSnapshot("out", 20, 0.25, new ClassedRows(labels, said), null);
  }

  private static OutputSnapshot values(double[][] said, double[][] targets) {
    ValueErrors errors = new ValueErrors(said[0].length);
    for (int row = 0; row < said.length; row++) {
      for (int column = 0; column < said[row].length; column++) {
        errors.add(column, said[row][column], targets[row][column]);
      }
    }
    return new OutputSnapshot("out", 20, 0.25, null, errors);
  }

  private static Reading find(List<Reading> readings, Metric metric, @Nullable String kind) {
    return readings.stream()
        .filter(reading -> reading.metric().equals(metric))
        .filter(reading -> kind == null || kind.equals(reading.labels().get("accuracy")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void accuraciesAndTheirIntervalsAreThoseOfSciPy() {
    List<Reading> readings = read(classes(LABELS, SAID));
    assertThat(find(readings, ProbeMetrics.ACCURACY, null).value()).isEqualTo(0.75);
    assertThat(find(readings, ProbeMetrics.BALANCED_ACCURACY, null).value())
        .isCloseTo(0.7171717171717171, within(1e-14));
    assertThat(find(readings, ProbeMetrics.ACCURACY_LOW, "top").value())
        .isCloseTo(0.5312991223812561, within(1e-14));
    assertThat(find(readings, ProbeMetrics.ACCURACY_HIGH, "top").value())
        .isCloseTo(0.8881382985923344, within(1e-14));
    assertThat(find(readings, ProbeMetrics.ACCURACY_LOW, "balanced").value())
        .isCloseTo(0.49801736672281904, within(1e-14));
    assertThat(find(readings, ProbeMetrics.ACCURACY_HIGH, "balanced").value())
        .isCloseTo(0.8449200002620962, within(1e-14));
    assertThat(find(readings, ProbeMetrics.LOSS, null).value()).isEqualTo(0.25);
    assertThat(readings).allSatisfy(r -> assertThat(r.labels()).containsEntry("output", "out"));
  }

  @Test
  void errorsOfPredictedValuesAreThoseOfNumpy() {
    List<Reading> readings =
        read(
            values(
                new double[][] {{1.5, 9}, {1, -2}, {5, 2}, {7, 1}},
                new double[][] {{1, 10}, {2, -3}, {4, 2}, {8, 0.5}}));
    assertThat(find(readings, ProbeMetrics.R2, null).value())
        .isCloseTo(0.931073023102508, within(1e-14));
    assertThat(find(readings, ProbeMetrics.RMSE, null).value())
        .isCloseTo(0.82915619758885, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theNamesOfTheClassesAndTheOrderOfTheExamplesDoNotMatter(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = random.ints(200, 0, 4).toArray();
    int[] said = Arrays.stream(labels).map(l -> random.nextInt(3) == 0 ? 0 : l).toArray();
    int[] renamed = new int[200];
    int[] renamedSaid = new int[200];
    for (int row = 0; row < 200; row++) {
      renamed[199 - row] = (labels[row] + 7) % 11;
      renamedSaid[199 - row] = (said[row] + 7) % 11;
    }
    double[] one = read(classes(labels, said)).stream().mapToDouble(Reading::value).toArray();
    double[] other =
        read(classes(renamed, renamedSaid)).stream().mapToDouble(Reading::value).toArray();
    assertThat(other).containsExactly(one, within(1e-14));
  }

  @Test
  void ofClassesOfEqualSizeBothAccuraciesAreEqual() {
    int[] labels = new int[90];
    Arrays.setAll(labels, row -> row % 3);
    int[] said = labels.clone();
    Arrays.fill(said, 0, 20, 1);
    ClassScores scores = new ClassScores(new ClassedRows(labels, said));
    assertThat(scores.balanced()).isCloseTo(scores.accuracy(), within(1e-14));
  }

  @Test
  void ofOneClassBothIntervalsAreEqualAndNothingIsProved() {
    List<Reading> readings = read(classes(new int[10], new int[10]));
    assertThat(find(readings, ProbeMetrics.ACCURACY_LOW, "balanced").value())
        .isCloseTo(find(readings, ProbeMetrics.ACCURACY_LOW, "top").value(), within(1e-14));
    assertThat(find(readings, ProbeMetrics.ACCURACY, null).value()).isEqualTo(1);
    assertThat(find(readings, ProbeMetrics.ACCURACY, null).flags()).containsExactly(Flag.AT_CHANCE);
  }

  @Test
  void sayingTheLargestClassIsFlagged() {
    assertThat(find(read(classes(LABELS, filled(2))), ProbeMetrics.ACCURACY, null).flags())
        .containsExactly(Flag.AT_CHANCE);
    assertThat(find(read(classes(LABELS, SAID)), ProbeMetrics.ACCURACY, null).flags()).isEmpty();
  }

  private static int[] filled(int with) {
    int[] said = new int[LABELS.length];
    Arrays.fill(said, with);
    return said;
  }

  @Test
  void anOutputThatIsNotFiniteHasNoAccuracyAndNoLoss() {
    int[] said = SAID.clone();
    said[3] = ClassedRows.NONE;
    OutputSnapshot broken =
        new OutputSnapshot("out", 20, Double.NaN, new ClassedRows(LABELS, said), null);
    assertThat(read(broken))
        .hasSize(7)
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isNaN();
              assertThat(reading.flags()).containsExactly(Flag.NOT_FINITE);
            });
    OutputSnapshot values = values(new double[][] {{Double.NaN}, {2}}, new double[][] {{1}, {2}});
    for (Metric metric : List.of(ProbeMetrics.R2, ProbeMetrics.RMSE)) {
      assertThat(find(read(values), metric, null).value()).isNaN();
      assertThat(find(read(values), metric, null).flags()).containsExactly(Flag.NOT_FINITE);
    }
  }

  @Test
  void withoutExamplesNothingIsRead() {
    assertThat(find(read(classes(new int[0], new int[0])), ProbeMetrics.ACCURACY, null).flags())
        .containsExactly(Flag.NO_TARGETS);
    OutputSnapshot none = new OutputSnapshot("out", 0, null, null, new ValueErrors(2));
    assertThat(find(read(none), ProbeMetrics.RMSE, null).flags()).containsExactly(Flag.NO_TARGETS);
    assertThat(find(read(none), ProbeMetrics.R2, null).value()).isNaN();
    assertThat(find(read(none), ProbeMetrics.LOSS, null).flags()).containsExactly(Flag.NO_TARGETS);
  }

  @Test
  void constantTargetsHaveAnErrorButNoR2() {
    List<Reading> one = read(values(new double[][] {{1}, {3}}, new double[][] {{2}, {2}}));
    assertThat(find(one, ProbeMetrics.RMSE, null).value()).isEqualTo(1);
    assertThat(find(one, ProbeMetrics.R2, null).value()).isNaN();
    assertThat(find(one, ProbeMetrics.R2, null).flags()).containsExactly(Flag.UNDEFINED);
    List<Reading> two =
        read(values(new double[][] {{1, 1}, {3, 2}}, new double[][] {{2, 1}, {2, 2}}));
    assertThat(find(two, ProbeMetrics.R2, null).value()).isEqualTo(1);
    assertThat(find(two, ProbeMetrics.R2, null).obtained())
        .isEqualTo("1 of 2 units left out, whose targets are constant");
  }

  @Test
  void theMeanOfTheTargetsHasAnR2OfNothingHoweverLargeItIs() {
    double[][] targets = {{1e9}, {1e9 + 1}, {1e9 + 2}, {1e9 + 3}};
    double[][] mean = {{1e9 + 1.5}, {1e9 + 1.5}, {1e9 + 1.5}, {1e9 + 1.5}};
    List<Reading> readings = read(values(mean, targets));
    assertThat(find(readings, ProbeMetrics.R2, null).value()).isCloseTo(0, within(1e-9));
  }

  @Test
  void labelsArePartOfTheContract() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassedRows(new int[2], new int[3]))
        .withMessage("3 predictions must be as many as labels (2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassedRows(new int[] {0, -1}, new int[2]))
        .withMessage("label -1 of row 1 must be >= 0");
  }
}
