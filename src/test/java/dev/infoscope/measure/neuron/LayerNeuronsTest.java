// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LayerNeuronsTest {
  private static final int ROWS = 400;
  private static final int[] LABELS = labels(ROWS);

  private static int[] labels(int rows) {
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = row % 4;
    }
    return labels;
  }

  /** Columns of numbers made from the row's index. */
  private interface Column {
    double at(int row);
  }

  private static LayerNeurons read(Column... columns) {
    double[] values = new double[ROWS * columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns[i % columns.length].at(i / columns.length);
    }
    return read(Activations.of(values, columns.length), LABELS, 4);
  }

  private static LayerNeurons read(Activations activations, int[] labels, int classes) {
    Bins edges = Bins.above(0).forUnits(activations.units());
    NeuronTable table = new NeuronCounts(edges, classes).accept(activations, labels).snapshot();
    return LayerNeurons.of(table, 200, 3);
  }

  private static Column noise(long seed) {
    double[] values = new SplittableRandom(seed).doubles(ROWS, -1, 1).toArray();
    return row -> values[row];
  }

  @Test
  void deadAlwaysOnAlwaysOffAndRepeatedNeuronsAreListed() {
    Column noise = noise(1);
    LayerNeurons read =
        read(
            noise,
            row -> 0,
            row -> 2 + noise.at(row),
            row -> -2 + noise.at(row),
            noise,
            row -> 2 * noise.at(row),
            noise(2),
            row -> 7,
            noise);
    assertThat(read.dead()).containsExactly(1, 7);
    assertThat(read.alwaysOn()).containsExactly(2);
    assertThat(read.alwaysOff()).containsExactly(3);
    assertThat(read.duplicates()).containsExactly(new DuplicateUnit(4, 0), new DuplicateUnit(8, 0));
    assertThat(read.sameCode()).containsExactly(new DuplicateUnit(5, 0));
  }

  @Test
  void columnsThatAgreeOnAllButOneRowAreNoDuplicates() {
    Column noise = noise(1);
    LayerNeurons read = read(noise, row -> row == 17 ? 0.5 : noise.at(row), row -> -noise.at(row));
    assertThat(read.duplicates()).isEmpty();
  }

  @Test
  void columnsWithTheSameValuesInOtherRowsAreNoDuplicates() {
    LayerNeurons read = read(row -> row & 1, row -> 1 - (row & 1), row -> row >> 1 & 1);
    assertThat(read.duplicates()).isEmpty();
    assertThat(read.sameCode()).isEmpty();
  }

  @Test
  void deadNeuronsReadZeroWithAFlag() {
    Neuron dead = read(noise(1), row -> 7).neurons().get(1);
    for (Estimate estimate :
        new Estimate[] {dead.entropy(), dead.labelInformation(), dead.selectivity()}) {
      assertThat(estimate.bits()).isZero();
      assertThat(estimate.flags()).contains(Flag.CONSTANT);
    }
  }

  @Test
  void aNeuronThatKnowsTheClassIsAboveChanceAndNoiseIsNot() {
    LayerNeurons read = read(row -> row % 4 == 2 ? 1 : -1, noise(5));
    Neuron knows = read.neurons().get(0);
    assertThat(knows.selectivity().bits()).isCloseTo(2, within(1e-12));
    assertThat(knows.selectivity().flags()).containsExactly(Flag.AT_CEILING);
    assertThat(knows.labelInformation().uncertainty().ceiling()).isEqualTo(knows.entropy().bits());
    assertThat(knows.labelInformation().uncertainty().shuffled())
        .isEqualTo(knows.underPermutation().information());
    assertThat(read.isInformative(0)).isTrue();
    assertThat(read.isInformative(1)).isFalse();
    assertThat(read.neurons().get(1).labelInformation().flags())
        .contains(Flag.NOT_ABOVE_NULL, Flag.MOSTLY_NULL);
    assertThat(read.neurons().get(1).correctedInformation())
        .isLessThan(read.neurons().get(1).labelInformation().bits());
  }

  @Test
  void oneNeuronThatIsNotFiniteLeavesTheOthersAlone() {
    Column noise = noise(1);
    LayerNeurons read = read(row -> row == 3 ? Double.NaN : 1, noise, row -> row / 0.0, noise);
    for (int unit : new int[] {0, 2}) {
      Neuron broken = read.neurons().get(unit);
      assertThat(broken.entropy().bits()).isNaN();
      assertThat(broken.selectivity().flags()).containsExactly(Flag.NOT_FINITE);
      assertThat(read.isInformative(unit)).isFalse();
    }
    assertThat(read.neurons().get(1).entropy().bits()).isPositive();
    assertThat(read.duplicates()).containsExactly(new DuplicateUnit(3, 1));
    assertThat(read.dead()).isEmpty();
  }

  @Test
  void withoutSamplesNothingIsKnown() {
    LayerNeurons read = read(Activations.of(new double[0], 3), new int[0], 2);
    assertThat(read.neurons())
        .allSatisfy(
            neuron -> {
              assertThat(neuron.labelInformation().bits()).isNaN();
              assertThat(neuron.labelInformation().flags()).containsExactly(Flag.UNDERSAMPLED);
            });
    assertThat(read.dead()).isEmpty();
  }

  @Test
  void withoutPermutationsThereIsNoNull() {
    NeuronTable table =
        new NeuronCounts(Bins.above(0).forUnits(1), 2)
            .accept(Activations.of(new double[] {1, -1}, 1), new int[] {0, 1})
            .snapshot();
    LayerNeurons read = LayerNeurons.of(table, 0, 1);
    assertThat(read.informationThreshold()).isNaN();
    assertThat(read.neurons().get(0).labelInformation().bits()).isEqualTo(1);
    assertThat(read.neurons().get(0).labelInformation().flags()).contains(Flag.NO_NULL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerNeurons.of(table, -1, 1))
        .withMessage("permutations (-1) must be >= 0");
  }

  @Test
  void classSelectivityIsThatOfTheWorkedExample() {
    int[] ones = {1, 2, 4};
    int[] sizes = {8, 8, 4};
    double[] values = new double[20];
    int[] labels = new int[20];
    for (int label = 0, row = 0; label < 3; label++) {
      for (int i = 0; i < sizes[label]; i++, row++) {
        labels[row] = label;
        values[row] = i < ones[label] ? 1 : 0;
      }
    }
    Neuron read = read(Activations.of(values, 1), labels, 4).neurons().get(0);
    assertThat(read.classSelectivity()).isCloseTo(0.684211, within(1e-6));
    assertThat(read.selectivity().bits()).isCloseTo(1.514573, within(1e-6));
  }

  @Test
  void classSelectivityIsNotDefinedForNegativeValuesSilenceOrOneClass() {
    LayerNeurons read = read(noise(1), row -> 0, row -> 1);
    assertThat(read.neurons().get(0).classSelectivity()).isNaN();
    assertThat(read.neurons().get(1).classSelectivity()).isNaN();
    assertThat(read.neurons().get(2).classSelectivity()).isZero();
    Activations one = Activations.of(new double[] {1, 2}, 1);
    assertThat(read(one, new int[2], 1).neurons().get(0).classSelectivity()).isNaN();
  }
}
