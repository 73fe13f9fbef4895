// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import java.util.List;

/**
 * Everything this project publishes; meters, dashboards and documentation all read this list. Names
 * are Micrometer's; Prometheus writes underscores and adds the unit.
 */
public enum Metric {
  /** Last examined epoch, counted from 1. */
  EPOCH(Kind.GAUGE, "infoscope.training.epoch", "", "Last examined epoch, counted from 1"),
  /** Parameter updates so far. */
  ITERATION(Kind.GAUGE, "infoscope.training.iteration", "", "Parameter updates when last examined"),
  /** Epochs the run is meant to have. */
  PLANNED_EPOCHS(
      Kind.GAUGE, "infoscope.training.planned.epochs", "", "Epochs the run is meant to have"),
  /** Training score, the loss of the last minibatch. */
  SCORE(Kind.GAUGE, "infoscope.training.score", "", "Loss of the last minibatch when examined"),
  /** When the last snapshot was taken. */
  LAST_UPDATE(
      Kind.GAUGE,
      "infoscope.training.last.update",
      "seconds",
      "Unix time at which the network was last examined"),
  /** I(X;T). */
  INFORMATION_INPUT(
      Kind.GAUGE,
      "infoscope.information.input",
      "bits",
      "I(X;T), information a layer keeps about the input",
      Scope.LAYER,
      List.of("signal", "estimator")),
  /** I(T;Y). */
  INFORMATION_LABEL(
      Kind.GAUGE,
      "infoscope.information.label",
      "bits",
      "I(T;Y), information a layer holds about the label",
      Scope.LAYER,
      List.of("signal", "estimator")),
  /** What I(T;Y) reads with shuffled labels. */
  INFORMATION_LABEL_NULL(
      Kind.GAUGE,
      "infoscope.information.label.null",
      "bits",
      "What the estimator of I(T;Y) reads when the labels are shuffled: the part that means nothing",
      Scope.LAYER,
      List.of("signal", "estimator")),
  /** Reading over its ceiling. */
  CEILING_SHARE(
      Kind.GAUGE,
      "infoscope.information.ceiling.share",
      "ratio",
      "Reading as a share of the most the estimator could have read on this many examples",
      Scope.LAYER,
      List.of("quantity", "signal", "estimator")),
  /** Whether the estimator is saturated. */
  SATURATED(
      Kind.GAUGE,
      "infoscope.information.saturated",
      "",
      "1 when the reading says more about the estimator than about the layer, else 0",
      Scope.LAYER,
      List.of("quantity", "signal", "estimator")),
  /** I(T;Y) / I(X;T). */
  EFFICIENCY(
      Kind.GAUGE,
      "infoscope.information.efficiency",
      "ratio",
      "Information transformation efficiency, I(T;Y) / I(X;T)",
      Scope.LAYER,
      List.of("signal", "estimator")),
  /** S of the causal plane. */
  CAUSAL_SENSITIVITY(
      Kind.GAUGE,
      "infoscope.causal.sensitivity",
      "bits",
      "What single inputs of a layer do to its single outputs while all other inputs are 0, summed",
      Scope.LAYER,
      List.of()),
  /** EI of the causal plane. */
  CAUSAL_EFFECTIVE_INFORMATION(
      Kind.GAUGE,
      "infoscope.causal.effective.information",
      "bits",
      "What the inputs of a layer do to its outputs when all of them are varied at random",
      Scope.LAYER,
      List.of("kind")),
  /** D of the causal plane. */
  CAUSAL_DEGENERACY(
      Kind.GAUGE,
      "infoscope.causal.degeneracy",
      "bits",
      "Sensitivity less effective information: what inputs lose by acting together; may be negative",
      Scope.LAYER,
      List.of("kind")),
  /** phi of the causal plane. */
  CAUSAL_INTEGRATED_INFORMATION(
      Kind.GAUGE,
      "infoscope.causal.integrated.information",
      "bits",
      "Effective information of the layer as a whole less that of its edges; may be negative",
      Scope.LAYER,
      List.of()),
  /** EI_parts against what every wide layer has. */
  CAUSAL_WIDE_LIMIT_SHARE(
      Kind.GAUGE,
      "infoscope.causal.wide.limit.share",
      "ratio",
      "Effective information by parts per unit, over the 0.72 bits that any wide layer comes to",
      Scope.LAYER,
      List.of()),
  /** H(T) of single neurons, over a layer. */
  NEURON_ENTROPY(
      Kind.GAUGE,
      "infoscope.neuron.entropy",
      "bits",
      "H(T), entropy of a neuron's code: distribution over the layer",
      Scope.LAYER,
      List.of("stat")),
  /** I(T;Y) of single neurons, over a layer. */
  NEURON_LABEL_INFORMATION(
      Kind.GAUGE,
      "infoscope.neuron.label.information",
      "bits",
      "I(T;Y), information a neuron's code holds about the label: distribution over the layer",
      Scope.LAYER,
      List.of("stat")),
  /** KL selectivity of single neurons, over a layer. */
  NEURON_SELECTIVITY(
      Kind.GAUGE,
      "infoscope.neuron.selectivity",
      "bits",
      "KL selectivity, largest divergence of a neuron's code in one class from its code in all: distribution over the layer",
      Scope.LAYER,
      List.of("stat")),
  /** H(T) of the neurons that have most. */
  NEURON_TOP_ENTROPY(
      Kind.GAUGE,
      "infoscope.neuron.top.entropy",
      "bits",
      "H(T), entropy of a neuron's code: the highest of the layer",
      Scope.LAYER,
      List.of("neuron")),
  /** I(T;Y) of the neurons that have most. */
  NEURON_TOP_LABEL_INFORMATION(
      Kind.GAUGE,
      "infoscope.neuron.top.label.information",
      "bits",
      "I(T;Y), information a neuron's code holds about the label: the highest of the layer",
      Scope.LAYER,
      List.of("neuron")),
  /** KL selectivity of the neurons that have most. */
  NEURON_TOP_SELECTIVITY(
      Kind.GAUGE,
      "infoscope.neuron.top.selectivity",
      "bits",
      "KL selectivity of a neuron: the highest of the layer",
      Scope.LAYER,
      List.of("neuron")),
  /** Neurons that never change. */
  NEURON_DEAD(
      Kind.GAUGE,
      "infoscope.neuron.dead",
      "neurons",
      "Neurons with the same value on the whole probe set",
      Scope.LAYER,
      List.of()),
  /** Time the instrument took. */
  OVERHEAD(
      Kind.GAUGE,
      "infoscope.overhead",
      "ratio",
      "Time taken from the training thread, and CPU time of the analysis, per wall time since the"
          + " last snapshot",
      Scope.RUN,
      List.of("thread")),
  /** Snapshots taken. */
  SNAPSHOTS(Kind.COUNTER, "infoscope.snapshots", "", "Snapshots of the network taken"),
  /** Snapshots not analysed. */
  SKIPPED(
      Kind.COUNTER,
      "infoscope.snapshots.skipped",
      "",
      "Snapshots that were not analysed, by reason",
      Scope.RUN,
      List.of("reason")),
  /** Failures inside the instrument. */
  FAILURES(
      Kind.COUNTER,
      "infoscope.failures",
      "",
      "Failures inside Infoscope; training went on each time",
      Scope.RUN,
      List.of("measure")),
  /** Whether a measure is still on. */
  MEASURE_ACTIVE(
      Kind.GAUGE,
      "infoscope.measure.active",
      "",
      "1 while the measure runs, 0 after it was switched off for failing three times in a row",
      Scope.RUN,
      List.of("measure")),
  /** Duration of the analysis. */
  ANALYSIS_DURATION(
      Kind.TIMER,
      "infoscope.analysis.duration",
      "seconds",
      "Time one measure takes on one snapshot",
      Scope.RUN,
      List.of("measure"));

  /** How a metric behaves over time. */
  public enum Kind {
    /** Goes up and down. */
    GAUGE,
    /** Only goes up. */
    COUNTER,
    /** Count and total of durations. */
    TIMER
  }

  /** What one series stands for. */
  private enum Scope {
    RUN,
    LAYER
  }

  private final Kind kind;
  private final String meterName;
  private final String unit;
  private final String help;
  private final Scope scope;
  private final List<String> ownLabels;

  Metric(Kind kind, String meterName, String unit, String help) {
    this(kind, meterName, unit, help, Scope.RUN, List.of());
  }

  Metric(
      Kind kind, String meterName, String unit, String help, Scope scope, List<String> ownLabels) {
    this.kind = kind;
    this.meterName = meterName;
    this.unit = unit;
    this.help = help;
    this.scope = scope;
    this.ownLabels = ownLabels;
  }

  /**
   * How the metric behaves over time.
   *
   * @return its kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * The name in Micrometer.
   *
   * @return lower case with dots
   */
  public String meterName() {
    return meterName;
  }

  /**
   * The base unit.
   *
   * @return plural, as in {@code bits}; empty for plain numbers
   */
  public String unit() {
    return unit;
  }

  /**
   * What the metric tells.
   *
   * @return one sentence
   */
  public String help() {
    return help;
  }

  /**
   * Whether the metric is taken of a layer, and so carries {@code layer} and {@code layer_index}.
   *
   * @return whether there is one series per layer
   */
  public boolean isPerLayer() {
    return scope == Scope.LAYER;
  }

  /**
   * Labels beside {@code run}, {@code model} and the layer's.
   *
   * @return label names
   */
  public List<String> ownLabels() {
    return ownLabels;
  }

  /**
   * The name of the series a Prometheus scrape shows; for a timer the stem to which {@code _count},
   * {@code _sum} and {@code _max} are added.
   *
   * @return lower case with underscores, unit and {@code _total} included
   */
  public String seriesName() {
    String name = (unit.isEmpty() ? meterName : meterName + "." + unit).replace('.', '_');
    return kind == Kind.COUNTER ? name + "_total" : name;
  }
}
