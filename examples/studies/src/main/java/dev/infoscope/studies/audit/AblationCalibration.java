// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.measure.neuron.ablation.AblationFinding;
import dev.infoscope.measure.neuron.ablation.AblationOrder;
import dev.infoscope.measure.neuron.ablation.AblationStudy;
import dev.infoscope.measure.neuron.ablation.AblationTarget;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Rankings of a layer's units that know nothing: ten quantities, both ends of each. The plain rule
 * takes an area more than two deviations of the random orders from their mean for a finding.
 */
final class AblationCalibration {
  private static final int UNITS = 20;
  private static final int QUANTITIES = 10;
  private static final int FEW_ORDERS = 10;
  private static final int MORE_ORDERS = 199; // of the command line, to begin with
  private static final int MOST_ORDERS = 999; // of the command line, where a curve lies far out
  private static final double FAR = 2;
  private static final double OF_ONE = 0.0455; // beyond two deviations of a normal law

  private AblationCalibration() {}

  /** A layer whose accuracy falls by what each unit is worth, the last ones most. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Worths(double[] worth) implements AblationTarget {
    static Worths of(SplittableRandom random) {
      double[] worth = new double[UNITS];
      Arrays.setAll(worth, i -> -Math.log(1 - random.nextDouble()));
      return new Worths(worth);
    }

    @Override
    public int units() {
      return UNITS;
    }

    @Override
    public double[] accuracies(int[] order) {
      double all = Arrays.stream(worth).sum();
      double left = all;
      double[] accuracies = new double[order.length + 1];
      for (int i = 0; i <= order.length; i++) {
        accuracies[i] = 0.1 + 0.85 * Math.sqrt(Math.max(0, left / all));
        left -= i < order.length ? worth[order[i]] : 0;
      }
      return accuracies;
    }
  }

  /** What one run gave: shares of its rankings, and whether there was one. */
  private record Found(
      double farShare,
      boolean far,
      boolean few,
      boolean many,
      boolean adaptive,
      int orders,
      boolean trueByMany,
      boolean trueByAdaptive) {}

  static List<CalibrationLine> lines(int sets, int workers, long seed) {
    Found[] found = new Found[sets];
    Workers.run(workers, sets, () -> set -> found[set] = found(Mix.at(seed, set)));
    double one = Arrays.stream(found).mapToDouble(Found::farShare).average().orElse(Double.NaN);
    return List.of(
        CalibrationLine.ofShares(
            "ablation, one random ranking called other than random, 10 random orders",
            sets * 2 * QUANTITIES,
            OF_ONE,
            one,
            Double.NaN),
        line(FEW_ORDERS, sets, share(found, Found::far), share(found, Found::few)),
        line(MORE_ORDERS, sets, Double.NaN, share(found, Found::many)),
        CalibrationLine.ofShares(
            String.format(
                Locale.ROOT,
                "ablation, some of 20 random rankings called so, %d to %d random orders, %.0f on"
                    + " average",
                MORE_ORDERS,
                MOST_ORDERS,
                Arrays.stream(found).mapToInt(Found::orders).average().orElse(Double.NaN)),
            sets,
            AblationStudy.FALSE_RATE,
            share(found, Found::many),
            share(found, Found::adaptive)),
        CalibrationLine.ofShares(
            String.format(
                Locale.ROOT,
                "ablation, the one true ranking among 10 called so, %d orders; %d to %d",
                MORE_ORDERS,
                MORE_ORDERS,
                MOST_ORDERS),
            sets,
            1,
            share(found, Found::trueByMany),
            share(found, Found::trueByAdaptive)));
  }

  private static CalibrationLine line(int orders, int sets, double before, double now) {
    return CalibrationLine.ofShares(
        String.format(
            Locale.ROOT,
            "ablation, some of 20 random rankings called so, %d random orders",
            orders),
        sets,
        AblationStudy.FALSE_RATE,
        before,
        now);
  }

  private static double share(Found[] found, Predicate<Found> holds) {
    return Arrays.stream(found).filter(holds).count() / (double) found.length;
  }

  private static Found found(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Worths layer = Worths.of(random);
    List<AblationOrder> orders = new ArrayList<>();
    for (int i = 0; i < QUANTITIES; i++) {
      orders.addAll(AblationOrder.both("quantity " + i, random.doubles(UNITS).toArray()));
    }
    List<AblationFinding> few = AblationStudy.of(layer, orders, FEW_ORDERS, seed).findings();
    long far = few.stream().filter(each -> Math.abs(each.distance()) > FAR).count();
    AblationStudy adaptive = AblationStudy.of(layer, orders, MORE_ORDERS, MOST_ORDERS, seed);
    List<AblationOrder> some = new ArrayList<>(AblationOrder.both("worth", layer.worth()));
    some.addAll(orders.subList(2, orders.size()));
    return new Found(
        (double) far / orders.size(),
        far > 0,
        isAnyNamed(few),
        isAnyNamed(AblationStudy.of(layer, orders, MORE_ORDERS, seed).findings()),
        isAnyNamed(adaptive.findings()),
        adaptive.random().orders(),
        isAnyNamed(AblationStudy.of(layer, some, MORE_ORDERS, seed).findings().subList(0, 2)),
        isAnyNamed(
            AblationStudy.of(layer, some, MORE_ORDERS, MOST_ORDERS, seed)
                .findings()
                .subList(0, 2)));
  }

  private static boolean isAnyNamed(List<AblationFinding> findings) {
    return findings.stream().anyMatch(each -> !each.hypothesis().startsWith("hypothesis: none"));
  }
}
