// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.measure.relay.LayerRelay;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Neurons that are independent coins, beside a network that is right in 95 %: they relay nothing.
 * The plain rule shuffles the predictions, and so asks whether the network has learnt anything.
 */
final class RelayCalibration {
  private static final int ROWS = 2000;
  private static final int CLASSES = 10;
  private static final int NEURONS = 9;
  private static final int PERMUTATIONS = 10;
  private static final double FAR = 2; // deviations
  private static final double NOMINAL = 0.05;
  private static final double NEAR = 0.954;

  private RelayCalibration() {}

  /** One layer of coins. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Coins(Activations bits, int[] labels, int[] predictions, long seed) {
    static Coins of(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] labels = random.ints(ROWS, 0, CLASSES).toArray();
      int[] predictions =
          Arrays.stream(labels)
              .map(label -> random.nextInt(20) == 0 ? random.nextInt(CLASSES) : label)
              .toArray();
      double[] bits = new double[ROWS * NEURONS];
      Arrays.setAll(bits, i -> random.nextInt(2));
      return new Coins(Activations.of(bits, NEURONS), labels, predictions, seed);
    }

    LayerRelay relay(int classes, int... said) {
      RelaySettings settings =
          RelaySettings.defaults().withClasses(classes).withoutSplitHalf().withSeed(seed + 1);
      return LayerRelay.of(settings, null, bits, labels, said, CLASSES);
    }

    /** Whether the reading is far above what it is with predictions in another order. */
    boolean isBelievedByThePlainRule(double reading) {
      SplittableRandom random = new SplittableRandom(Mix.at(seed, 2));
      double[] readings = new double[PERMUTATIONS];
      for (int i = 0; i < PERMUTATIONS; i++) {
        int[] shuffled = predictions.clone();
        RandomOrder.shuffle(shuffled, random);
        readings[i] = relay(0, shuffled).whole().bits();
      }
      ShuffledNull none = ShuffledNull.of(readings);
      return reading > none.mean() + FAR * none.deviation();
    }
  }

  /** What one layer gave. */
  private record Found(boolean plain, boolean whole, boolean near, boolean oneClass) {}

  static List<CalibrationLine> lines(int sets, int workers, long seed) {
    Found[] found = new Found[sets];
    Workers.run(workers, sets, () -> set -> found[set] = found(Coins.of(Mix.at(seed, set))));
    return List.of(
        CalibrationLine.ofShares(
            "relay of nine coins, all classes: not flagged",
            sets,
            NOMINAL,
            share(found, Found::plain),
            share(found, Found::whole)),
        CalibrationLine.ofShares(
            "relay of nine coins, one class: not flagged",
            sets,
            NOMINAL,
            Double.NaN,
            share(found, Found::oneClass)),
        CalibrationLine.ofShares(
            "relay of nine coins within two deviations of the null",
            sets,
            NEAR,
            1 - share(found, Found::plain),
            share(found, Found::near)));
  }

  private static Found found(Coins coins) {
    LayerRelay relay = coins.relay(1, coins.predictions());
    Estimate whole = relay.whole();
    return new Found(
        coins.isBelievedByThePlainRule(whole.bits()),
        isBelieved(whole),
        Math.abs(whole.uncertainty().chance().z(whole.bits())) <= FAR,
        isBelieved(relay.classes().get(0).information()));
  }

  private static boolean isBelieved(Estimate estimate) {
    return !estimate.flags().contains(Flag.NOT_ABOVE_NULL);
  }

  private static double share(Found[] found, Predicate<Found> holds) {
    return IntStream.range(0, found.length).filter(i -> holds.test(found[i])).count()
        / (double) found.length;
  }
}
