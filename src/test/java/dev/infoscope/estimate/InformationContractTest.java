// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.estimate.entropy.EntropyEstimator;
import dev.infoscope.estimate.entropy.PairwiseInformation;
import dev.infoscope.estimate.kernel.MatrixRenyi;
import dev.infoscope.estimate.kernel.PairwiseDistance;
import dev.infoscope.estimate.neighbours.GaussianInformation;
import dev.infoscope.estimate.neighbours.Jitter;
import dev.infoscope.estimate.neighbours.Ksg;
import dev.infoscope.estimate.neighbours.MixedKsg;
import dev.infoscope.estimate.neighbours.PairwiseKsg;
import dev.infoscope.estimate.neighbours.ScalarColumns;
import dev.infoscope.estimate.neighbours.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every estimator of mutual information keeps, whatever its formula; where one cannot, it says
 * so by lacking the {@link Law}. Two variables of one unit each, most of four values.
 */
class InformationContractTest {
  private static final int ROWS = 600;
  private static final int LEVELS = 4;
  private static final double VARIANCE = 0.01;

  /** What can be asked of an estimator. */
  private enum Law {
    /** I(X;Y) = I(Y;X). */
    SYMMETRIC,
    /** Not a number is refused by no number; others are fed checked values only. */
    NAN,
    /** Uses threads. */
    THREADS,
    /** I(X;X) of a variable of few values is its entropy. */
    OWN_ENTROPY,
    /** Nothing that is done to one variable adds to what it says of the other. */
    PROCESSING,
    /** A one-to-one recoding of values changes nothing. */
    RECODING
  }

  /** Reads I(X;Y) in bits. */
  private interface Reader {
    double bits(double[] x, double[] y, int threads);
  }

  /** An estimator, the laws it keeps, and how far it may be off on {@value #ROWS} rows. */
  private record Estimator(String name, Reader reader, double off, Set<Law> laws) {
    double bits(double[] x, double[] y) {
      return reader.bits(x, y, 1);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Estimator> all() {
    List<Estimator> all = new ArrayList<>();
    for (EntropyEstimator counts : EntropyEstimator.values()) {
      all.add(
          of(
              counts.label(),
              (x, y, threads) -> counts.mutualInformation(table(x, y)),
              0.03,
              Law.SYMMETRIC,
              Law.OWN_ENTROPY,
              Law.PROCESSING,
              Law.RECODING));
    }
    all.add(
        of(
            "pairwise plug-in",
            (x, y, threads) ->
                PairwiseInformation.between(codes(x), codes(y), threads).plugIn(0, 0),
            0.03,
            Law.SYMMETRIC,
            Law.THREADS,
            Law.OWN_ENTROPY,
            Law.PROCESSING,
            Law.RECODING));
    all.add(
        of(
            "pairwise Miller-Madow",
            (x, y, threads) ->
                PairwiseInformation.between(codes(x), codes(y), threads).millerMadow(0, 0),
            0.03,
            Law.SYMMETRIC,
            Law.THREADS,
            Law.OWN_ENTROPY,
            Law.PROCESSING,
            Law.RECODING));
    all.addAll(neighbours());
    all.add(
        of(
            "gaussian",
            (x, y, threads) -> GaussianInformation.of(column(x), column(y)),
            0.03,
            Law.SYMMETRIC,
            Law.NAN));
    all.add(
        of(
            "pairwise distance",
            (x, y, threads) ->
                PairwiseDistance.bounds(column(x), labels(y), VARIANCE, 0, 1).labelUpper(),
            0.1,
            Law.OWN_ENTROPY,
            Law.PROCESSING));
    all.add(
        of(
            "matrix of kernels and labels",
            (x, y, threads) -> new MatrixRenyi(1.01).information(column(x), VARIANCE, labels(y)),
            0.1,
            Law.OWN_ENTROPY));
    all.add(
        of(
            "matrix of kernels",
            (x, y, threads) ->
                new MatrixRenyi(1.01).information(column(x), VARIANCE, column(y), VARIANCE),
            0.1,
            Law.SYMMETRIC,
            Law.OWN_ENTROPY));
    return all;
  }

  private static List<Estimator> neighbours() {
    List<Estimator> all = new ArrayList<>();
    Jitter jitter = new Jitter(1e-9, 3);
    for (Ksg.Form form : Ksg.Form.values()) {
      Ksg ksg = Ksg.of(5).with(form).with(jitter);
      all.add(
          of(
              "ksg " + form,
              (x, y, threads) -> ksg.information(column(x), column(y), threads),
              0.12,
              Law.NAN,
              Law.THREADS));
    }
    for (MixedKsg.Form form : MixedKsg.Form.values()) {
      double off = form == MixedKsg.Form.RELEASED ? 0.05 : 0.1;
      Law[] laws = {
        Law.SYMMETRIC, Law.NAN, Law.THREADS, Law.OWN_ENTROPY, Law.PROCESSING, Law.RECODING
      };
      MixedKsg mixed = MixedKsg.of(5).with(form);
      all.add(
          of(
              "mixed ksg " + form,
              (x, y, threads) -> mixed.information(column(x), column(y), threads),
              off,
              laws));
      all.add(
          of(
              "mixed ksg with jitter " + form,
              (x, y, threads) -> mixed.with(jitter).information(column(x), column(y), threads),
              off,
              laws));
      all.add(
          of(
              "pairs of sorted units " + form,
              (x, y, threads) ->
                  new PairwiseKsg(5, form).between(sorted(x, 0), sorted(y, 1), threads)[0][0],
              off,
              laws));
    }
    return all;
  }

  private static Estimator of(String name, Reader reader, double off, Law... laws) {
    return new Estimator(name, reader, off, Set.of(laws));
  }

  static Stream<Estimator> symmetric() {
    return keeping(Law.SYMMETRIC);
  }

  static Stream<Estimator> threaded() {
    return keeping(Law.THREADS);
  }

  static Stream<Estimator> processing() {
    return keeping(Law.PROCESSING);
  }

  static Stream<Estimator> recoding() {
    return keeping(Law.RECODING);
  }

  static Stream<Estimator> ownEntropy() {
    return keeping(Law.OWN_ENTROPY);
  }

  static Stream<Estimator> refusing() {
    return keeping(Law.NAN);
  }

  private static Stream<Estimator> keeping(Law law) {
    return all().stream().filter(estimator -> estimator.laws().contains(law));
  }

  private static Activations column(double... values) {
    return Activations.of(values, 1);
  }

  private static Bins bins() {
    return Bins.equalWidth(0, LEVELS, LEVELS);
  }

  private static CodeColumns codes(double... values) {
    return CodeColumns.of(column(values), bins());
  }

  private static int[] labels(double... values) {
    int[] rounded = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    return Ranks.of(rounded).ranks(rounded);
  }

  private static ScalarColumns sorted(double[] values, int unit) {
    return ScalarColumns.of(
        new double[][] {values}, new int[] {unit}, Scale.NONE, new Jitter(1e-9, 3));
  }

  private static PatternTable table(double[] x, double[] y) {
    return new PatternCounts(new PatternCoder(bins(), 1), LEVELS, ROWS)
        .accept(column(x), Arrays.stream(y).mapToInt(value -> (int) value).toArray())
        .snapshot();
  }

  /** Four values, as many of each. */
  private static double[] levels(long seed) {
    double[] levels = new double[ROWS];
    Arrays.setAll(levels, row -> row % LEVELS);
    return reordered(levels, permutation(seed));
  }

  /** The same value three times of four, else any. */
  private static double[] noisy(double[] of, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Arrays.stream(of)
        .map(value -> random.nextInt(4) < 3 ? value : random.nextInt(LEVELS))
        .toArray();
  }

  private static int[] permutation(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = IntStream.range(0, ROWS).toArray();
    for (int i = ROWS - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private static double[] reordered(double[] values, int... order) {
    return Arrays.stream(order).mapToDouble(row -> values[row]).toArray();
  }

  private static double[] map(double[] values, DoubleUnaryOperator map) {
    return DoubleStream.of(values).map(map).toArray();
  }

  @ParameterizedTest
  @MethodSource("symmetric")
  void bothOrdersOfTheVariablesReadTheSame(Estimator estimator) {
    double[] x = levels(1);
    double[] y = noisy(x, 2);
    assertThat(estimator.bits(y, x)).isCloseTo(estimator.bits(x, y), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("all")
  void independentVariablesReadNextToNothingAndDependentOnesMore(Estimator estimator) {
    double[] x = levels(1);
    double independent = estimator.bits(x, levels(9));
    assertThat(independent).isCloseTo(0, within(estimator.off()));
    assertThat(estimator.bits(x, noisy(x, 2))).isGreaterThan(independent + 0.2);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aConstantSaysNothing(Estimator estimator) {
    double[] x = levels(1);
    double[] one = new double[ROWS];
    Arrays.fill(one, 1);
    double off =
        estimator.name().equals("grassberger") ? 1e-6 : 1e-9; // ln N - G(N), which is small
    assertThat(estimator.bits(x, one)).isCloseTo(0, within(off));
    assertThat(estimator.bits(one, x)).isCloseTo(0, within(off));
    assertThat(estimator.bits(one, one)).isCloseTo(0, within(off));
  }

  /** Ties are no reason to read more than there is, nor less. */
  @ParameterizedTest
  @MethodSource("ownEntropy")
  void aVariableOfFewValuesReadsItsEntropyAboutItself(Estimator estimator) {
    double[] x = levels(1);
    assertThat(estimator.bits(x, x)).isCloseTo(2, within(estimator.off()));
    double[] bit = map(x, value -> value < 1 ? 0 : 1);
    double entropy = 2 - 0.75 * Math.log(3) / Math.log(2);
    assertThat(estimator.bits(bit, bit)).isCloseTo(entropy, within(estimator.off()));
  }

  @ParameterizedTest
  @MethodSource("processing")
  void joiningValuesAddsNothing(Estimator estimator) {
    double[] x = levels(1);
    double[] y = noisy(x, 2);
    double all = estimator.bits(x, y);
    for (DoubleUnaryOperator join :
        List.<DoubleUnaryOperator>of(
            value -> value < 2 ? 0 : 2, value -> Math.max(1, value), value -> value % 2)) {
      assertThat(estimator.bits(map(x, join), y)).isLessThanOrEqualTo(all + 0.02);
    }
  }

  @ParameterizedTest
  @MethodSource("recoding")
  void namesOfValuesDoNotMatter(Estimator estimator) {
    double[] x = levels(1);
    double[] y = noisy(x, 2);
    double[] recoded = map(x, value -> LEVELS - 1 - value);
    assertThat(estimator.bits(recoded, y)).isCloseTo(estimator.bits(x, y), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theOrderOfTheRowsDoesNotMatter(Estimator estimator) {
    double[] x = levels(1);
    double[] y = noisy(x, 2);
    int[] order = permutation(5);
    // Noise against ties belongs to a row, so that neighbours may read a little differently.
    double off = estimator.name().startsWith("ksg") ? 0.1 : 1e-9;
    assertThat(estimator.bits(reordered(x, order), reordered(y, order)))
        .isCloseTo(estimator.bits(x, y), within(off));
  }

  @ParameterizedTest
  @MethodSource("threaded")
  void threadsChangeNoBit(Estimator estimator) {
    double[] x = levels(1);
    double[] y = noisy(x, 2);
    double[] wave = map(levels(4), Math::sin);
    for (int threads : new int[] {2, 3, 8}) {
      assertThat(estimator.reader().bits(x, y, threads)).isEqualTo(estimator.bits(x, y));
      assertThat(estimator.reader().bits(wave, y, threads)).isEqualTo(estimator.bits(wave, y));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theSameRowsReadTheSameBits(Estimator estimator) {
    double[] x = levels(1);
    double[] y = noisy(x, 2);
    double[] keptX = x.clone();
    double[] keptY = y.clone();
    double once = estimator.bits(x, y);
    assertThat(x).isEqualTo(keptX);
    assertThat(y).isEqualTo(keptY);
    assertThat(estimator.bits(x, y)).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("refusing")
  void oneValueThatIsNoNumberLeavesNone(Estimator estimator) {
    double[] x = levels(1);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      double[] broken = x.clone();
      broken[ROWS - 1] = bad;
      assertThat(estimator.bits(broken, x)).isNaN();
      assertThat(estimator.bits(x, broken)).isNaN();
    }
  }

  /** Counts of two halves, merged in either order, are those of the whole. */
  @ParameterizedTest
  @EnumSource
  void theOrderOfMergingChangesNoBit(EntropyEstimator estimator) {
    double[] x = levels(1);
    int[] y = labels(noisy(x, 2));
    PatternCoder coder = new PatternCoder(bins(), 1);
    for (int cut : new int[] {1, 200, 599}) {
      PatternCounts[][] halves = new PatternCounts[2][2];
      for (PatternCounts[] own : halves) {
        own[0] = part(coder, x, y, 0, cut);
        own[1] = part(coder, x, y, cut, ROWS);
      }
      double whole = estimator.mutualInformation(part(coder, x, y, 0, ROWS).snapshot());
      assertThat(estimator.mutualInformation(halves[0][0].merge(halves[0][1]).snapshot()))
          .isEqualTo(whole);
      assertThat(estimator.mutualInformation(halves[1][1].merge(halves[1][0]).snapshot()))
          .isEqualTo(whole);
    }
  }

  private static PatternCounts part(PatternCoder coder, double[] x, int[] y, int from, int to) {
    return new PatternCounts(coder, LEVELS, 0)
        .accept(column(Arrays.copyOfRange(x, from, to)), Arrays.copyOfRange(y, from, to));
  }
}
