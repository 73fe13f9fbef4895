// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

/**
 * A curve beside the random ones, and what it suggests.
 *
 * @param curve the curve
 * @param areaDifference its area less the mean area of random orders
 * @param distance the same in standard deviations of the random areas; {@code NaN} when they do not
 *     deviate
 * @param hypothesis what the curve suggests about redundancy or synergy, one sentence that begins
 *     with {@code hypothesis:}
 */
public record AblationFinding(
    AblationCurve curve, double areaDifference, double distance, String hypothesis) {
  private static final double FAR = 2; // standard deviations
  private static final String MIXED = "none, values of different layers are not comparable";

  static AblationFinding of(AblationCurve curve, RandomBand random, boolean mixesLayers) {
    double distance = random.distance(curve.area());
    String words = "hypothesis: " + (mixesLayers ? MIXED : words(curve, distance));
    return new AblationFinding(curve, curve.area() - random.area(), distance, words);
  }

  private static String words(AblationCurve curve, double distance) {
    int units = curve.accuracies().length - 1;
    int damage = curve.unitsToDamage().orElse(units + 1);
    boolean atOnce = damage <= Math.max(1, units / 20);
    boolean lasts = 2 * (damage - 1) >= Math.max(2, units - 1);
    return switch (curve.order().direction()) {
      case LOW_FIRST -> low(atOnce, lasts, distance);
      case HIGH_FIRST -> high(atOnce, lasts, distance);
      case RANDOM -> "none, the order is random";
    };
  }

  private static String low(boolean atOnce, boolean lasts, double distance) {
    if (atOnce || distance < -FAR) {
      return "synergy: neurons that say little alone matter together, or the bins miss what they say";
    }
    if (lasts) {
      return "the low neurons are irrelevant, or what they say is duplicated" + beside(distance);
    }
    return distance > FAR
        ? "the low neurons matter less than others"
        : "none, the order is as good as random";
  }

  /** A layer that hardly needs any of its neurons says little about some of them. */
  private static String beside(double distance) {
    return Math.abs(distance) > FAR ? "" : ", but random ones can go as well";
  }

  private static String high(boolean atOnce, boolean lasts, double distance) {
    if (atOnce) {
      return "the high neurons are informative and cannot be replaced";
    }
    if (lasts) {
      return "redundancy: others can stand in for the high neurons" + beside(distance);
    }
    if (distance < -FAR) {
      return "the high neurons matter more than others";
    }
    return distance > FAR
        ? "the high neurons matter less than others: the quantity misses what counts"
        : "none, the order is as good as random";
  }
}
