// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static int naive(double value, double... edges) {
    return (int) Arrays.stream(edges).filter(edge -> edge <= value).count();
  }

  /** Values between, on, and next to the edges, both zeros and both infinities. */
  private static double[] candidates(SplittableRandom random, double... edges) {
    return IntStream.concat(IntStream.range(0, 3 * edges.length + 4), IntStream.range(-300, 0))
        .mapToDouble(
            i -> {
              if (i < 0) {
                return 4 * random.nextDouble() - 2;
              } else if (i >= 3 * edges.length) {
                return new double[] {0.0, -0.0, INFINITY, -INFINITY}[i - 3 * edges.length];
              }
              double edge = edges[i / 3];
              return new double[] {edge, Math.nextUp(edge), Math.nextDown(edge)}[i % 3];
            })
        .toArray();
  }

  private static double[] edges(SplittableRandom random, int most) {
    return random.doubles(random.nextInt(most + 1), -1, 1).sorted().distinct().toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theCodeIsTheNumberOfEdgesNotAbove(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] edges = edges(random, 40);
    Bins bins = Bins.at(edges);
    double[] values = candidates(random, edges);
    int[] codes = new int[values.length];
    bins.codes(values, 1, values.length, codes);
    for (int i = 0; i < values.length; i++) {
      assertThat(codes[i])
          .as("%s", values[i])
          .isEqualTo(naive(values[i], edges))
          .isEqualTo(bins.code(0, values[i]))
          .isEqualTo(bins.code(7, values[i]));
      assertThat(bins.isOutside(values[i])).isFalse();
    }
    assertThat(bins.bins()).isEqualTo(edges.length + 1);
    assertThat(bins.units()).isZero();
  }

  /** One convention whatever kernel a measure uses: single codes, rows, counts, bits and sums. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyKernelOfBinsPerUnitMakesTheSameCodes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] edges = new double[5][];
    Arrays.setAll(edges, unit -> edges(random, 6));
    Bins bins = Bins.perUnit(edges, 7);
    double[][] each = new double[5][];
    Arrays.setAll(each, unit -> candidates(random, edges[unit]));
    for (int turn = 0; turn < 200; turn++) {
      double[] row = new double[5];
      Arrays.setAll(row, unit -> each[unit][random.nextInt(each[unit].length)]);
      int[] expected = new int[5];
      Arrays.setAll(expected, unit -> naive(row[unit], edges[unit]));
      checkKernels(bins, row, expected);
    }
  }

  private static void checkKernels(Bins bins, double[] row, int... expected) {
    int units = row.length;
    int[] codes = new int[units];
    bins.codes(row, units, units, codes);
    assertThat(codes).isEqualTo(expected);
    double[] second = new double[2 * units];
    System.arraycopy(row, 0, second, units, units);
    int[] reached = new int[1 + (bins.bins() - 1) * units];
    bins.countReached(second, units, reached, 1);
    long[] words = new long[1 + units];
    bins.setBits(second, units, words, 1, 63);
    long[] sums = new long[units];
    bins.addCodes(second, units, 1L << 40, sums);
    for (int unit = 0; unit < units; unit++) {
      int own = unit;
      assertThat(bins.code(unit, row[unit])).isEqualTo(expected[unit]);
      assertThat(IntStream.range(0, bins.bins() - 1).map(i -> reached[1 + i * units + own]).sum())
          .isEqualTo(expected[unit]);
      assertThat(words[1 + unit]).isEqualTo(expected[unit] > 0 ? 1L << 63 : 0);
      assertThat(sums[unit]).isEqualTo((long) expected[unit] << 40);
    }
    assertThat(reached[0]).isZero();
    assertThat(words[0]).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 30})
  void equalWidthsWrittenOutForUnitsMakeTheSameCodes(int count) {
    SplittableRandom random = new SplittableRandom(count);
    Bins shared = Bins.equalWidth(-1, 1, count);
    Bins each = shared.forUnits(3);
    double[] edges = IntStream.range(0, count - 1).mapToDouble(i -> shared.edge(i, 0)).toArray();
    for (double value : candidates(random, edges)) {
      assertThat(each.code(2, value)).as("%s", value).isEqualTo(shared.code(0, value));
    }
    assertThat(each.units()).isEqualTo(3);
    assertThat(each.forUnits(3)).isSameAs(each);
    assertThat(each).isNotEqualTo(shared);
  }

  @Test
  void aValueOnAnInnerEdgeGoesUpUnderEveryKindOfBins() {
    assertThat(Bins.equalWidth(0, 4, 4).code(0, 1)).isOne();
    assertThat(Bins.at(1, 2, 3).code(0, 1)).isOne();
    assertThat(Bins.perUnit(new double[][] {{0}, {1, 2, 3}}, 4).code(1, 1)).isOne();
    assertThat(Bins.logSpaced(0).code(0, 2)).isEqualTo(Bins.logSpaced(0).code(0, 3));
    assertThat(Bins.logSpaced(0).code(0, 2)).isGreaterThan(Bins.logSpaced(0).code(0, 1.999));
  }

  @Test
  void theUpperEndBelongsToTheLastBinAndIsNotOutside() {
    Bins bins = Bins.equalWidth(-1, 1, 30);
    assertThat(bins.code(0, 1)).isEqualTo(29);
    assertThat(bins.isOutside(1)).isFalse();
    assertThat(bins.isOutside(Math.nextUp(1.0))).isTrue();
    assertThat(bins.isOutside(Math.nextDown(-1.0))).isTrue();
    assertThat(bins.code(0, INFINITY)).isEqualTo(29);
    assertThat(bins.code(0, -INFINITY)).isZero();
  }

  /** A rectifier that is off puts out 0, which is not above 0, and neither is minus zero. */
  @Test
  void aThresholdHasToBeExceeded() {
    Bins bins = Bins.above(0);
    assertThat(bins.code(0, 0)).isZero();
    assertThat(bins.code(0, -0.0)).isZero();
    assertThat(bins.code(0, Double.MIN_VALUE)).isOne();
    assertThat(Bins.above(0.5).code(0, 0.5)).isZero();
    assertThat(Bins.above(0.5).code(0, Math.nextUp(0.5))).isOne();
  }

  @Test
  void notANumberHasCodeZeroUnderEveryKindOfBins() {
    for (Bins bins :
        new Bins[] {
          Bins.equalWidth(-2, -1, 4), Bins.at(-5, 5), Bins.above(-1), Bins.logSpaced(3)
        }) {
      assertThat(bins.code(0, Double.NaN)).as("%s", bins).isZero();
    }
    checkKernels(Bins.perUnit(new double[][] {{-1}, {}}, 2), new double[] {Double.NaN, 9}, 0, 0);
  }

  /** A unit with fewer edges than others leaves its upper bins empty, infinity or not. */
  @Test
  void infinityReachesNoEdgeThatIsNotThere() {
    Bins bins = Bins.perUnit(new double[][] {{0}, {0, 1, 2}, {}}, 4);
    checkKernels(bins, new double[] {INFINITY, INFINITY, INFINITY}, 1, 3, 0);
    assertThat(bins.edge(1, 0)).isNaN();
    assertThat(bins.edge(2, 1)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, -7, 1e-300, 1e12, 1e17, -1e300})
  void aRangeOfOnePointGetsBinsAroundIt(double point) {
    Bins bins = Bins.over(new Range(point, point), 30);
    assertThat(bins.code(0, point)).isBetween(1, 28);
    assertThat(bins.isOutside(point)).isFalse();
  }

  @Test
  void selectedUnitsKeepTheirBinsAndOthersCanLoseTheirs() {
    Bins bins = Bins.perUnit(new double[][] {{0}, {1, 2}, {3}}, 3);
    assertThat(bins.select(2, 1)).isEqualTo(Bins.perUnit(new double[][] {{3}, {1, 2}}, 3));
    assertThat(bins.withOneBinFor(unit -> unit == 1))
        .isEqualTo(Bins.perUnit(new double[][] {{0}, {}, {3}}, 3));
    Bins shared = Bins.at(4);
    assertThat(shared.select(5)).isSameAs(shared);
    assertThat(shared.withOneBinFor(unit -> true)).isSameAs(shared);
  }

  @Test
  void equalEdgesLeaveAnEmptyBinBetweenThem() {
    assertThat(Bins.at(0, 1, 1).code(0, 1)).isEqualTo(3);
    assertThat(Bins.at(0, 1, 1).code(0, 0.9)).isOne();
  }

  @Test
  void edgesAreCopiedAndComparedByValue() {
    double[] edges = {0, 1};
    Bins bins = Bins.at(edges);
    edges[0] = 0.5;
    assertThat(bins)
        .isEqualTo(Bins.at(0, 1))
        .isEqualTo(Bins.at(-0.0, 1))
        .hasSameHashCodeAs(Bins.at(-0.0, 1))
        .isNotEqualTo(Bins.at(0, 2))
        .isNotEqualTo(Bins.at(0, 1).forUnits(2))
        .isNotEqualTo(Bins.equalWidth(0, 1, 3))
        .hasToString("3 bins between edges 0.0 to 1.0");
    assertThat(Bins.equalWidth(0, 1, 3))
        .isEqualTo(Bins.equalWidth(-0.0, 1, 3))
        .hasSameHashCodeAs(Bins.equalWidth(-0.0, 1, 3))
        .isNotEqualTo(Bins.equalWidth(0, 1, 4))
        .hasToString("3 equal bins on [0.0, 1.0]");
    assertThat(bins.code(0, -0.0)).isOne();
    assertThat(Bins.at()).hasToString("1 bin");
    assertThat(bins.forUnits(2)).hasToString("3 bins for each of 2 units between edges 0.0 to 1.0");
  }

  @Test
  void whatIsNoListOfEdgesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.at(0, 1, 0.5))
        .withMessage("edge 2 (0.5) must not be below edge 1 (1.0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.at(0, Double.NaN))
        .withMessage("edge 1 (NaN) must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.perUnit(new double[][] {{0}, {1, -1}}, 3))
        .withMessage("edge 1 (-1.0) of unit 1 must not be below edge 0 (1.0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.perUnit(new double[][] {{0, 1}}, 2))
        .withMessage("number of edges (2) of unit 0 must be below bins (2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.perUnit(new double[0][], 2))
        .withMessage("units (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.above(Double.MAX_VALUE))
        .withMessageContaining("threshold (1.797");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.above(0).forUnits(3).forUnits(2))
        .withMessage("bins are for 3 units, not 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.logSpaced(3).forUnits(2))
        .withMessage("log-spaced bins, relative width 2^-3 have no list of edges");
  }

  @Test
  void aCoderTakesBinsOfItsOwnNumberOfUnitsOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PatternCoder(Bins.above(0).forUnits(3), 2))
        .withMessage("bins are for 3 units, not 2");
    Bins bins = Bins.perUnit(new double[][] {{0}, {10}}, 2);
    Activations rows = Activations.of(new double[] {1, 1, -1, 11}, 2);
    assertThat(new PatternCoder(bins, 2).keys(rows).low()).containsExactly(1, 2);
  }
}
