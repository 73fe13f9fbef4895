// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.golden.Generators;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that fewer than k + 1 rows take. */
class RareValuesTest {
  private static final int ROWS = 1000;
  private static final Jitter JITTER = new Jitter(1e-9, 7);

  private static double[] column(IntToDoubleFunction formula) {
    double[] column = new double[ROWS];
    Arrays.setAll(column, formula);
    return column;
  }

  private static double pairwise(MixedKsg.Form form, double[] x, double[] y) {
    return new PairwiseKsg(5, form).between(ready(x, 0), ready(y, 1), 1)[0][0];
  }

  private static ScalarColumns ready(double[] column, int unit) {
    return ScalarColumns.of(new double[][] {column}, new int[] {unit}, Scale.STANDARD, JITTER);
  }

  private static double mixed(double[] x, double[] y) {
    return MixedKsg.of(5).with(JITTER).information(Activations.of(x, 1), Activations.of(y, 1), 1);
  }

  /** Neither noise nor scale decides what a rare value is. */
  @ParameterizedTest
  @EnumSource
  void rareValuesAreReadWithoutJitterTooWhateverTheScale(Scale scale) {
    double[] once = column(row -> row == 417 ? 1 : 0);
    double[] three = column(row -> row < 4 ? 1 : row < 7 ? 2 : row < 10 ? 3 : 0);
    for (double[] own : new double[][] {once, three}) {
      for (double[] sized :
          new double[][] {own, Arrays.stream(own).map(v -> v * 1e-20).toArray()}) {
        ScalarColumns ready =
            ScalarColumns.of(new double[][] {sized}, new int[] {0}, scale, Jitter.NONE);
        assertThat(new PairwiseKsg(5, MixedKsg.Form.RELEASED).between(ready, ready, 1)[0][0])
            .isCloseTo(own == once ? entropy(999, 1) : entropy(990, 4, 3, 3), within(1e-12));
      }
      Activations layer = Activations.of(own, 1);
      assertThat(MixedKsg.of(5).information(layer, layer, 1))
          .isCloseTo(own == once ? entropy(999, 1) : entropy(990, 4, 3, 3), within(1e-12));
    }
  }

  /** Entropy in bits from how often each value comes. */
  private static double entropy(int... counts) {
    return Arrays.stream(counts)
            .mapToDouble(count -> -(double) count / ROWS * Math.log((double) count / ROWS))
            .sum()
        / Math.log(2);
  }

  /** A unit that is on for one example of a thousand knows as much about itself. */
  @ParameterizedTest
  @EnumSource
  void aUnitWithOneDifferentRowReadsItsEntropyAboutItself(MixedKsg.Form form) {
    double[] once = column(row -> row == 417 ? 1 : 0);
    assertThat(entropy(999, 1)).isCloseTo(0.0114, within(5e-5));
    assertThat(pairwise(form, once, once.clone())).isCloseTo(entropy(999, 1), within(1e-12));
    assertThat(mixed(once, once)).isCloseTo(entropy(999, 1), within(1e-12));
  }

  @ParameterizedTest(name = "{0}, {1} and {2} rows")
  @CsvSource({"1, 2, 3", "5, 1, 400", "1, 1, 1", "5, 5, 5", "4, 300, 300"})
  void severalRareValuesReadTheirEntropyToo(int a, int b, int c) {
    double[] values = column(row -> row < a ? 7 : row < a + b ? -2 : row < a + b + c ? 0.3 : 0);
    double expected = entropy(a, b, c, ROWS - a - b - c);
    assertThat(pairwise(MixedKsg.Form.RELEASED, values, values)).isCloseTo(expected, within(1e-12));
    assertThat(mixed(values, values)).isCloseTo(expected, within(1e-12));
  }

  /** Recoding values, coarsening one side and the order of both leave what they should. */
  @Test
  void rareValuesKeepSymmetryAndDataProcessing() {
    double[] fine = column(row -> row < 3 ? row : row % 2 == 0 ? 10 : 20);
    double[] coarse = column(row -> row < 3 ? 0 : 1);
    double[] third = column(row -> row % 3);
    double within = pairwise(MixedKsg.Form.RELEASED, coarse, third);
    assertThat(pairwise(MixedKsg.Form.RELEASED, fine, coarse))
        .isCloseTo(pairwise(MixedKsg.Form.RELEASED, coarse, fine), within(1e-12))
        .isLessThanOrEqualTo(pairwise(MixedKsg.Form.RELEASED, fine, fine));
    assertThat(within).as("less its bias").isBetween(-0.002, 0.002);
    double[] recoded = Arrays.stream(fine).map(value -> 1 / (3 + value)).toArray();
    assertThat(pairwise(MixedKsg.Form.RELEASED, recoded, coarse))
        .isCloseTo(pairwise(MixedKsg.Form.RELEASED, fine, coarse), within(1e-12));
  }

  @Test
  void sharesOfRowsAverageToTheReading() {
    double[] once = column(row -> row == 3 ? 1 : 0);
    double[] gauss = Generators.gaussMatrix(21, ROWS, 1);
    PairwiseKsg ksg = new PairwiseKsg(5, MixedKsg.Form.RELEASED);
    for (double[] other : new double[][] {once, column(row -> row % 4), gauss}) {
      double[] shares = ksg.pointwise(ready(once, 0), 0, ready(other, 1), 0);
      assertThat(Arrays.stream(shares).average().orElseThrow())
          .isCloseTo(pairwise(MixedKsg.Form.RELEASED, once, other), within(1e-12));
    }
  }

  /** Rows with the rare value have no k neighbours of their kind; those there are count. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5})
  void aRareValueThatSaysNothingOfAContinuousUnitReadsNothing(int rare) {
    double[] x = column(row -> row < rare ? 1 : 0);
    double[] y = Generators.gaussMatrix(22, ROWS, 1);
    double without = pairwise(MixedKsg.Form.RELEASED, column(row -> row < 500 ? 1 : 0), y);
    assertThat(without).isCloseTo(0, within(0.03));
    double bits = pairwise(MixedKsg.Form.RELEASED, x, y);
    assertThat(bits).isCloseTo(0, within(0.02));
    assertThat(pairwise(MixedKsg.Form.RELEASED, y, x)).isCloseTo(bits, within(1e-12));
    assertThat(pairwise(MixedKsg.Form.PRINTED, y, x))
        .isCloseTo(pairwise(MixedKsg.Form.PRINTED, x, y), within(1e-12));
  }

  @Test
  void aRareValueThatAContinuousUnitTellsApartReadsMoreThanNothing() {
    double[] gauss = Generators.gaussMatrix(23, ROWS, 1);
    double[] x = column(row -> row < 5 ? 1 : 0);
    double[] y = column(row -> row < 5 ? 50 + 0.01 * gauss[row] : gauss[row]);
    assertThat(pairwise(MixedKsg.Form.RELEASED, x, y)).isBetween(0.02, entropy(5, 995) + 0.01);
  }

  /** The neighbours of a rare row are the rows with its value: all k of them, by hand. */
  @Test
  void theShareOfARareRowIsThatOfItsOwnKind() {
    double[] x = column(row -> row < 3 ? 1 : 0);
    double[] y = column(row -> row); // rows 0, 1 and 2 lie together
    double[] shares =
        new PairwiseKsg(5, MixedKsg.Form.RELEASED)
            .pointwise(
                ready(x, 0),
                0,
                ScalarColumns.of(new double[][] {y}, new int[] {1}, Scale.NONE, JITTER),
                0);
    // Row 1: both others at about 1, so psi(2) - psi(3) - psi(rows nearer than that in y).
    double nats = shares[1] * Math.log(2);
    double one = Math.log(ROWS) + (1 - 0.5772156649) - (1.5 - 0.5772156649);
    assertThat(nats - one).isBetween(-0.9227843351, 0.5772156649); // psi of one to three rows
  }

  /** Sums that rounding alone tells apart are one value; distances of a tiny unit are none. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-20, 1, 3e20, 1e300})
  void valuesAreToldApartInUnitsOfTheirColumn(double size) {
    DoubleUnaryOperator sized = value -> value * size;
    double[] once = column(row -> sized.applyAsDouble(row == 417 ? 1 : 0));
    assertThat(pairwise(MixedKsg.Form.RELEASED, once, once))
        .isCloseTo(entropy(999, 1), within(1e-12));
    double[] rounded =
        column(row -> sized.applyAsDouble(row == 9 ? 1 : row < 500 ? 0.1 + 0.2 : 0.3));
    assertThat(pairwise(MixedKsg.Form.RELEASED, rounded, rounded))
        .isCloseTo(entropy(999, 1), within(1e-12));
  }

  @Test
  void neighboursAmongTheNumbersAreTwoValuesIfThereAreNoOthers() {
    double[] once = column(row -> row == 9 ? Math.nextUp(1.0) : 1);
    assertThat(pairwise(MixedKsg.Form.RELEASED, once, once))
        .isCloseTo(entropy(999, 1), within(1e-12));
  }

  /** Sixteen values in forty rows are no categories but a short sample. */
  @Test
  void aShortColumnOfDifferentValuesIsNotCategorical() {
    double[] few = new double[40];
    Arrays.setAll(few, row -> row % 16);
    assertThat(Atoms.of(few).isEmpty()).isTrue();
    double[] many = new double[81];
    Arrays.setAll(many, row -> row % 16);
    assertThat(Atoms.of(many).counts()).hasSize(16);
    assertThat(Atoms.of(new double[100]).isEmpty()).isTrue();
  }

  /** Of sixteen values with one rare and nothing in common no link must appear. */
  @Test
  void manyCellsDoNotMakeALinkOfNothing() {
    int[] random = new SplittableRandom(5).ints(2L * ROWS, 0, 15).toArray();
    double[] x = column(row -> row == 0 ? 15 : random[row]);
    double[] y = column(row -> random[ROWS + row]);
    assertThat(pairwise(MixedKsg.Form.RELEASED, x, y)).isCloseTo(0, within(0.05));
  }
}
