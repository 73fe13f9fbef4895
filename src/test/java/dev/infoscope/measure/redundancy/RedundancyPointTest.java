// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.redundancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedundancyPointTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final int TIMES = 64;

  /** Reads all units of a layer as one group. */
  private static RedundancyPoint read(double[] values, int units, int... labels) {
    int[][] all = {IntStream.range(0, units).toArray()};
    return groups(values, units, all, labels);
  }

  private static RedundancyPoint groups(double[] values, int units, int[][] groups, int... labels) {
    Bins bins = Bins.above(0).forUnits(units);
    return RedundancyPoint.of(Activations.of(values, units), bins, groups, labels, 20, 1);
  }

  /** All patterns of so many signs, each equally often; the label follows from the pattern. */
  private static RedundancyPoint signs(int units, IntUnaryOperator label) {
    int rows = TIMES << units;
    double[] values = new double[rows * units];
    Arrays.setAll(values, i -> (i / units >> i % units & 1) == 1 ? 1 : -1);
    int[] labels = new int[rows];
    Arrays.setAll(labels, row -> label.applyAsInt(row & (1 << units) - 1));
    return read(values, units, labels);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void theProductOfSignsCanBeHadFromNoneAndDependsOnAll(int units) {
    RedundancyPoint point = signs(units, pattern -> Integer.bitCount(pattern) & 1);
    assertThat(point.redundancy().value()).isCloseTo(0, EXACT);
    assertThat(point.vulnerability().value()).isCloseTo(units, EXACT);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 100})
  void copiesOfOneSignalAllHaveItAndAnyCanGo(int copies) {
    int rows = 200;
    double[] values = new double[rows * copies];
    Arrays.setAll(values, i -> i / copies % 2 - 0.5);
    RedundancyPoint point = read(values, copies, Snapshots.labels(rows, 2));
    assertThat(point.redundancy().value()).isCloseTo(copies, EXACT);
    assertThat(point.vulnerability().value()).isZero();
    assertThat(point.redundancy().flags()).isEmpty();
  }

  @Test
  void unitsThatSayDifferentThingsAreAtOne() {
    RedundancyPoint point = signs(3, pattern -> pattern);
    assertThat(point.redundancy().value()).isCloseTo(1, EXACT);
    assertThat(point.vulnerability().value()).isCloseTo(1, EXACT);
  }

  /** I(T_1;Y) = 3/4 log2 4/3, I(T;Y) = H(1/4), I(T_1;Y | T_2) = 1/2. */
  @Test
  void ofBothSignsTogetherAsInTheClosedForm() {
    RedundancyPoint point = signs(2, pattern -> pattern == 3 ? 1 : 0);
    double together = 0.25 * 2 + 0.75 * Bits.log2(4 / 3.0);
    double alone = together - 0.5;
    assertThat(point.redundancy().value()).isCloseTo(2 * alone / together, EXACT);
    assertThat(point.vulnerability().value()).isCloseTo(1 / together, EXACT);
  }

  /** Two say the same, one something else: of 2 bits one is had twice, one depends on one unit. */
  @Test
  void weighsBitsByHowManyThereAre() {
    int rows = 400;
    double[] values = new double[rows * 3];
    Arrays.setAll(values, i -> (i % 3 == 2 ? i / 3 / 2 : i / 3) % 2 - 0.5);
    RedundancyPoint point = read(values, 3, Snapshots.labels(rows, 4));
    assertThat(point.redundancy().value()).isCloseTo(1.5, EXACT);
    assertThat(point.vulnerability().value()).isCloseTo(0.5, EXACT);
  }

  /** numpy 2.4.6, entropies from np.unique over rows. */
  @ParameterizedTest
  @CsvSource({
    "4,0,0.34849994283151053,1.6511943379498277",
    "5,0,0.5233163657371407,1.3747474305874363",
    "4,7,0.30177375773617104,1.7784612174051682",
    "5,7,0.452987671577877,1.4782360134945474"
  })
  void agreesWithAnIndependentComputation(int units, int noisy, double r, double v) {
    int rows = 2000;
    int[] shifts = {7, 11, 13, 17, 7};
    double[] values = new double[rows * units];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      long product = i * 2654435761L;
      for (int unit = 0; unit < units; unit++) {
        values[i * units + unit] = product >> shifts[unit] & 1;
      }
      long both = product >> 7 & product >> 11 & 1;
      long either = (product >> 13 ^ product >> 17) & 1;
      labels[i] = noisy > 0 && i % noisy == 0 ? i / noisy % 4 : (int) (both + 2 * either);
    }
    RedundancyPoint point = read(values, units, labels);
    assertThat(point.redundancy().value()).isCloseTo(r, EXACT);
    assertThat(point.vulnerability().value()).isCloseTo(v, EXACT);
  }

  @Test
  void redundancyIsTheSumOfTheReadingsOfSingleNeurons() {
    int[] labels = Snapshots.labels(900, 3);
    LayerSnapshot layer = Snapshots.seen(Snapshots.tanh(0), Snapshots.clusters(4, labels, 5, 2), 5);
    NeuronImportance neurons = new NeuronImportance(NeuronSettings.defaults().withPermutations(0));
    double alone =
        neurons.neurons(layer, Snapshots.of(labels, layer)).neurons().stream()
            .mapToDouble(neuron -> neuron.labelInformation().bits())
            .sum();
    int[][] all = {{0, 1, 2, 3, 4}};
    Bins bins = Bins.above(0).forUnits(5);
    GroupBits bits = GroupBits.of(GroupBits.columns(layer.activations(), bins), 900);
    double together = new GroupInformation(bits, bits.patterns(), 3).read(labels).together();
    RedundancyPoint point = RedundancyPoint.of(layer.activations(), bins, all, labels, 0, 1);
    assertThat(point.redundancy().value()).isCloseTo(alone / together, EXACT);
  }

  @Test
  void orderOfUnitsRowsAndNamesOfClassesDoNotMatter() {
    int rows = 900;
    int[] labels = Snapshots.labels(rows, 3);
    double[] values = Snapshots.clusters(4, labels, 4, 2);
    double[] turned = new double[values.length];
    int[] others = new int[rows];
    for (int i = 0; i < values.length; i++) {
      turned[values.length - 1 - i] = values[i];
      others[rows - 1 - i / 4] = 100 - 50 * labels[i / 4];
    }
    RedundancyPoint one = read(values, 4, labels);
    RedundancyPoint other = read(turned, 4, others);
    assertThat(other.redundancy().value()).isCloseTo(one.redundancy().value(), EXACT);
    assertThat(other.vulnerability().value()).isCloseTo(one.vulnerability().value(), EXACT);
  }

  @Test
  void unitsThatNeverChangeDoNotMatter() {
    int[] labels = Snapshots.labels(900, 3);
    double[] values = Snapshots.clusters(4, labels, 3, 2);
    double[] wider = new double[900 * 5];
    for (int i = 0; i < values.length; i++) {
      wider[i / 3 * 5 + i % 3] = values[i];
      wider[i / 3 * 5 + 3] = 1;
      wider[i / 3 * 5 + 4] = -i;
    }
    assertThat(read(wider, 5, labels).redundancy().value())
        .isEqualTo(read(values, 3, labels).redundancy().value());
  }

  @Test
  void severalGroupsAreAddedUpAndTellTheirError() {
    int rows = 800;
    double[] values = new double[rows * 4];
    for (int row = 0; row < rows; row++) {
      values[row * 4] = row % 2;
      values[row * 4 + 1] = row % 2;
      values[row * 4 + 2] = row % 2;
      values[row * 4 + 3] = row / 2 % 2;
    }
    int[] labels = Snapshots.labels(rows, 4);
    Estimate even = groups(values, 4, new int[][] {{0, 1}, {0, 2}}, labels).redundancy();
    assertThat(even.value()).isCloseTo(2, EXACT);
    assertThat(even.uncertainty().standardError()).isZero();
    Estimate uneven = groups(values, 4, new int[][] {{0, 1}, {2, 3}}, labels).redundancy();
    assertThat(uneven.value()).isCloseTo(4 / 3.0, EXACT);
    assertThat(uneven.uncertainty().standardError()).isCloseTo(0.5, EXACT);
    assertThat(read(values, 4, labels).redundancy().uncertainty().standardError()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 70})
  void whereMostPatternsWereSeenOnceThereIsNotEnoughEvidence(int units) {
    int[] labels = Snapshots.labels(600, 3);
    double[] noise = new SplittableRandom(5).doubles(600L * units, -1, 1).toArray();
    RedundancyPoint point = read(noise, units, labels);
    assertThat(point.redundancy().value()).isNaN();
    assertThat(point.vulnerability().value()).isNaN();
    assertThat(point.redundancy().flags()).containsExactly(Flag.UNDERSAMPLED);
  }

  @Test
  void coverageThatIsTooLowIsTold() {
    int[] labels = Snapshots.labels(600, 3);
    double[] noise = new SplittableRandom(5).doubles(600L * 9, -1, 1).toArray();
    RedundancyPoint point = read(noise, 9, labels);
    assertThat(point.redundancy().flags()).containsExactly(Flag.UNDERSAMPLED);
    assertThat(point.redundancy().uncertainty().coverage()).isBetween(0.1, 0.9);
    assertThat(point.vulnerability().uncertainty().coverage()).isBetween(0.1, 0.9);
  }

  @Test
  void ofUnitsThatSayNothingTheQuotientsAreFlagged() {
    int[] labels = new SplittableRandom(6).ints(2000, 0, 3).toArray();
    double[] noise = new SplittableRandom(7).doubles(2000 * 3L, -1, 1).toArray();
    RedundancyPoint point = read(noise, 3, labels);
    assertThat(point.vulnerability().flags()).contains(Flag.NOT_ABOVE_NULL, Flag.MOSTLY_NULL);
    assertThat(point.redundancy().flags()).contains(Flag.NOT_ABOVE_NULL);
  }

  @Test
  void whatShuffledLabelsReadIsTold() {
    int[] labels = Snapshots.labels(2000, 3);
    Estimate v = read(Snapshots.clusters(4, labels, 4, 1), 4, labels).vulnerability();
    assertThat(v.uncertainty().shuffled().shuffles()).isEqualTo(20);
    assertThat(v.uncertainty().shuffled().mean()).isBetween(1e-4, 0.1);
    assertThat(v.uncertainty().coverage()).isBetween(0.9, 1.0);
  }

  @Test
  void whereNothingIsSaidTheQuotientIsUndefined() {
    RedundancyPoint constant = read(new double[300], 3, Snapshots.labels(100, 2));
    assertThat(constant.redundancy().value()).isNaN();
    assertThat(constant.redundancy().flags()).containsExactly(Flag.UNDEFINED);
    double[] some = new SplittableRandom(8).doubles(300, -1, 1).toArray();
    assertThat(read(some, 3, new int[100]).vulnerability().flags()).containsExactly(Flag.UNDEFINED);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsNotRead(double value) {
    double[] values = new double[300];
    values[77] = value;
    assertThat(read(values, 3, Snapshots.labels(100, 2)).redundancy().flags())
        .containsExactly(Flag.NOT_FINITE);
  }

  @Test
  void fewerThanFiftyExamplesAreNotRead() {
    for (int rows : new int[] {0, 49}) {
      RedundancyPoint point = read(new double[3 * rows], 3, new int[rows]);
      assertThat(point.redundancy().value()).isNaN();
      assertThat(point.redundancy().flags()).containsExactly(Flag.TOO_FEW);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(new double[300], 3, new int[99]))
        .withMessage("labels (99) must be as many as rows (100)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> groups(new double[300], 3, new int[0][], new int[100]))
        .withMessage("groups (0) must be >= 1");
  }
}
