// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Bins;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nulls, errors and scores against simulation and by hand. */
class UncertaintyTest {
  private static final int ROWS = 240;

  private static RelayTable table(int classes, long[] rows, int[] in, int[] out) {
    return new RelayCounts(Bins.above(0.5).forUnits(4), classes, classes)
        .accept(rows, in, out)
        .snapshot();
  }

  private static int[] uniform(long seed, int bound) {
    return new SplittableRandom(seed).ints(ROWS, 0, bound).toArray();
  }

  /** Predictions depend on two bits and the class. */
  private static int[] predictions(long[] rows, int[] in, long seed, int classes) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, ROWS)
        .map(row -> random.nextInt(3) == 0 ? in[row] : (int) (rows[row] & 3) % classes)
        .toArray();
  }

  @Test
  void theStandardErrorIsTheSpreadOverSamples() {
    SplittableRandom random = new SplittableRandom(11);
    double[] values = new double[400];
    double[] errors = new double[400];
    for (int i = 0; i < values.length; i++) {
      long[] rows = new long[ROWS];
      int[] in = new int[ROWS];
      int[] out = new int[ROWS];
      for (int row = 0; row < ROWS; row++) {
        in[row] = random.nextInt(2);
        rows[row] = random.nextInt(5) == 0 ? 1 - in[row] : in[row];
        out[row] = random.nextInt(10) == 0 ? random.nextInt(2) : (int) rows[row];
      }
      Concept concept = table(2, rows, in, out).allClasses();
      values[i] = concept.relay();
      errors[i] = concept.standardError();
    }
    double mean = Arrays.stream(values).average().getAsDouble();
    double spread =
        Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().getAsDouble());
    assertThat(Arrays.stream(errors).average().getAsDouble())
        .isCloseTo(spread, within(0.15 * spread));
  }

  @Test
  void fewExamplesHaveNoStandardError() {
    RelayTable one =
        new RelayCounts(Bins.above(0.5).forUnits(1), 2, 2)
            .accept(new long[] {1}, new int[] {1}, new int[] {1})
            .snapshot();
    assertThat(one.allClasses().standardError()).isNaN();
  }

  @Test
  void coverageOfASetIsThatOfItsPatterns() {
    Concept concept = table(2, new long[] {0, 1, 1, 2, 4, 4}, new int[6], new int[6]).allClasses();
    assertThat(concept.patterns(0).coverage()).isEqualTo(1);
    assertThat(concept.patterns(0, 1).coverage()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(concept.patterns(0, 1, 2).distinct()).isEqualTo(4);
  }

  @Test
  void smearednessIsWhatANeuronDoesForOtherClasses() {
    Smearedness modular = Smearedness.of(new double[][] {{2, 0}, {0, 0.5}});
    assertThat(modular.units()).containsExactly(0, 0);
    assertThat(modular.mean()).isZero();
    Smearedness smeared = Smearedness.of(new double[][] {{2, 1}, {1, 1}, {0, -1}});
    assertThat(smeared.units()).containsExactly(1, 0.5); // rows over their largest, last left out
    assertThat(smeared.mean()).isEqualTo(0.75);
    assertThat(Smearedness.of(new double[][] {{Double.NaN, 1}}).mean()).isNaN();
    assertThat(Smearedness.of(new double[][] {{0.001, -3}, {1, 0}}).units())
        .as("noise is no share of a class")
        .containsExactly(0, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void smearednessLiesBetweenNothingAndAllOtherClasses(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int classes = random.nextInt(1, 6);
    double[][] scores = new double[classes][8];
    for (double[] row : scores) {
      double bias = random.nextDouble(-1, 1);
      Arrays.setAll(row, unit -> bias + random.nextDouble(-1, 1));
    }
    for (double unit : Smearedness.of(scores).units()) {
      assertThat(Double.isNaN(unit) || unit >= 0 && unit <= classes - 1).isTrue();
    }
    assertThat(Smearedness.of(new double[0][]).mean()).isNaN();
  }

  @Test
  void moduleSizeIsTheSmallestSurvivingSetThatKeepsTheShare() {
    RelayPath path =
        new RelayPath(
            new int[] {2, 0, 3, 1},
            new double[] {1, 1.02, 0.97, 0.6, 0},
            new double[5],
            new int[] {1, 1, 2, 1},
            new int[5]);
    assertThat(path.moduleSize(0.95)).isEqualTo(2);
    assertThat(path.moduleSize(0.5)).isEqualTo(1);
    assertThat(path.moduleSize(1)).isEqualTo(3);
    assertThat(path.survivors(2)).containsExactly(1, 3);
    assertThat(path.value(1)).isEqualTo(0.6);
    assertThat(path.aggregated(RelayPath.Reference.FIRST_REMOVAL))
        .containsExactly(new double[] {0, 0.47, 0, 0.05}, within(1e-12));
    assertThat(path.aggregated(RelayPath.Reference.ALL))
        .containsExactly(new double[] {-0.02, 0.41, 0, 0.01}, within(1e-12));
  }
}
