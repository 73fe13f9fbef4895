// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Bins;
import dev.infoscope.golden.Generators;
import dev.infoscope.golden.GoldenCases;
import dev.infoscope.numeric.XLog2X;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on noisy prototypes of ten classes, against three other programs. */
class RelayGoldenTest {
  private static final int ROWS = 60_000;
  private static Concept narrow;

  @BeforeAll
  static void count() {
    narrow = table(20).concept(0);
  }

  static RelayTable table(int width) {
    Generators.Codes codes = Generators.b3(ROWS, width);
    return new RelayCounts(Bins.above(0.5).forUnits(width), 10, 10)
        .accept(packed(codes), codes.classes(), codes.outputs())
        .snapshot();
  }

  static long[] packed(Generators.Codes codes) {
    long[] rows = new long[codes.classes().length];
    for (int i = 0; i < codes.bits().length; i++) {
      rows[i / codes.width()] |= (long) codes.bits()[i] << i % codes.width();
    }
    return rows;
  }

  @Test
  void orderAndValuesOfTwentyNeurons() {
    GoldenCases.Case expected = GoldenCases.of("b3.relay20");
    double tolerance = expected.tolerance("I_R");
    RelayPath path = narrow.path();
    assertThat(path.values()[0]).isCloseTo(expected.expected("I_R_all_neurons"), within(tolerance));
    assertThat(path.removed()).containsExactly(ints(expected.expectedArray("order")));
    double[] values = Arrays.copyOfRange(path.values(), 1, 21);
    assertThat(values).containsExactly(expected.expectedArray("I_R"), within(tolerance));
  }

  @Test
  void orderAndValuesOfSixtyFourNeurons() {
    GoldenCases.Case expected = GoldenCases.of("b3.relay64");
    RelayPath path = table(64).concept(0).path();
    assertThat(Arrays.copyOf(path.removed(), 3))
        .containsExactly(ints(expected.expectedArray("order_first3")));
    assertThat(Arrays.copyOfRange(path.values(), 1, 4))
        .containsExactly(
            expected.expectedArray("I_R_first3"), within(expected.tolerance("I_R_first3")));
    assertThat(Arrays.copyOfRange(path.values(), 45, 65)).containsOnly(0.0);
    assertThat(path.ties()[45]).isEqualTo(64 - 45);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void greedyIsSuboptimalAtTwoSizes(int threads) {
    SubsetTable subsets = narrow.subsets(threads);
    RelayPath path = narrow.path();
    double[] shortfall = subsets.shortfall(path);
    assertThat(Arrays.stream(shortfall).filter(bits -> bits > 1e-9)).hasSize(2);
    assertThat(Arrays.stream(shortfall).max().getAsDouble()).isCloseTo(0.017269, within(1e-6));
    assertThat(subsets.value((1 << 20) - 1)).isCloseTo(path.values()[0], within(1e-12));
    assertThat(subsets.value(0)).isZero();
  }

  @Test
  void theGeneralWayFindsTheSamePath() {
    RelayTable table = narrow.table();
    double[] scores = new double[20];
    double[] general = new double[20];
    int[] units = new int[20];
    Arrays.setAll(units, unit -> unit);
    double[] logs = XLog2X.table(ROWS);
    Cells fast = new BinaryCells(table, logs, new RelayMemory());
    Cells slow = new GeneralCells(table, logs);
    for (int unit : narrow.path().removed()) {
      fast.scores(units, 20, scores);
      slow.scores(units, 20, general);
      assertThat(scores).containsExactly(general, within(1e-6));
      fast.refine(unit);
      slow.refine(unit);
      assertThat(fast.active()).isEqualTo(slow.active());
      assertThat(fast.excess()).isEqualTo(slow.excess());
      assertThat(fast.isSettled()).isEqualTo(slow.isSettled());
    }
  }

  private static int[] ints(double[] values) {
    return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
  }
}
