// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.measure.Cost;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.numeric.Bits;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws against the exact law, sums that do not depend on their order, and the values of units. */
class HypergeometricTest {
  /** Chi-squared of 20,000 draws against exact probabilities; cells expected below 5 are joined. */
  @ParameterizedTest
  @CsvSource({"10, 4, 3", "10, 4, 9", "50, 20, 25", "200, 7, 100", "30, 29, 15", "6, 3, 3"})
  void drawsFollowTheExactLaw(int pool, int marked, int draws) {
    Hypergeometric law = new Hypergeometric(pool);
    SplittableRandom random = new SplittableRandom(pool + marked);
    int trials = 20_000;
    int[] seen = new int[pool + 1];
    for (int i = 0; i < trials; i++) {
      seen[law.draw(pool, marked, draws, random)]++;
    }
    double chiSquared = 0;
    int cells = 0;
    for (int hits = 0; hits <= pool; hits++) {
      double expected = trials * probability(pool, marked, draws, hits);
      if (expected == 0) {
        assertThat(seen[hits]).as("%d hits are impossible", hits).isZero();
      } else if (expected >= 5) {
        chiSquared += Math.pow(seen[hits] - expected, 2) / expected;
        cells++;
      }
    }
    // 1 in 10,000 of n - 1 degrees of freedom, by the normal approximation of its cube root
    double freedom = Math.max(1, cells - 1);
    double limit =
        freedom * Math.pow(1 - 2 / (9 * freedom) + 3.72 * Math.sqrt(2 / (9 * freedom)), 3);
    assertThat(chiSquared).isLessThan(limit);
  }

  private static double probability(int pool, int marked, int draws, int hits) {
    return choose(marked, hits).multiply(choose(pool - marked, draws - hits)).doubleValue()
        / choose(pool, draws).doubleValue();
  }

  private static BigInteger choose(int of, int take) {
    if (take < 0 || take > of) {
      return BigInteger.ZERO;
    }
    BigInteger ways = BigInteger.ONE;
    for (int i = 0; i < take; i++) {
      ways = ways.multiply(BigInteger.valueOf(of - i)).divide(BigInteger.valueOf(i + 1));
    }
    return ways;
  }

  @ParameterizedTest
  @CsvSource({"10, 0, 5, 0", "10, 10, 5, 5", "10, 3, 0, 0", "10, 3, 10, 3", "1, 1, 1, 1"})
  void whatIsCertainTakesNoRandomNumber(int pool, int marked, int draws, int hits) {
    SplittableRandom random = new SplittableRandom(4);
    assertThat(new Hypergeometric(10).draw(pool, marked, draws, random)).isEqualTo(hits);
    assertThat(random.nextLong()).isEqualTo(new SplittableRandom(4).nextLong());
  }

  /** Of huge pools the mean is as it should be: no factorial overflows. */
  @Test
  void largePoolsAreDrawnFromToo() {
    Hypergeometric law = new Hypergeometric(1_000_000);
    SplittableRandom random = new SplittableRandom(2);
    double mean =
        IntStream.range(0, 200)
            .map(i -> law.draw(1_000_000, 300_000, 1000, random))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(300, within(4 * Math.sqrt(210 / 200.0)));
  }

  /** A double sum depends on the order, this one not, and it is as exact as its grid. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void fixedPointSumsAreTheSameInAnyOrder(long seed) {
    double[] values = new SplittableRandom(seed).doubles(1000, -4e6, 4e6).toArray();
    values[0] = -1e-13;
    double[] turned = new double[1000];
    Arrays.setAll(turned, i -> values[(i * 7 + 3) % 1000]);
    FixedPointSums sums = new FixedPointSums(2);
    FixedPointSums others = new FixedPointSums(2);
    FixedPointSums rest = new FixedPointSums(2);
    for (int i = 0; i < 1000; i++) {
      sums.add(values, i, 1, 1);
      (i < 400 ? others : rest).add(turned, i, 1, 1);
    }
    rest.merge(others);
    assertThat(rest.values()).isEqualTo(sums.values());
    assertThat(sums.values()[0]).isZero();
    assertThat(sums.values()[1]).isCloseTo(Arrays.stream(values).sum(), within(1e-5));
  }

  @Test
  void negativeSumsCarryCorrectly() {
    FixedPointSums sums = new FixedPointSums(3);
    for (int i = 0; i < 5; i++) {
      sums.add(new double[] {9, -0.75, 0.25, -1e6}, 1, 3, 0);
    }
    assertThat(sums.values()).containsExactly(-3.75, 1.25, -5e6);
  }

  @Test
  void duplicatesAreFoundUnderTheLowestNumber() {
    long[] prints = {7, 5, 7, 7, 5, 9};
    assertThat(DuplicateUnit.find(6, unit -> unit != 4, unit -> prints[unit]))
        .containsExactly(new DuplicateUnit(2, 0), new DuplicateUnit(3, 0));
    assertThat(DuplicateUnit.find(0, unit -> true, unit -> 1)).isEmpty();
  }

  private static NeuronTable count(double[] values, int units, int[] labels, int classes) {
    return new NeuronCounts(Bins.above(0.5).forUnits(units), classes)
        .accept(Activations.of(values, units), labels)
        .snapshot();
  }

  @Test
  void meansAreExactAndClassSelectivityIsMorcosEtAls() {
    double[] values = {1, 0, 3, 0, 0, 0, 2, 0};
    UnitValues units = count(values, 2, new int[] {0, 0, 1, 2}, 4).values();
    assertThat(units.mean(0)).isEqualTo(1.5);
    assertThat(units.means()).containsExactly(1.5, 0);
    // means of classes 2, 0 and 2; none of the fourth: the rest averages 1
    assertThat(units.classSelectivity(0)).isCloseTo((2 - 1) / (2.0 + 1), within(1e-12));
    assertThat(units.classSelectivity(1)).as("never active").isNaN();
    assertThat(units.isConstant(1)).isTrue();
    assertThat(units.isConstant(0)).isFalse();
    assertThat(units.units()).isEqualTo(2);
    assertThat(units.toString()).isEqualTo("values of 2 units");
  }

  @Test
  void selectivityNeedsTwoClassesAndNoNegativeValue() {
    assertThat(count(new double[] {1, 2}, 1, new int[2], 1).values().classSelectivity(0)).isNaN();
    double[] negative = {1, -1e-9};
    assertThat(count(negative, 1, new int[] {0, 1}, 2).values().classSelectivity(0)).isNaN();
    double[] all = {1, 0};
    assertThat(count(all, 1, new int[] {0, 1}, 2).values().classSelectivity(0)).isEqualTo(1);
  }

  private static UnitValues scaled(double scale) {
    double[] values = new SplittableRandom(8).doubles(300).toArray();
    int[] labels = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      labels[i] = i % 3;
      values[i] = scale * (1 + labels[i]) * values[i];
    }
    return count(values, 1, labels, 3).values();
  }

  @Test
  void selectivityDoesNotDependOnTheScaleAsLongAsItIsTold() {
    double expected = scaled(1).classSelectivity(0);
    assertThat(expected).isBetween(0.2, 0.5);
    int told = 0;
    for (double scale = 1e-16; scale < 1e10; scale *= 1.7) {
      UnitValues values = scaled(scale);
      double read = values.classSelectivity(0);
      assertThat(Double.isNaN(read)).isEqualTo(!values.whyNoClassSelectivity(0).isEmpty());
      if (!Double.isNaN(read)) {
        assertThat(read).as("scale %s", scale).isCloseTo(expected, within(1e-6));
        told++;
      }
    }
    assertThat(told).as("from 2e-6 to 1e6, twelve orders of magnitude").isGreaterThan(50);
  }

  @Test
  void aUnitWithoutSelectivitySaysWhy() {
    assertThat(scaled(1).whyNoClassSelectivity(0)).isEmpty();
    assertThat(scaled(-1).whyNoClassSelectivity(0)).isEqualTo("negative values");
    assertThat(scaled(0).whyNoClassSelectivity(0)).isEqualTo("all values are 0");
    assertThat(scaled(1e-12).whyNoClassSelectivity(0)).startsWith("class means below 1.9e-6");
    assertThat(scaled(1e-300).whyNoClassSelectivity(0)).startsWith("class means below 1.9e-6");
    assertThat(scaled(1e7).whyNoClassSelectivity(0)).startsWith("values of 4194304 or more");
    assertThat(scaled(1e308).whyNoClassSelectivity(0)).isEqualTo("NaN or infinite values");
    assertThat(count(new double[] {1, 2}, 1, new int[2], 2).values().whyNoClassSelectivity(0))
        .isEqualTo("fewer than two classes");
  }

  @Test
  void sumsThatLeaveTheirGridAreNoMeans() {
    double[] large = {1, 1 << 22};
    assertThat(count(large, 1, new int[2], 1).values().mean(0)).isNaN();
    double[] below = {1, (1 << 22) - 1};
    assertThat(count(below, 1, new int[2], 1).values().mean(0)).isEqualTo((1 << 22) / 2.0);
    double[] constant = {1e300, 1e300};
    assertThat(count(constant, 1, new int[2], 1).values().mean(0)).isEqualTo(1e300);
    double[] infinite = {1, Double.POSITIVE_INFINITY};
    UnitValues broken = count(infinite, 1, new int[2], 1).values();
    assertThat(broken.isFinite(0)).isFalse();
    assertThat(broken.mean(0)).isNaN();
  }

  /** D_y = sum p(t|y) log2 p(t|y)/p(t); their mean over classes is I(T;Y). */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void divergencesAverageToTheInformation(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = random.ints(200, 0, 3).map(label -> label == 2 ? 3 : label).toArray();
    double[] values =
        Arrays.stream(labels).mapToDouble(label -> random.nextDouble() + 0.2 * label).toArray();
    CodeTable codes = count(values, 1, labels, 4).codes();
    double[] divergences = codes.divergences(0);
    assertThat(divergences[2]).as("a class that does not occur").isNaN();
    double mean = 0;
    double most = 0;
    for (int label : new int[] {0, 1, 3}) {
      double divergence = 0;
      for (int code = 0; code < 2; code++) {
        double here = (double) codes.count(0, label, code) / codes.classSizes()[label];
        divergence += here == 0 ? 0 : here * Bits.log2(here * 200 / codes.codes(0)[code]);
      }
      assertThat(divergences[label]).isCloseTo(divergence, within(1e-12));
      mean += codes.classSizes()[label] / 200.0 * divergence;
      most = Math.max(most, divergence);
    }
    ClassInformation found = codes.information(0);
    assertThat(found.information()).isCloseTo(mean, within(1e-12));
    assertThat(found.selectivity()).isCloseTo(most, within(1e-12));
  }

  @Test
  void labelsOutOfRangeAreRefusedWithTheirRow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> count(new double[3], 1, new int[] {0, 1, 2}, 2))
        .withMessage("label 2 of row 2 must be from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> count(new double[3], 1, new int[] {0, -1, 0}, 2))
        .withMessage("label -1 of row 1 must be from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> count(new double[3], 1, new int[2], 2))
        .withMessage("activations have 3 rows, labels 2");
  }

  private static NeuronCost cost(NeuronSettings settings, int rows, int... widths) {
    LayerSnapshot[] layers = new LayerSnapshot[widths.length];
    Arrays.setAll(
        layers, i -> Snapshots.seen(Snapshots.tanh(i), new double[rows * widths[i]], widths[i]));
    return new NeuronCost(settings, Snapshots.of(Snapshots.labels(rows, 4), layers));
  }

  /** All values are passed over for the dead; those that are read, a second time. */
  @Test
  void theCostIsAPassOverAllAndTheDrawsOfThoseThatAreRead() {
    NeuronSettings none = NeuronSettings.defaults().withPermutations(0);
    double pass = cost(none, 100, 200).of(0);
    assertThat(cost(none, 200, 200).of(0)).isCloseTo(2 * pass, within(1e-6));
    assertThat(cost(none, 100, 600).of(0)).isCloseTo(3 * pass, within(1e-6));
    double table = cost(none, 100, 200).of(200) - 2 * pass;
    assertThat(table).as("a table of classes and codes each").isBetween(200 * 4.0, 200 * 400.0);
    assertThat(cost(none, 100, 200).of(100) - 1.5 * pass).isCloseTo(table / 2, within(1e-6));
    double once = cost(none.withPermutations(1), 100, 200).of(200) - cost(none, 100, 200).of(200);
    double hundred =
        cost(none.withPermutations(100), 100, 200).of(200) - cost(none, 100, 200).of(200);
    assertThat(hundred).isCloseTo(100 * once, within(1e-3));
    assertThat(once).isGreaterThan(table);
    NeuronSettings quarters = none.withRule(Discretizer.quantile(4));
    double wider = cost(quarters, 100, 200).of(200) - 2 * pass;
    assertThat(wider).as("three cuts for one").isCloseTo(3 * table, within(1e-6));
  }

  /** A draw begins at the middle, so that it takes longer where the law is wide. */
  @Test
  void drawsTakeLongerWhereClassesAreLarge() {
    NeuronSettings one = NeuronSettings.defaults().withPermutations(1);
    NeuronSettings none = one.withPermutations(0);
    double[] draws = new double[3];
    int[] rows = {0, 400, 1600};
    for (int i = 0; i < 3; i++) {
      int count = rows[i];
      draws[i] =
          cost(one, Math.max(4, count), 50).of(50) - cost(none, Math.max(4, count), 50).of(50);
    }
    double base = 2 * draws[1] - draws[2]; // sqrt(100) and sqrt(400) per class
    assertThat(base).isPositive().isLessThan(draws[0]);
    assertThat(draws[1] - base).isCloseTo((draws[2] - base) / 2, within(1e-6));
    assertThat(draws[0] - base).isCloseTo((draws[1] - base) / 10, within(1e-6));
  }

  @Test
  void theLeastIsOfSixtyFourNeurons() {
    NeuronCost cost = cost(NeuronSettings.defaults(), 100, 200, 30);
    assertThat(cost.cost()).isEqualTo(new Cost(cost.of(200), cost.of(64)));
    assertThat(cost.widest()).isEqualTo(200);
    NeuronCost narrow = cost(NeuronSettings.defaults(), 100, 30);
    assertThat(narrow.cost().least()).isEqualTo(narrow.of(30)).isEqualTo(narrow.cost().whole());
    assertThat(cost(NeuronSettings.defaults(), 100).cost()).isEqualTo(new Cost(0, 0));
  }
}
