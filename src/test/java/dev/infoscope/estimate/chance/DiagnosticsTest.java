// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.PairMatrix;
import dev.infoscope.estimate.ProcessingCheck;
import dev.infoscope.estimate.ScaleShift;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.entropy.BinSweep;
import dev.infoscope.estimate.entropy.PairwiseInformation;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.estimate.neighbours.GaussianInformation;
import dev.infoscope.estimate.neighbours.Ksg;
import dev.infoscope.golden.Generators;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.SampleMean;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void everyPointOfTheSweepEqualsCountingAtItsBins() {
    Generators.Task task = Generators.b1a();
    Activations layer = Activations.of(task.layers().get(4), task.units(4));
    BinSweep sweep = BinSweep.of(layer, task.labels(), 2, new Range(-1, 1), 64, 3);
    assertThat(sweep.points()).extracting(BinSweep.Point::bins).containsExactly(64, 32, 16, 8);
    for (BinSweep.Point point : sweep.points()) {
      Bins bins = Bins.equalWidth(-1, 1, point.bins());
      assertThat(point.label()).isEqualTo(information(layer, task.labels(), bins));
    }
    assertThat(sweep.labelSpread())
        .isCloseTo(sweep.points().get(0).label() - sweep.points().get(3).label(), within(ROUNDING));
  }

  @Test
  void binsThatCannotBeHalvedAreRefused() {
    Activations layer = Activations.of(new double[4], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinSweep.of(layer, new int[4], 1, new Range(0, 1), 30, 2))
        .withMessage("bins (30) must be a multiple of 4");
  }

  @Test
  void fixedBinsReadAScaledLayerDifferentlyAndNeighboursDoNot() {
    double[] rectified = Generators.gaussMatrix(31, 500, 2);
    for (int i = 0; i < rectified.length; i++) {
      rectified[i] = Math.max(0, rectified[i]);
    }
    Activations layer = Activations.of(rectified, 2);
    int[] labels = new int[500];
    for (int i = 0; i < 500; i++) {
      labels[i] = rectified[2 * i] > 0.5 ? 1 : 0;
    }
    Bins bins = Bins.equalWidth(0, 2, 30);
    assertThat(ScaleShift.of(layer, 10, scaled -> information(scaled, labels, bins)).shift())
        .isLessThan(-0.01);
    Ksg ksg = Ksg.of(3);
    assertThat(ScaleShift.of(layer, 2, scaled -> ksg.information(scaled, layer, 1)).before())
        .isFinite();
    assertThat(ScaleShift.of(layer, 2, at -> GaussianInformation.of(at, at.select(rows()))).shift())
        .isCloseTo(0, within(1e-9));
  }

  private static int[] rows() {
    return RowSubset.shuffled(500, new SplittableRandom(2));
  }

  @Test
  void aBiasedReadingSlopesAndItsLineEndsNearTheTruth() {
    CodeColumns a = random(4000, 10, 1);
    CodeColumns b = random(4000, 10, 2);
    SampleStability stability =
        SampleStability.of(4000, 3, rows -> plugIn(chosen(a, rows), chosen(b, rows)));
    assertThat(stability.quarter()).isGreaterThan(stability.half());
    assertThat(stability.half()).isGreaterThan(stability.full());
    assertThat(stability.slope()).isCloseTo(9 * 9 / 2.0 * Bits.PER_NAT, within(20.0));
    assertThat(stability.limit()).isCloseTo(0, within(0.01));
  }

  @Test
  void aConstantReadingIsStableAndDoesNotSpread() {
    assertThat(SampleStability.of(100, 1, rows -> 2).slope()).isCloseTo(0, within(ROUNDING));
    assertThat(SubsamplingSpread.of(100, 20, 1, rows -> 2)).isEqualTo(new SubsamplingSpread(2, 0));
  }

  @Test
  void subsamplingFindsTheStandardErrorOfAMean() {
    double[] values = Generators.gaussMatrix(41, 400, 1);
    SubsamplingSpread spread =
        SubsamplingSpread.of(
            400,
            400,
            5,
            rows -> {
              double sum = 0;
              for (int row : rows) {
                sum += values[row];
              }
              return sum / rows.length;
            });
    assertThat(spread.deviation()).isCloseTo(1 / Math.sqrt(400), within(0.01));
    assertThat(spread.estimate()).isCloseTo(SampleMean.of(values).mean(), within(ROUNDING));
  }

  @Test
  void risesAlongLayersAreFoundAndMeasured() {
    List<Estimate> layers =
        List.of(
            estimate(0.9, 0.03),
            estimate(0.8, 0.03),
            Estimate.none(10, Flag.NOT_FINITE),
            estimate(0.85, 0.04),
            estimate(0.86, Double.NaN));
    List<ProcessingCheck.Rise> rises = ProcessingCheck.rises(layers);
    assertThat(rises).extracting(ProcessingCheck.Rise::layer).containsExactly(3, 4);
    assertThat(rises.get(0).bits()).isCloseTo(0.05, within(ROUNDING));
    assertThat(rises.get(0).z()).isCloseTo(1, within(ROUNDING));
    assertThat(rises.get(1).z()).isNaN();
  }

  @Test
  void falseDiscoveryAdjustsAsByHand() {
    assertThat(FalseDiscovery.adjusted(0.04, 0.01, Double.NaN, 0.03, 0.5))
        .containsExactly(
            new double[] {0.16 / 3, 0.04, Double.NaN, 0.16 / 3, 0.5}, within(ROUNDING));
    assertThat(FalseDiscovery.adjusted()).isEmpty();
  }

  @Test
  void onlyDependentPairsAreNamed() {
    Generators.CodePair codes = Generators.b2(2000, 4);
    PairMatrix pairs =
        PairwiseInformation.between(
            CodeColumns.ofRows(codes.a(), codes.unitsA(), 4),
            CodeColumns.ofRows(codes.b(), codes.unitsB(), 4),
            1);
    boolean[][] named = FalseDiscovery.dependent(pairs, 0.05);
    int wrong = 0;
    for (int i = 0; i < pairs.unitsA(); i++) {
      for (int j = 0; j < pairs.unitsB(); j++) {
        assertThat(named[i][j] || i != j).as("pair %d", j).isTrue();
        wrong += named[i][j] && i != j ? 1 : 0;
      }
    }
    assertThat(wrong).isLessThan(20); // about 0.05 of 128 expected
  }

  @Test
  void theChiSquaredNullIsRefusedForTooManyCells() {
    PairMatrix pairs = PairwiseInformation.between(random(100, 20, 1), random(100, 20, 2), 1);
    assertThat(pairs.pValue(0, 0)).isNaN();
  }

  private static Estimate estimate(double bits, double standardError) {
    Uncertainty uncertainty = Uncertainty.of(100, standardError, 1);
    return Estimate.ofBits(bits, uncertainty, Set.of());
  }

  private static double information(Activations layer, int[] labels, Bins bins) {
    PatternCoder coder = new PatternCoder(bins, layer.units());
    return PlugIn.mutualInformation(
        new PatternCounts(coder, 2, labels.length).accept(layer, labels).snapshot());
  }

  private static CodeColumns random(int rows, int bins, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] codes = new byte[rows];
    for (int i = 0; i < rows; i++) {
      codes[i] = (byte) random.nextInt(bins);
    }
    return CodeColumns.ofRows(codes, 1, bins);
  }

  private static CodeColumns chosen(CodeColumns all, int[] rows) {
    byte[] codes = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      codes[i] = all.column(0)[rows[i]];
    }
    return CodeColumns.ofRows(codes, 1, all.bins());
  }

  private static double plugIn(CodeColumns a, CodeColumns b) {
    return PairwiseInformation.between(a, b, 1).plugIn(0, 0);
  }
}
