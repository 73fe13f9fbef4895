// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.estimate.chance.FalseDiscovery;
import dev.infoscope.measure.neuron.ablation.AblationOrder.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the curves of a layer suggest. How far a curve lies from the random ones has the first word:
 * more than two of their deviations, and farther than false discovery among all curves of the run
 * explains. How long the accuracy lasts, or how soon it breaks, only says more of it. Both ends of
 * a ranking cannot matter more than others, nor less: then the ranking suggests nothing. Nor does
 * anything a network at chance does, or an order of equal values.
 */
final class Hypotheses {
  static final String MIXED = "none, values of different layers are not comparable";
  private static final double FAR = 2; // standard deviations

  private enum Effect {
    MORE,
    AS_RANDOM,
    LESS
  }

  private final RandomBand random;
  private final String common; // words of all curves; empty where each has its own
  private final int curvesOfRun;
  private final double limit; // the largest p-value that counts

  /**
   * Hypotheses beside random orders.
   *
   * @param common words that hold for all curves, or empty
   * @param pValues of all curves of the run; {@code NaN} does not count
   */
  Hypotheses(RandomBand random, String common, double... pValues) {
    this.random = random;
    this.common = common;
    curvesOfRun = (int) Arrays.stream(pValues).filter(p -> !Double.isNaN(p)).count();
    limit = FalseDiscovery.limit(AblationStudy.FALSE_RATE, pValues);
  }

  /** One finding per curve, in their order. */
  List<AblationFinding> of(List<AblationCurve> curves) {
    return curves.stream().map(curve -> finding(curve, curves)).toList();
  }

  private AblationFinding finding(AblationCurve curve, List<AblationCurve> all) {
    double distance = random.distance(curve.area());
    String words = common.isEmpty() ? words(curve, all) : common;
    return new AblationFinding(
        curve,
        curve.area() - random.area(),
        distance,
        random.pValue(curve.area()),
        "hypothesis: " + words);
  }

  private String words(AblationCurve curve, List<AblationCurve> all) {
    if (curve.order().units().length == 1) {
      return "none, a single neuron has no order";
    } else if (curve.order().isOneGroup()) {
      return String.format(
          Locale.ROOT,
          "none, all %d neurons have the same %s, so that there is no order",
          curve.order().units().length,
          curve.order().quantity());
    }
    Effect effect = effect(curve);
    if (effect == Effect.AS_RANDOM) {
      return "none, " + asRandom(curve);
    }
    if (all.stream().anyMatch(other -> isOtherEnd(other, curve) && effect(other) == effect)) {
      return String.format(
          Locale.ROOT,
          "none, both ends matter %s than random neurons, so that the quantity does not order them",
          effect == Effect.MORE ? "more" : "less");
    }
    return switch (curve.order().direction()) {
      case LOW_FIRST -> low(curve, effect);
      case HIGH_FIRST -> high(curve, effect);
      case RANDOM -> "none, the order is random";
    };
  }

  private static boolean isOtherEnd(AblationCurve other, AblationCurve curve) {
    Direction direction = other.order().direction();
    return other.order().quantity().equals(curve.order().quantity())
        && direction != curve.order().direction()
        && direction != Direction.RANDOM;
  }

  private Effect effect(AblationCurve curve) {
    double distance = random.distance(curve.area());
    boolean isFar = Math.abs(distance) > FAR && random.pValue(curve.area()) <= limit;
    if (!isFar) {
      return Effect.AS_RANDOM;
    }
    return distance < 0 ? Effect.MORE : Effect.LESS;
  }

  private String asRandom(AblationCurve curve) {
    double p = random.pValue(curve.area());
    if (Math.abs(random.distance(curve.area())) > FAR) {
      return String.format(
          Locale.ROOT,
          "among %d curves one lies as far from random orders by chance (p = %.4f)%s",
          curvesOfRun,
          p,
          tooFew(p));
    }
    return "the order is as good as random" + (lasts(random.mean()) ? ": random ones can go" : "");
  }

  /** Whether more random orders could tell: the curve lies beyond all there are. */
  private String tooFew(double p) {
    int enough = (int) Math.ceil(2.0 * curvesOfRun / AblationStudy.FALSE_RATE) - 1;
    boolean isLeast = p <= 2.0 / (random.orders() + 1);
    return isLeast && random.orders() < enough
        ? String.format(
            Locale.ROOT, ", the least that %d of them can show; %d can", random.orders(), enough)
        : "";
  }

  /** The first few units ruin the network, and random ones do not. */
  private boolean breaksAtOnce(AblationCurve curve) {
    int units = curve.accuracies().length - 1;
    int damage = curve.unitsToDamage().orElse(units + 1);
    return damage <= Math.max(1, units / 20)
        && curve.accuracies()[damage] < random.mean()[damage] - random.deviation()[damage];
  }

  private static boolean lasts(double[] accuracies) {
    double least = AblationCurve.NEARLY_INTACT * accuracies[0];
    int units = accuracies.length - 1;
    int damage = 1;
    while (damage <= units && accuracies[damage] >= least) {
      damage++;
    }
    return 2 * (damage - 1) >= Math.max(2, units - 1);
  }

  private String low(AblationCurve curve, Effect effect) {
    if (effect == Effect.MORE) {
      return "synergy: neurons that say little alone matter together, or the bins miss what they"
          + " say";
    }
    return lasts(curve.accuracies())
        ? "the low neurons are irrelevant, or what they say is duplicated"
        : "the low neurons matter less than others";
  }

  private String high(AblationCurve curve, Effect effect) {
    if (effect == Effect.MORE) {
      return breaksAtOnce(curve)
          ? "the high neurons are informative and cannot be replaced"
          : "the high neurons matter more than others";
    }
    return lasts(curve.accuracies())
        ? "redundancy: others can stand in for the high neurons"
        : "the high neurons matter less than others: the quantity misses what counts";
  }
}
