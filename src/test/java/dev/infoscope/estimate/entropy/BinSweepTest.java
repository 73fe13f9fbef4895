// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinSweepTest {
  private static final Range RANGE = new Range(-1, 1);

  /** Halving joins bins, and joining takes information away from either. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyHalvingLosesEntropyAndInformation(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles(900, -1, 1).toArray();
    int[] labels = random.ints(300, 0, 3).toArray();
    List<BinSweep.Point> points =
        BinSweep.of(Activations.of(values, 3), labels, 3, RANGE, 32, 5).points();
    assertThat(points).extracting(BinSweep.Point::bins).containsExactly(32, 16, 8, 4, 2, 1);
    for (int i = 1; i < points.size(); i++) {
      BinSweep.Point finer = points.get(i - 1);
      assertThat(points.get(i).entropy()).isLessThanOrEqualTo(finer.entropy() + 1e-12);
      assertThat(points.get(i).label()).isLessThanOrEqualTo(finer.label() + 1e-12);
    }
    assertThat(points.get(5)).isEqualTo(new BinSweep.Point(1, 0, 0));
  }

  @Test
  void aSignThatIsTheLabelReadsItsEntropyAtEveryNumberOfBins() {
    double[] values = {-0.9, -0.4, -0.1, 0.1, 0.5, 0.8};
    int[] labels = {0, 0, 0, 1, 1, 1};
    BinSweep sweep = BinSweep.of(Activations.of(values, 1), labels, 2, RANGE, 8, 2);
    assertThat(sweep.points()).allSatisfy(p -> assertThat(p.label()).isCloseTo(1, within(1e-12)));
    assertThat(sweep.labelSpread()).isCloseTo(0, within(1e-12));
  }

  @Test
  void theSpreadIsFromTheLeastToTheMostWhereverTheyStand() {
    List<BinSweep.Point> points =
        new ArrayList<>(
            List.of(
                new BinSweep.Point(4, 2, 0.5),
                new BinSweep.Point(2, 1, 0.9),
                new BinSweep.Point(1, 0, 0.2)));
    BinSweep sweep = new BinSweep(points);
    points.clear();
    assertThat(sweep.labelSpread()).isCloseTo(0.7, within(1e-12));
    assertThat(new BinSweep(List.of(new BinSweep.Point(4, 2, 0.5))).labelSpread()).isZero();
  }
}
