// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.AccumulatorContract;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.estimate.PairMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JointCountsTest implements AccumulatorContract<JointTable, JointCounts> {
  private static final int WIDTH_A = 5;
  private static final int WIDTH_B = 4;
  private static final int[] UNITS_A = {0, 2, 4};
  private static final int[] UNITS_B = {1, 3};
  private static final Bins BINS_A =
      Bins.perUnit(new double[][] {{0.2, 0.5}, {}, {0.1, 0.4, 0.7}}, 4);
  private static final Bins BINS_B = Bins.perUnit(new double[][] {{0.5}, {0.3, 0.6}}, 3);
  private static final double[] A = values(1, WIDTH_A);
  private static final double[] B = values(2, WIDTH_B);

  private static double[] values(long seed, int width) {
    return new SplittableRandom(seed).doubles((long) SAMPLES * width).toArray();
  }

  @Override
  public JointCounts empty() {
    return new JointCounts(UNITS_A, BINS_A, UNITS_B, BINS_B);
  }

  @Override
  public Stream<JointCounts> unlike() {
    return Stream.of(
        new JointCounts(new int[] {0, 2, 3}, BINS_A, UNITS_B, BINS_B),
        new JointCounts(UNITS_A, Bins.above(0.5).forUnits(3), UNITS_B, BINS_B),
        new JointCounts(UNITS_A, BINS_A, UNITS_B, Bins.above(0.5).forUnits(2)));
  }

  @Override
  public void feed(JointCounts counts, int from, int to) {
    counts.accept(
        Activations.of(Arrays.copyOfRange(A, from * WIDTH_A, to * WIDTH_A), WIDTH_A),
        Activations.of(Arrays.copyOfRange(B, from * WIDTH_B, to * WIDTH_B), WIDTH_B));
  }

  @Override
  public JointCounts fromBytes(byte[] bytes) {
    return JointCounts.fromBytes(bytes);
  }

  @Test
  void theMatrixIsThatOfAllRowsAtOnceToTheBit() {
    CodeColumns a = CodeColumns.of(Activations.of(A, WIDTH_A).selectUnits(UNITS_A), BINS_A);
    CodeColumns b = CodeColumns.of(Activations.of(B, WIDTH_B).selectUnits(UNITS_B), BINS_B);
    PairMatrix found = fed(0, 100).merge(fed(100, SAMPLES)).snapshot().matrix();
    for (boolean planes : new boolean[] {false, true}) {
      PairMatrix expected = PairwiseInformation.between(a, b, 1, planes, new PairMemory());
      for (int i = 0; i < UNITS_A.length; i++) {
        for (int j = 0; j < UNITS_B.length; j++) {
          assertThat(found.plugIn(i, j)).isEqualTo(expected.plugIn(i, j));
          assertThat(found.millerMadow(i, j)).isEqualTo(expected.millerMadow(i, j));
          assertThat(found.pValue(i, j)).isEqualTo(expected.pValue(i, j));
        }
      }
    }
    assertThat(found.plugIn(1, 0)).isZero();
  }

  @Test
  void countsAreTheSameByBitPlanesAndByTables() {
    Activations a = Activations.of(A, WIDTH_A);
    Activations b = Activations.of(B, WIDTH_B);
    JointCounts tables = empty().accept(a, b, false).accept(a, b, false);
    JointCounts planes = empty().accept(a, b, true).accept(a, b, true);
    assertThat(planes.toBytes()).isEqualTo(tables.toBytes());
  }

  @Test
  void withoutRowsNothingIsKnown() {
    assertThat(empty().snapshot().matrix().plugIn(0, 0)).isNaN();
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsAdded() {
    JointCounts counts = empty();
    Activations five = Activations.of(new double[5], 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(five, Activations.of(new double[8], 4)))
        .withMessage("rows differ: 1 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.accept(five, Activations.of(new double[3], 3)))
        .withMessage("unit 3 must be below the layer's width (3)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JointCounts(new int[] {1, 1}, BINS_B, UNITS_B, BINS_B))
        .withMessage("units must ascend");
    assertThat(counts.samples()).isZero();
  }
}
