// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import java.util.Arrays;
import java.util.List;

/**
 * A quantity whose series is judged.
 *
 * @param name as in the file of series
 * @param owner who has it
 * @param floor least standard deviation of its noise, as drift has it
 * @param logarithmic whether its logarithm is judged, as of what changes by factors
 */
record Quantity(String name, Owner owner, double floor, boolean logarithmic) {
  /** Who has a quantity. */
  enum Owner {
    /** Anybody who trains: losses, accuracy, norms. */
    ANYBODY,
    /** Infoscope. */
    INFOSCOPE
  }

  private static final double LEAST = 1e-9; // of what has a logarithm
  private static final double PERCENTS = 0.02; // of a logarithm
  private static final double BITS = 0.02;
  private static final double CAUSAL_BITS = 0.5;

  static final Quantity TRAINING_LOSS = anybody("training_loss", 0.01);
  static final Quantity PROBE_LOSS = anybody("probe_loss", 0.01);
  static final Quantity PROBE_ACCURACY = anybody("probe_accuracy", 0.005);

  /** What is watched without information. */
  static final List<Quantity> ANYBODYS =
      List.of(
          TRAINING_LOSS,
          PROBE_LOSS,
          PROBE_ACCURACY,
          factor("update_ratio"),
          factor("weight_norm"),
          factor("gradient_norm"));

  /** What Infoscope adds. */
  static final List<Quantity> OURS =
      List.of(
          ours("input", BITS),
          ours("label", BITS),
          ours("neuron_entropy", BITS),
          ours("neuron_label", BITS),
          ours("usable", BITS),
          ours("redundancy", BITS),
          ours("vulnerability", BITS),
          ours("sensitivity", CAUSAL_BITS),
          ours("effective_information", CAUSAL_BITS),
          ours("degeneracy", CAUSAL_BITS),
          ours("dead_neurons", 1),
          ours("dormant", 0.02),
          ours("effective_rank", 0.05),
          ours("update_cosine", 0.02));

  private static Quantity anybody(String name, double floor) {
    return new Quantity(name, Owner.ANYBODY, floor, false);
  }

  private static Quantity factor(String name) {
    return new Quantity(name, Owner.ANYBODY, PERCENTS, true);
  }

  private static Quantity ours(String name, double floor) {
    return new Quantity(name, Owner.INFOSCOPE, floor, false);
  }

  /** What is judged of a series. */
  double[] judged(double[] series) {
    return logarithmic
        ? Arrays.stream(series).map(value -> Math.log(Math.max(LEAST, value))).toArray()
        : series;
  }

  /** Least deviation of one of ours. */
  static double floor(String name) {
    return OURS.stream()
        .filter(quantity -> quantity.name().equals(name))
        .mapToDouble(Quantity::floor)
        .findFirst()
        .orElseThrow();
  }
}
