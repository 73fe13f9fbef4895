// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.measure.neuron.ablation.AblationOrder.Direction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the curves of a layer suggest. How far a curve lies from the random ones has the first word;
 * how long the accuracy lasts only says more of it. Both ends of a ranking cannot matter more than
 * others, nor less: then the ranking suggests nothing. Nor does anything a network at chance does,
 * or an order of equal values.
 */
final class Hypotheses {
  private static final double FAR = 2; // standard deviations
  private static final String MIXED = "none, values of different layers are not comparable";

  private enum Effect {
    MORE,
    AS_RANDOM,
    LESS
  }

  private final RandomBand random;
  private final String common; // words of all curves; empty where each has its own

  /**
   * Hypotheses beside random orders.
   *
   * @param chance null if the examples are not known
   */
  Hypotheses(RandomBand random, boolean mixesLayers, @Nullable ChanceLevel chance) {
    this.random = random;
    String guesses = chance != null && chance.isChance() ? chance.words() : "";
    this.common = mixesLayers ? MIXED : guesses;
  }

  /** One finding per curve, in their order. */
  List<AblationFinding> of(List<AblationCurve> curves) {
    return curves.stream().map(curve -> finding(curve, curves)).toList();
  }

  private AblationFinding finding(AblationCurve curve, List<AblationCurve> all) {
    double distance = random.distance(curve.area());
    String words = common.isEmpty() ? words(curve, all) : common;
    return new AblationFinding(
        curve, curve.area() - random.area(), distance, "hypothesis: " + words);
  }

  private String words(AblationCurve curve, List<AblationCurve> all) {
    if (curve.order().isOneGroup()) {
      return String.format(
          Locale.ROOT,
          "none, all %d neurons have the same %s, so that there is no order",
          curve.order().units().length,
          curve.order().quantity());
    }
    Effect effect = effect(curve);
    if (effect != Effect.AS_RANDOM
        && all.stream().anyMatch(other -> isOtherEnd(other, curve) && effect(other) == effect)) {
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
    if (distance < -FAR || breaksAtOnce(curve)) {
      return Effect.MORE;
    }
    return distance > FAR ? Effect.LESS : Effect.AS_RANDOM;
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
      return "synergy: neurons that say little alone matter together, or the bins miss what they say";
    }
    if (lasts(curve.accuracies())) {
      return "the low neurons are irrelevant, or what they say is duplicated" + beside(effect);
    }
    return effect == Effect.LESS
        ? "the low neurons matter less than others"
        : "none, the order is as good as random";
  }

  /** A layer that hardly needs any of its neurons says little about some of them. */
  private String beside(Effect effect) {
    boolean any = effect == Effect.AS_RANDOM && lasts(random.mean());
    return any ? ", but random ones can go as well" : "";
  }

  private String high(AblationCurve curve, Effect effect) {
    if (effect == Effect.MORE) {
      return breaksAtOnce(curve)
          ? "the high neurons are informative and cannot be replaced"
          : "the high neurons matter more than others";
    }
    if (lasts(curve.accuracies())) {
      return "redundancy: others can stand in for the high neurons" + beside(effect);
    }
    return effect == Effect.LESS
        ? "the high neurons matter less than others: the quantity misses what counts"
        : "none, the order is as good as random";
  }
}
