// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The null of relay information: neurons that know nothing. */
class ShuffledPatternsTest {
  private static final int ROWS = 2000;
  private static final int CLASSES = 10;

  private static int[] labels(SplittableRandom random) {
    return random.ints(ROWS, 0, CLASSES).toArray();
  }

  /** Of an accuracy of 95 %. */
  private static int[] predictions(int[] labels, SplittableRandom random) {
    return Arrays.stream(labels)
        .map(label -> random.nextInt(20) == 0 ? random.nextInt(CLASSES) : label)
        .toArray();
  }

  private static LayerRelay coins(int neurons, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = labels(random);
    double[] bits = new double[ROWS * neurons];
    Arrays.setAll(bits, i -> random.nextInt(2));
    return LayerRelay.of(
        RelaySettings.defaults().withSeed(seed + 1),
        null,
        Activations.of(bits, neurons),
        labels,
        predictions(labels, random),
        CLASSES);
  }

  private static double deviationsFromNull(Estimate estimate) {
    ShuffledNull none = estimate.uncertainty().shuffled();
    return Math.abs(none.z(estimate.bits()));
  }

  /** Truth 0; the plug-in value of nine coins is above a bit of all classes at once. */
  @ParameterizedTest
  @CsvSource({"4, 101", "9, 202", "11, 303"})
  void coinsAreTakenForWhatTheyAre(int neurons, long seed) {
    int flagged = 0;
    int near = 0;
    int flaggedOfOne = 0;
    double sum = 0;
    for (int set = 0; set < 100; set++) {
      LayerRelay relay = coins(neurons, seed + 7919L * set);
      flagged += relay.whole().flags().contains(Flag.NOT_ABOVE_NULL) ? 1 : 0;
      near += deviationsFromNull(relay.whole()) < 2 ? 1 : 0;
      Estimate one = relay.classes().get(3).information();
      flaggedOfOne += one.flags().contains(Flag.NOT_ABOVE_NULL) ? 1 : 0;
      sum += relay.whole().bits() - relay.whole().uncertainty().shuffled().mean();
    }
    assertThat(flagged).isGreaterThanOrEqualTo(93);
    assertThat(near).isGreaterThanOrEqualTo(90);
    assertThat(flaggedOfOne).isGreaterThanOrEqualTo(92);
    assertThat(sum / 100).isCloseTo(0, within(0.005));
  }

  @Test
  void coverageAloneIsNoReasonToBelieveAReading() {
    LayerRelay relay = coins(9, 17);
    assertThat(relay.coverage()).isGreaterThan(0.95);
    assertThat(relay.whole().bits()).isGreaterThan(1);
    assertThat(relay.whole().flags()).contains(Flag.NOT_ABOVE_NULL);
  }

  /** Four neurons hold the number of the prediction; of ten classes nothing remains unexplained. */
  @Test
  void neuronsThatHoldThePredictionStandFarAboveIt() {
    SplittableRandom random = new SplittableRandom(5);
    int[] labels = labels(random);
    int[] predictions = predictions(labels, random);
    double[] bits = new double[ROWS * 4];
    Arrays.setAll(bits, i -> predictions[i / 4] >> i % 4 & 1);
    LayerRelay relay =
        LayerRelay.of(
            RelaySettings.defaults(), null, Activations.of(bits, 4), labels, predictions, CLASSES);
    assertThat(relay.whole().flags()).doesNotContain(Flag.NOT_ABOVE_NULL);
    assertThat(deviationsFromNull(relay.whole())).isGreaterThan(100);
    assertThat(relay.classes())
        .allSatisfy(one -> assertThat(deviationsFromNull(one.information())).isGreaterThan(20));
  }

  /** Shuffling rows and reading them as a layer is read. */
  @Test
  void itIsWhatLayersOfShuffledRowsRead() {
    SplittableRandom random = new SplittableRandom(9);
    int[] in = random.ints(400, 0, 3).toArray();
    int[] out = Arrays.stream(in).map(i -> random.nextInt(4) == 0 ? 0 : i).toArray();
    long[] rows = random.longs(400, 0, 32).toArray();
    ShuffledNull[] nulls = ShuffledPatterns.of(table(rows, in, out), 1);
    double[][] readings = new double[4][400];
    for (int i = 0; i < 400; i++) {
      RelayTable table = table(shuffled(rows, random), in, out);
      for (int label = 0; label < 3; label++) {
        readings[label][i] = table.concept(label).relay();
      }
      readings[3][i] = table.allClasses().relay();
    }
    for (int i = 0; i < 4; i++) {
      ShuffledNull many = ShuffledNull.of(readings[i]);
      double error = many.deviation() / Math.sqrt(ShuffledPatterns.SHUFFLES);
      assertThat(nulls[i].mean()).isCloseTo(many.mean(), within(4 * error));
      assertThat(nulls[i].deviation()).isCloseTo(many.deviation(), within(many.deviation() / 2));
    }
  }

  /** Every example has a pattern of its own: whatever the neurons, all is read. */
  @Test
  void whereEveryPatternIsAloneItIsTheReading() {
    int[] in = IntStream.range(0, 64).map(i -> i % 2).toArray();
    RelayTable table = table(IntStream.range(0, 64).asLongStream().toArray(), in, in);
    ShuffledNull[] nulls = ShuffledPatterns.of(table, 1);
    assertThat(nulls[3].mean()).isCloseTo(1, within(1e-12));
    assertThat(table.allClasses().relay()).isCloseTo(1, within(1e-12));
    assertThat(nulls[3].deviation()).isZero();
  }

  private static long[] shuffled(long[] rows, SplittableRandom random) {
    long[] shuffled = rows.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long held = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = held;
    }
    return shuffled;
  }

  private static RelayTable table(long[] rows, int[] in, int[] out) {
    return new RelayCounts(Bins.above(0.5).forUnits(6), 3, 3).accept(rows, in, out).snapshot();
  }
}
