// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.infoscope.estimate.PairMatrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairChancesTest {
  private static final double RATE = 0.05;

  /** Units of one to nine values, so that of 300 samples the null refuses some pairs. */
  private static PairMatrix pairs(int samples, SplittableRandom random) {
    int[] a = random.ints(random.nextInt(1, 30), 1, 10).toArray();
    int[] b = random.ints(random.nextInt(1, 30), 1, 10).toArray();
    double[][] bits = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        double chance = (a[i] - 1) * (b[j] - 1) / (2.0 * samples * Math.log(2));
        bits[i][j] = chance * (random.nextInt(3) == 0 ? 1 + 3 * random.nextDouble() : 1);
      }
    }
    return new PairMatrix(
        samples,
        counts(samples, a, random),
        counts(samples, b, random),
        bits,
        new int[a.length][b.length]);
  }

  /** Each value at least once, the rest anywhere. */
  private static int[][] counts(int samples, int[] values, SplittableRandom random) {
    int[][] counts = new int[values.length][];
    for (int unit = 0; unit < values.length; unit++) {
      counts[unit] = new int[values[unit]];
      for (int row = 0; row < samples; row++) {
        counts[unit][row < values[unit] ? row : random.nextInt(1 + random.nextInt(values[unit]))]++;
      }
    }
    return counts;
  }

  private static boolean[] some(int units, SplittableRandom random) {
    boolean[] some = new boolean[units];
    for (int i = 0; i < units; i++) {
      some[i] = random.nextInt(8) > 0;
    }
    return some;
  }

  @ParameterizedTest
  @CsvSource({"1,300", "2,300", "3,300", "4,300", "5,300", "6,300", "7,9000", "8,9000"})
  void pairsAreNamedAsByTheirPValues(int seed, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    PairMatrix pairs = pairs(samples, random);
    boolean[] a = some(pairs.unitsA(), random);
    boolean[] b = some(pairs.unitsB(), random);
    double[][] pValues = new double[a.length][b.length];
    Chances chances = Chances.of(pairs, a, b);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        pValues[i][j] = a[i] && b[j] ? pairs.pValue(i, j) : Double.NaN;
        assertThat(chances.isKnown(i, j)).isEqualTo(!Double.isNaN(pValues[i][j]));
      }
    }
    assertThat(chances.named(RATE)).isDeepEqualTo(Chances.of(pValues).named(RATE));
  }

  @Test
  void aPairAtItsLeastInformationIsNamedAndOneJustBelowIsNot() {
    double bits = 0.02;
    for (int halving = 0; halving < 200; halving++) { // down to the last that is named alone
      double less = bits * (1 - Math.pow(0.5, halving / 4 + 1));
      bits = named(less) ? less : bits;
    }
    assertThat(named(bits)).isTrue();
    assertThat(named(bits * (1 - 1e-12))).isFalse();
    PairMatrix pair = pair(bits);
    assertThat(pair.pValue(0, 0)).isBetween(RATE * (1 - 1e-9), RATE);
  }

  private static boolean named(double bits) {
    boolean[] all = {true};
    return Chances.of(pair(bits), all, all).named(RATE)[0][0];
  }

  private static PairMatrix pair(double bits) {
    int[][] counts = {{333, 333, 334}};
    return new PairMatrix(1000, counts, counts, new double[][] {{bits}}, new int[1][1]);
  }

  @Test
  void withoutANullNothingIsKnownOrNamed() {
    assertThat(Chances.of(new double[0][])).isSameAs(Chances.NONE);
    assertThat(Chances.NONE.isTaken()).isFalse();
    assertThat(Chances.NONE.isKnown(0, 0)).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> Chances.NONE.named(RATE))
        .withMessage("no null was taken");
  }
}
