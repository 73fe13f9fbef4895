// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.Intervention;
import dev.infoscope.network.Snapshots;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnockoutTest {
  private static final int ROWS = 3000; // more than one block
  private static final int UNITS = 6;
  private static final int OUTPUTS = 3;

  private static int[] labels() {
    return Snapshots.labels(ROWS, OUTPUTS);
  }

  private static final double[] VALUES = Snapshots.clusters(3, labels(), UNITS, 1.5);
  private static final double[] WEIGHTS =
      new SplittableRandom(4).doubles(UNITS * OUTPUTS, -2, 2).toArray();

  private static Activations hidden() {
    return Activations.of(VALUES, UNITS);
  }

  private static double[] weights() {
    return WEIGHTS;
  }

  private static final double[] BIAS = {0.3, -0.2, 0.1};

  private static DenseMap output() {
    return new DenseMap(UNITS, OUTPUTS, weights(), BIAS, Activation.identity());
  }

  private static int[] members(int set) {
    return IntStream.range(0, UNITS).filter(unit -> (set >> unit & 1) == 1).toArray();
  }

  /** The forward pass written out, without any walking. */
  private static double[] sums(int row, int set, double[] held) {
    double[] values = new double[UNITS];
    hidden().copy(row, 1, values);
    double[] sums = BIAS.clone();
    for (int unit = 0; unit < UNITS; unit++) {
      double value = (set >> unit & 1) == 1 ? held[unit] : values[unit];
      for (int output = 0; output < OUTPUTS; output++) {
        sums[output] += value * weights()[unit * OUTPUTS + output];
      }
    }
    return sums;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theWalkThroughAllSetsIsAForwardPassForEach(boolean mean) {
    double[] held = mean ? DenseKnockouts.means(hidden()) : new double[UNITS];
    DenseKnockouts knockouts = new DenseKnockouts(hidden(), output(), labels(), held);
    for (int output = 0; output < OUTPUTS; output++) {
      float[] balanced = knockouts.balanced(output);
      assertThat(balanced).hasSize(1 << UNITS);
      for (int set = 0; set < balanced.length; set += 5) {
        double hits = 0;
        double correct = 0;
        for (int row = 0; row < ROWS; row++) {
          boolean above = sums(row, set, held)[output] > 0;
          hits += above && row % OUTPUTS == output ? 1 : 0;
          correct += !above && row % OUTPUTS != output ? 1 : 0;
        }
        double expected = (hits / (ROWS / 3) + correct / (ROWS / 3 * 2)) / 2;
        assertThat((double) balanced[set]).isCloseTo(expected, within(1e-6));
        assertThat(knockouts.balancedWithout(output, members(set)))
            .isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void accuracyIsThatOfTheLargestOutput() {
    double[] held = new double[UNITS];
    DenseKnockouts knockouts = new DenseKnockouts(hidden(), output(), labels(), held);
    for (int set : new int[] {0, 5, 63}) {
      int right = 0;
      for (int row = 0; row < ROWS; row++) {
        double[] sums = sums(row, set, held);
        int largest = 0;
        for (int output = 1; output < OUTPUTS; output++) {
          largest = sums[output] > sums[largest] ? output : largest;
        }
        right += largest == row % OUTPUTS ? 1 : 0;
      }
      assertThat(knockouts.accuracy(members(set))).isEqualTo((double) right / ROWS);
    }
    assertThat(knockouts.accuracy(0, 1, 2, 3, 4, 5)).isEqualTo(1.0 / 3); // the largest bias wins
  }

  @Test
  void theFitFindsThePlaneItWasMadeFrom() {
    SplittableRandom random = new SplittableRandom(6);
    int[] labels = Snapshots.labels(400, 2);
    long[] rows =
        Arrays.stream(labels).mapToLong(label -> label ^ random.nextInt(1 << 6) & ~1).toArray();
    int[] out = Arrays.stream(labels).map(l -> random.nextInt(8) == 0 ? 1 - l : l).toArray();
    SubsetTable relay =
        new RelayCounts(Bins.above(0.5).forUnits(6), 2, 2)
            .accept(rows, labels, out)
            .snapshot()
            .concept(1)
            .subsets(1);
    double low = IntStream.range(0, 64).mapToDouble(relay::value).min().getAsDouble();
    double high = IntStream.range(0, 64).mapToDouble(relay::value).max().getAsDouble();
    float[] accuracy = new float[64];
    for (int set = 0; set < 64; set++) {
      double information = (relay.value(set) - low) / (high - low);
      accuracy[set] = (float) (0.9 - 0.7 * information + 0.1 * Integer.bitCount(set) / 6.0);
    }
    double range =
        IntStream.range(0, 64).mapToDouble(i -> accuracy[i]).max().getAsDouble()
            - IntStream.range(0, 64).mapToDouble(i -> accuracy[i]).min().getAsDouble();
    KnockoutFit fit = KnockoutFit.of(relay, accuracy);
    assertThat(fit.information()).isCloseTo(-0.7 / range, within(1e-4));
    assertThat(fit.size()).isCloseTo(0.1 / range, within(1e-4));
    assertThat(fit.explained()).isCloseTo(1, within(1e-6));
    assertThat(fit.withInformation()).isLessThan(-0.9);
    assertThat(KnockoutFit.of(relay, new float[64]).explained()).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KnockoutFit.of(relay, new float[3]))
        .withMessage("accuracies (3) must be as many as sets (64)");
  }

  @Test
  void scoresOfPredictions() {
    int[] labels = {0, 0, 1, 1, 2, 2};
    Knockout score = Knockout.of(labels, new int[] {0, 1, 1, 1, 0, 0}, 4);
    assertThat(score.accuracy()).isEqualTo(0.5);
    assertThat(score.balanced()[0]).isCloseTo((0.5 + 0.5) / 2, within(1e-12));
    assertThat(score.balanced()[1]).isCloseTo((1 + 0.75) / 2, within(1e-12));
    assertThat(score.balanced()[2]).isCloseTo(0.5, within(1e-12));
    assertThat(score.balanced()[3]).isNaN();
    Knockout byAccess =
        Knockout.of(
            (layer, intervention) -> intervention.units().length == 0 ? labels : null,
            Snapshots.tanh(0),
            Intervention.none(),
            labels,
            3);
    assertThat(byAccess.accuracy()).isEqualTo(1);
    assertThat(
            Knockout.of(
                (layer, intervention) -> null, Snapshots.tanh(0), Intervention.of(1, 0), labels, 3))
        .isNull();
  }

  @Test
  void rankCorrelationSharesRanksOfEqualValues() {
    assertThat(RankCorrelation.of(new double[] {1, 2, 3, 9}, new double[] {0, 5, 6, 7}))
        .isCloseTo(1, within(1e-12));
    assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
        .isCloseTo(-1, within(1e-12));
    // scipy.stats.spearmanr([1,2,2,3],[1,3,2,4]) = 0.9486832980505138
    assertThat(RankCorrelation.of(new double[] {1, 2, 2, 3}, new double[] {1, 3, 2, 4}))
        .isCloseTo(0.9486832980505138, within(1e-12));
    assertThat(RankCorrelation.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
  }

  @Test
  void theActivationOfTheOutputLayerIsLeftOut() {
    double[] held = new double[UNITS];
    DenseMap squashed = new DenseMap(UNITS, OUTPUTS, weights(), BIAS, Activation.sigmoid());
    DenseKnockouts plain = new DenseKnockouts(hidden(), output(), labels(), held);
    DenseKnockouts other = new DenseKnockouts(hidden(), squashed, labels(), held);
    assertThat(plain.balanced(0)[0]).isGreaterThan(0.5f);
    assertThat(other.balanced(0)).containsExactly(plain.balanced(0));
    assertThat(other.balancedWithout(0, 1)).isEqualTo(plain.balancedWithout(0, 1));
    assertThat(other.accuracy(1)).isEqualTo(plain.accuracy(1));
  }

  @Test
  void shapesThatDisagreeAreRefused() {
    DenseMap narrow =
        new DenseMap(5, OUTPUTS, new double[5 * OUTPUTS], BIAS, Activation.identity());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseKnockouts(hidden(), narrow, labels(), new double[UNITS]))
        .withMessage(
            "inputs of the output layer (5) and held values (6) must be one per hidden unit (6)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseKnockouts(hidden(), output(), labels(), new double[5]))
        .withMessage(
            "inputs of the output layer (6) and held values (5) must be one per hidden unit (6)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseKnockouts(hidden(), output(), new int[7], new double[UNITS]))
        .withMessage("labels (7) must be as many as examples (3000)");
    DenseKnockouts knockouts = new DenseKnockouts(hidden(), output(), labels(), new double[UNITS]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> knockouts.accuracy(6))
        .withMessage("unit (6) must be from 0 to 5");
    assertThatIllegalArgumentException().isThrownBy(() -> knockouts.balanced(3));
  }
}
