// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Information-ordered cumulative ablation (Amjad, Liu and Geiger 2021, arXiv 1804.06679): how the
 * accuracy falls when the units of a layer are removed in the order of a quantity, compared with
 * random orders.
 *
 * <p>Single removals say almost nothing about a redundant network; cumulative ones suggest, at
 * little cost, which neurons are redundant or synergetic. They prove nothing: what they suggest is
 * called a hypothesis. Differences between two quantities within one direction are of the size of
 * the differences between two trainings.
 *
 * @param findings one per order
 * @param random the reference
 * @param atChance whether the intact network is not better than the largest class, so that nothing
 *     follows from its accuracy
 * @param reason why nothing follows from any curve; empty if something may
 */
public record AblationStudy(
    List<AblationFinding> findings, RandomBand random, boolean atChance, String reason) {
  /** Share of false ones among the curves that count as different from random orders. */
  public static final double FALSE_RATE = 0.05;

  private static final int TIE_ORDERS = 10;

  /** Copies the list. */
  public AblationStudy {
    findings = List.copyOf(findings);
  }

  /**
   * Ablates a network in every order. Costs one curve per order and random order, ten per order
   * with equal units; these differ only within groups of equal units.
   *
   * @param target what is ablated; its test data should not be those of the ranking
   * @param orders rankings of its units
   * @param randomOrders how many random orders to compare with, at least 10
   * @param seed of the random orders
   * @return the findings, in the order of {@code orders}, judged by themselves (see {@link
   *     #together} for a run of several layers); without a hypothesis if the target mixes layers,
   *     is at chance, or an order has equal units only
   * @throws IllegalArgumentException if there are fewer than 10 random orders, or an order has not
   *     all units
   */
  public static AblationStudy of(
      AblationTarget target, List<AblationOrder> orders, int randomOrders, long seed) {
    return of(target, orders, randomOrders, randomOrders, seed);
  }

  /**
   * The same with more random orders where they can decide something: if some order lies so far out
   * that at most one random order in twenty does, more of them say how rare that is. A p-value of
   * at most {@link #FALSE_RATE} is then always one of {@code mostOrders}, and as rare as it says.
   *
   * @param target what is ablated
   * @param orders rankings of its units
   * @param randomOrders how many random orders to begin with, at least 10
   * @param mostOrders how many to compare with where some order lies far out, at least as many
   * @param seed of the random orders
   * @return the findings
   * @throws IllegalArgumentException as above, or if {@code mostOrders < randomOrders}
   */
  public static AblationStudy of(
      AblationTarget target,
      List<AblationOrder> orders,
      int randomOrders,
      int mostOrders,
      long seed) {
    Require.atLeast("random orders", randomOrders, 10);
    Require.atLeast("most random orders", mostOrders, randomOrders);
    for (AblationOrder order : orders) {
      Require.that(
          order.units().length == target.units(),
          "order by %s has %d units, the network %d",
          order.quantity(),
          order.units().length,
          target.units());
    }
    List<AblationCurve> ranked = orders.stream().map(order -> ranked(target, order, seed)).toList();
    RandomBand random = band(target, ranked, randomOrders, mostOrders, seed);
    int[] labels = target.labels();
    ChanceLevel chance = labels.length == 0 ? null : ChanceLevel.of(random.mean()[0], labels);
    String guesses = chance != null && chance.isChance() ? chance.words() : "";
    String reason = target.mixesLayers() ? Hypotheses.MIXED : guesses;
    double[] pValues = ranked.stream().mapToDouble(curve -> random.pValue(curve.area())).toArray();
    List<AblationFinding> findings = new Hypotheses(random, reason, pValues).of(ranked);
    return new AblationStudy(findings, random, !guesses.isEmpty(), reason);
  }

  private static RandomBand band(
      AblationTarget target, List<AblationCurve> ranked, int few, int most, long seed) {
    List<AblationCurve> curves =
        new ArrayList<>(curves(target, AblationOrder.random(target.units(), 0, few, seed)));
    RandomBand band = RandomBand.of(curves);
    if (most == few || ranked.stream().noneMatch(curve -> isFar(band, curve))) {
      return band;
    }
    curves.addAll(curves(target, AblationOrder.random(target.units(), few, most, seed)));
    return RandomBand.of(curves);
  }

  private static boolean isFar(RandomBand band, AblationCurve curve) {
    return band.pValue(curve.area()) <= FALSE_RATE;
  }

  /**
   * Studies of one run, with hypotheses that allow for how many curves were looked at: those of all
   * layers together.
   *
   * @param run studies of the layers of a run
   * @return the same curves and numbers; each hypothesis by the p-values of all
   */
  public static List<AblationStudy> together(List<AblationStudy> run) {
    double[] pValues =
        run.stream()
            .flatMap(study -> study.findings.stream())
            .mapToDouble(AblationFinding::pValue)
            .toArray();
    return run.stream().map(study -> study.among(pValues)).toList();
  }

  private AblationStudy among(double... pValues) {
    List<AblationCurve> curves = findings.stream().map(AblationFinding::curve).toList();
    List<AblationFinding> judged = new Hypotheses(random, reason, pValues).of(curves);
    return new AblationStudy(judged, random, atChance, reason);
  }

  /** Equal units stand in no order, so that orders of them are drawn and averaged. */
  private static AblationCurve ranked(AblationTarget target, AblationOrder order, long seed) {
    double[] mean = new double[order.units().length + 1];
    if (order.isOneGroup()) {
      Arrays.fill(mean, Double.NaN);
      return new AblationCurve(order, mean);
    }
    int draws = order.hasTies() ? TIE_ORDERS : 1;
    for (int draw = 0; draw < draws; draw++) {
      AblationOrder drawn = order.hasTies() ? order.withTiesShuffled(Mix.at(seed, draw)) : order;
      double[] accuracies = target.accuracies(drawn.units());
      for (int k = 0; k < mean.length; k++) {
        mean[k] += accuracies[k];
      }
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= draws;
    }
    return new AblationCurve(order, mean);
  }

  private static List<AblationCurve> curves(AblationTarget target, List<AblationOrder> orders) {
    return orders.stream()
        .map(order -> new AblationCurve(order, target.accuracies(order.units())))
        .toList();
  }
}
