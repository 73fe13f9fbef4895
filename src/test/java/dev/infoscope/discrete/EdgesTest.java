// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theCodeIsTheNumberOfEdgesNotAbove(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] edges = random.doubles(1 + random.nextInt(40), -1, 1).sorted().distinct().toArray();
    Edges quantizer = Edges.of(edges);
    double[] values = random.doubles(300, -2, 2).toArray();
    System.arraycopy(edges, 0, values, 0, edges.length);
    values[299] = Double.POSITIVE_INFINITY;
    values[298] = Double.NEGATIVE_INFINITY;
    int[] codes = new int[300];
    quantizer.codes(values, 300, codes);
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      int naive = (int) Arrays.stream(edges).filter(edge -> edge <= value).count();
      assertThat(codes[i]).isEqualTo(naive).isEqualTo(quantizer.code(value));
      assertThat(quantizer.isOutside(value)).isFalse();
    }
    assertThat(quantizer.bins()).isEqualTo(edges.length + 1);
  }

  @ParameterizedTest(name = "{0} values in {1} bins")
  @CsvSource({"1000, 10", "1000, 7", "1003, 30", "30, 30", "64, 2", "5, 4"})
  void quantileBinsOfDistinctValuesHoldEqualShares(int count, int bins) {
    double[] values = new SplittableRandom(count).doubles(count, -5, 5).toArray();
    Edges quantizer = Edges.quantiles(Activations.of(values, 1), bins);
    int[] mass = new int[bins];
    for (double value : values) {
      mass[quantizer.code(value)]++;
    }
    assertThat(quantizer.bins()).isEqualTo(bins);
    for (int share : mass) {
      assertThat(share).isBetween(count / bins, (count + bins - 1) / bins);
    }
  }

  @Test
  void quantilesArePooledOverTheUnits() {
    double[] values = new SplittableRandom(9).doubles(600, -5, 5).toArray();
    assertThat(Edges.quantiles(Activations.of(values, 6), 8))
        .isEqualTo(Edges.quantiles(Activations.of(values, 1), 8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void quantilesDoNotDependOnTheOrderOfTheRows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = Rows.repeating(random, 300, 3, 40);
    double[] turned = Rows.reordered(values, 3, Rows.permutation(random, 300));
    assertThat(Edges.quantiles(Activations.of(turned, 3), 9))
        .isEqualTo(Edges.quantiles(Activations.of(values, 3), 9));
  }

  /** As behind a ReLU: the zeros take one bin, the rest share the others. */
  @Test
  void equalValuesShareABinAndMakeFewerBins() {
    double[] values = new double[100];
    Arrays.setAll(values, i -> i < 60 ? 0 : i);
    Edges quantizer = Edges.quantiles(Activations.of(values, 1), 10);
    assertThat(quantizer).isEqualTo(Edges.of(60, 70, 80, 90));
    assertThat(quantizer.code(0)).isZero();
    assertThat(quantizer.code(60)).isOne();
  }

  @Test
  void constantValuesGetOneEdgeAtTheValue() {
    Edges quantizer = Edges.quantiles(Activations.of(new double[] {3, 3, 3}, 1), 5);
    assertThat(quantizer).isEqualTo(Edges.of(3));
    assertThat(quantizer.code(3)).isOne();
    assertThat(quantizer.code(Math.nextDown(3.0))).isZero();
  }

  @Test
  void edgesAreCopiedAndComparedByValue() {
    double[] edges = {0, 1};
    Edges quantizer = Edges.of(edges);
    edges[0] = 0.5;
    assertThat(quantizer)
        .isEqualTo(Edges.of(0, 1))
        .isEqualTo(Edges.of(-0.0, 1))
        .hasSameHashCodeAs(Edges.of(-0.0, 1))
        .isNotEqualTo(Edges.of(0, 2))
        .hasToString("3 bins between edges 0.0 to 1.0");
    assertThat(quantizer.code(-0.0)).isOne();
  }

  @Test
  void whatIsNoListOfEdgesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(Edges::of)
        .withMessage("number of edges (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Edges.of(0, 1, 1))
        .withMessage("edge 2 (1.0) must be above edge 1 (1.0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Edges.of(0, Double.NaN))
        .withMessage("edge 1 (NaN) must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Edges.quantiles(Activations.of(new double[] {1}, 1), 1))
        .withMessage("bins (1) must be >= 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Edges.quantiles(Activations.of(new double[0], 1), 2))
        .withMessage("examples (0) must be >= 1");
  }
}
