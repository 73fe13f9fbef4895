// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.PatternTable;
import dev.infoscope.discrete.Rows;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Tables;
import dev.infoscope.estimate.entropy.PlugIn;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelShufflerTest {
  @ParameterizedTest(name = "{0} rows of {1} symbols, {2} classes")
  @CsvSource({"40, 3, 2", "40, 60, 2", "300, 20, 7", "300, 150, 10", "25, 5, 20"})
  void agreesWithShufflingTheLabelsOfTheRows(int rows, int symbols, int classes) {
    SplittableRandom random = new SplittableRandom(rows + symbols);
    int[] t = random.ints(rows, 0, symbols).toArray();
    int[] y = Arrays.stream(t).map(s -> Math.min(s, random.nextInt(symbols)) % classes).toArray();
    ShuffledNull found = new LabelShuffler(Tables.of(t, y)).shuffle(1500, 11);
    double[] readings = new double[1500];
    for (int i = 0; i < readings.length; i++) {
      readings[i] = Tables.information(t, Rows.reordered(y, Rows.permutation(random, rows)));
    }
    ShuffledNull brute = ShuffledNull.of(readings);
    double error = Math.hypot(found.deviation(), brute.deviation()) / Math.sqrt(1500);
    assertThat(found.mean()).isCloseTo(brute.mean(), within(5 * error));
    // The deviation of a deviation over n shuffles is about 1 / sqrt(2 n) of it: 2 % for each.
    assertThat(found.deviation() / brute.deviation()).isBetween(0.88, 1.13);
  }

  @Test
  void agreesWithAllPermutationsOfAFewRows() {
    int[] t = {0, 0, 0, 1, 1, 2, 3};
    int[] y = {0, 0, 1, 1, 1, 2, 2};
    double[] sums = new double[2]; // sum over all permutations, number of them
    permute(y.clone(), 0, shuffled -> add(sums, Tables.information(t, shuffled)));
    assertThat(sums[1]).isEqualTo(5040);
    ShuffledNull found = new LabelShuffler(Tables.of(t, y)).shuffle(20_000, 3);
    double error = found.deviation() / Math.sqrt(20_000);
    assertThat(found.mean()).isCloseTo(sums[0] / sums[1], within(5 * error));
  }

  private static void add(double[] sums, double reading) {
    sums[0] += reading;
    sums[1]++;
  }

  private static void permute(int[] labels, int from, Consumer<int[]> visitor) {
    if (from == labels.length) {
      visitor.accept(labels);
      return;
    }
    for (int i = from; i < labels.length; i++) {
      swap(labels, from, i);
      permute(labels, from + 1, visitor);
      swap(labels, from, i);
    }
  }

  private static void swap(int[] labels, int i, int j) {
    int label = labels[i];
    labels[i] = labels[j];
    labels[j] = label;
  }

  /** First order of the bias of two independent variables on q and r symbols. */
  @ParameterizedTest(name = "{0} symbols, {1} classes, {2} rows")
  @CsvSource({"8, 2, 20000", "8, 10, 20000", "64, 10, 50000", "500, 3, 60000"})
  void agreesWithTheAnalyticNullOnManyRows(int symbols, int classes, int rows) {
    SplittableRandom random = new SplittableRandom(symbols);
    int[] t = random.ints(rows, 0, symbols).toArray();
    int[] y = random.ints(rows, 0, classes).toArray();
    ShuffledNull found = new LabelShuffler(Tables.of(t, y)).shuffle(200, 1);
    double expected = (symbols - 1.0) * (classes - 1) / (2.0 * rows * Math.log(2));
    double error = found.deviation() / Math.sqrt(200);
    // Beyond the first order: cells / rows, here at most one in forty.
    assertThat(found.mean()).isCloseTo(expected, within(5 * error + 0.025 * expected));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
  void equalSeedsGiveEqualBitsEvenFromOneShuffler(long seed) {
    PatternTable table = table(5);
    LabelShuffler shuffler = new LabelShuffler(table);
    ShuffledNull first = shuffler.shuffle(20, seed);
    assertThat(shuffler.shuffle(20, seed)).isEqualTo(first);
    assertThat(new LabelShuffler(table).shuffle(20, seed)).isEqualTo(first);
    assertThat(shuffler.shuffle(20, seed + 1)).isNotEqualTo(first);
  }

  @Test
  void orderOfRowsAndNamesOfLabelsChangeNoBit() {
    SplittableRandom random = new SplittableRandom(2);
    int[] t = random.ints(200, 0, 30).toArray();
    int[] y = Arrays.stream(t).map(s -> s % 3).toArray();
    int[] order = Rows.permutation(random, 200);
    int[] renamed = Arrays.stream(Rows.reordered(y, order)).map(label -> 2 - label).toArray();
    assertThat(new LabelShuffler(Tables.of(Rows.reordered(t, order), renamed)).shuffle(20, 4))
        .isEqualTo(new LabelShuffler(Tables.of(t, y)).shuffle(20, 4));
  }

  @Test
  void theNullStaysBelowTheLabelsEntropy() {
    PatternTable table = table(9);
    ShuffledNull found = new LabelShuffler(table).shuffle(50, 1);
    assertThat(found.mean()).isBetween(0.0, PlugIn.entropy(table.labels()));
  }

  /** Nothing to shuffle: every pattern seen once reads H(Y) whatever its label. */
  @ParameterizedTest
  @ValueSource(ints = {3, 7, 100, 999})
  void patternsSeenOnceReadTheLabelsEntropyWithoutSpread(int rows) {
    int[] own = IntStream.range(0, rows).toArray();
    int[] y = Arrays.stream(own).map(row -> row % 3).toArray();
    PatternTable table = Tables.of(own, y);
    ShuffledNull found = new LabelShuffler(table).shuffle(20, 1);
    assertThat(found.mean()).isCloseTo(PlugIn.entropy(table.labels()), within(1e-12));
    assertThat(found.deviation()).isZero();
    assertThat(found.z(PlugIn.mutualInformation(table))).isNaN();
  }

  @Test
  void withoutShufflesOrRowsThereIsNoNull() {
    assertThat(new LabelShuffler(table(1)).shuffle(0, 1)).isEqualTo(ShuffledNull.of());
    assertThat(new LabelShuffler(Tables.of(new int[0], new int[0])).shuffle(3, 1).mean()).isNaN();
    assertThat(new LabelShuffler(table(1)).shuffle(1, 1).deviation()).isNaN();
  }

  /** One more than the shuffles that read as much, of one more than all. */
  @Test
  void pIsTheRankAmongTheShuffles() {
    ShuffledNull found = ShuffledNull.of(1, 2, 2, 3);
    assertThat(found.p(3.5)).isEqualTo(1 / 5.0);
    assertThat(found.p(3)).isEqualTo(2 / 5.0);
    assertThat(found.p(2)).isEqualTo(4 / 5.0);
    assertThat(found.p(0)).isOne();
    assertThat(found.p(Double.NaN)).isNaN();
    assertThat(ShuffledNull.of().p(1)).isNaN();
    assertThat(found.isExceededBy(3.5)).isTrue();
    assertThat(found.isExceededBy(3)).isFalse();
    assertThat(ShuffledNull.of().isExceededBy(1)).isFalse();
  }

  /** Of tables without dependence, however few rows a pattern has: nominal 1 in 21. */
  @ParameterizedTest
  @ValueSource(ints = {2, 16, 200})
  void aNullIsExceededAsOftenAsStated(int patterns) {
    int exceeded = 0;
    for (int set = 0; set < 600; set++) {
      SplittableRandom random = new SplittableRandom(977L * set + patterns);
      int[] codes = random.ints(200, 0, patterns).toArray();
      int[] labels = random.ints(200, 0, 10).toArray();
      PatternTable table = Tables.of(codes, labels);
      ShuffledNull none = new LabelShuffler(table).shuffle(20, set);
      exceeded += none.isExceededBy(PlugIn.mutualInformation(table)) ? 1 : 0;
    }
    assertThat(exceeded / 600.0).isBetween(0.02, 0.08); // two standard errors of 1 / 21 and more
  }

  @Test
  void zCountsDeviationsFromTheMean() {
    ShuffledNull found = ShuffledNull.of(new double[] {1, 2, 3});
    assertThat(found).isEqualTo(ShuffledNull.of(1, 2, 3));
    assertThat(found.z(4.5)).isEqualTo(2.5);
    assertThat(ShuffledNull.of(new double[] {2, 2}).z(3)).isNaN();
    assertThat(ShuffledNull.of(new double[0]).z(3)).isNaN();
  }

  private static PatternTable table(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] t = random.ints(120, 0, 25).toArray();
    return Tables.of(t, Arrays.stream(t).map(s -> (s + random.nextInt(3)) % 4).toArray());
  }
}
