// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NeuronMatricesTest {
  private static final int ROWS = 400;
  private static final int CLASSES = 4;
  private static final int[] LABELS = Snapshots.labels(ROWS, CLASSES);

  private static Map<Metric, Matrix> measure(double[] values, int units, int top) {
    LayerSnapshot seen = Snapshots.seen(Snapshots.tanh(0), values, units);
    return new NeuronImportance(NeuronSettings.defaults().withTop(top).withPermutations(0))
        .measure(Snapshots.of(LABELS, seen)).matrices().stream()
            .collect(Collectors.toMap(Matrix::metric, matrix -> matrix));
  }

  private static double[] random(int units, long seed) {
    return new SplittableRandom(seed).doubles((long) ROWS * units, -1, 1).toArray();
  }

  @Test
  void quantitiesAreThoseOfTheNeurons() {
    double[] values = random(5, 3);
    LayerSnapshot seen = Snapshots.seen(Snapshots.tanh(0), values, 5);
    LayerNeurons neurons =
        new NeuronImportance(NeuronSettings.defaults()).neurons(seen, Snapshots.of(LABELS, seen));
    Matrix matrix = measure(values, 5, 16).get(NeuronMetrics.QUANTITIES);
    assertThat(matrix.rows()).containsExactly("entropy", "label information", "KL selectivity");
    assertThat(matrix.columns()).containsExactly("0", "1", "2", "3", "4");
    for (int unit = 0; unit < 5; unit++) {
      Neuron neuron = neurons.neurons().get(unit);
      assertThat(matrix.value(0, unit)).isEqualTo(neuron.entropy().bits());
      assertThat(matrix.value(1, unit)).isEqualTo(neuron.labelInformation().bits());
      assertThat(matrix.value(2, unit)).isEqualTo(neuron.selectivity().bits());
    }
  }

  /** The largest divergence of a neuron is its selectivity; weighted by class they are I. */
  @Test
  void divergencesPerClassAddUpToWhatTheNeuronReads() {
    double[] values = random(30, 4);
    Map<Metric, Matrix> found = measure(values, 30, 6);
    Matrix classes = found.get(NeuronMetrics.CLASSES);
    Matrix quantities = found.get(NeuronMetrics.QUANTITIES);
    assertThat(classes.rows()).hasSize(6);
    assertThat(classes.columns()).containsExactly("0", "1", "2", "3");
    double last = Double.POSITIVE_INFINITY;
    for (int row = 0; row < 6; row++) {
      int unit = Integer.parseInt(classes.rows().get(row));
      double[] divergences = Arrays.copyOfRange(classes.values(), row * 4, row * 4 + 4);
      double most = Arrays.stream(divergences).max().orElseThrow();
      double mean = Arrays.stream(divergences).average().orElseThrow(); // classes of equal size
      assertThat(most)
          .isCloseTo(quantities.value(2, unit), within(1e-12))
          .isLessThanOrEqualTo(last);
      assertThat(mean).isCloseTo(quantities.value(1, unit), within(1e-12));
      last = most;
    }
  }

  @Test
  void aNeuronThatIsOneClassStandsOutInItsColumn() {
    double[] values = new double[ROWS];
    Arrays.setAll(values, row -> LABELS[row] == 2 ? 1 : -1);
    Matrix classes = measure(values, 1, 16).get(NeuronMetrics.CLASSES);
    assertThat(classes.value(0, 2)).isCloseTo(2, within(1e-12));
    assertThat(classes.value(0, 1)).isCloseTo(Math.log(4.0 / 3) / Math.log(2), within(1e-12));
  }

  @Test
  void neuronsOfWhichSomethingIsToBeSaidAreListedAndNoOthers() {
    double[] values = random(7, 5);
    for (int row = 0; row < ROWS; row++) {
      int at = row * 7;
      values[at + 1] = 0.3; // dead
      values[at + 2] = 1 + Math.abs(values[at + 2]); // always on
      values[at + 4] = -1 - Math.abs(values[at + 4]); // always off
      values[at + 5] = values[at]; // duplicate of 0
      values[at + 6] = 2 * values[at + 3]; // same code as 3
    }
    Matrix state = measure(values, 7, 16).get(NeuronMetrics.STATE);
    assertThat(state.rows())
        .containsExactly("dead", "always on", "always off", "duplicate", "same code");
    assertThat(state.columns()).containsExactly("1", "2", "4", "5", "6");
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < 5; column++) {
        assertThat(state.value(row, column)).isEqualTo(row == column ? 1 : 0);
      }
    }
    assertThat(measure(random(4, 6), 4, 16)).doesNotContainKey(NeuronMetrics.STATE);
  }

  @Test
  void wideLayersAreCutToThoseThatSayMost() {
    int units = 300;
    double[] values = random(units, 7);
    Matrix matrix = measure(values, units, 16).get(NeuronMetrics.QUANTITIES);
    assertThat(matrix.columns()).hasSize(128);
    List<Integer> shown = matrix.columns().stream().map(Integer::valueOf).toList();
    assertThat(shown).isSorted();
    LayerSnapshot seen = Snapshots.seen(Snapshots.tanh(0), values, units);
    double[] all =
        NeuronQuantity.LABEL_INFORMATION.of(
            new NeuronImportance(NeuronSettings.defaults())
                .neurons(seen, Snapshots.of(LABELS, seen)));
    double least = shown.stream().mapToDouble(unit -> all[unit]).min().orElseThrow();
    for (int unit = 0; unit < units; unit++) {
      assertThat(shown.contains(unit) || all[unit] <= least).isTrue();
    }
  }

  @Test
  void whatCannotBeReadIsNanInTheMatricesToo() {
    double[] values = random(3, 8);
    values[4] = Double.NaN;
    Map<Metric, Matrix> found = measure(values, 3, 16);
    assertThat(found.get(NeuronMetrics.QUANTITIES).value(0, 1)).isNaN();
    assertThat(found.get(NeuronMetrics.QUANTITIES).value(0, 0)).isNotNaN();
    Matrix classes = found.get(NeuronMetrics.CLASSES);
    assertThat(classes.value(classes.rows().indexOf("1"), 0)).isNaN();
    assertThat(Optional.ofNullable(found.get(NeuronMetrics.STATE))).isEmpty();
  }

  /** A table per class and unit of a million classes would not fit into memory. */
  @Test
  @Tried(value = "a probe set of a million classes", area = Area.RESOURCES)
  void classesThatDoNotOccurCostNothingAndReadNan() {
    double[] values = random(40, 10);
    LayerSnapshot seen = Snapshots.seen(Snapshots.tanh(0), values, 40);
    int[] far = Arrays.stream(LABELS).map(label -> label == 0 ? 0 : 999_996 + label).toArray();
    NeuronImportance near = new NeuronImportance(NeuronSettings.defaults());
    NeuronImportance same = new NeuronImportance(NeuronSettings.defaults());
    Findings few = near.measure(Snapshots.of(LABELS, seen));
    Findings many = same.measure(Snapshots.of(far, seen));
    assertThat(many.readings()).isEqualTo(few.readings());
    Matrix classes =
        many.matrices().stream()
            .filter(matrix -> matrix.metric() == NeuronMetrics.CLASSES)
            .findFirst()
            .orElseThrow();
    assertThat(classes.value(0, 0)).isNotNaN();
    assertThat(classes.value(0, 1)).isNaN();
  }

  @Test
  void withoutTopNeuronsThereIsNoTableOfClasses() {
    assertThat(measure(random(3, 9), 3, 0)).containsOnlyKeys(NeuronMetrics.QUANTITIES);
  }
}
