// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.motion.MotionMetrics;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.RunMetrics;
import java.util.List;
import java.util.Locale;

/** What is recorded and what alerts; the one source of all rule files. */
final class Rules {
  private static final String OF_RUN = "job, instance, run, model";
  private static final String OF_LAYER = OF_RUN + ", layer, layer_index";
  private static final String NO_DRIFT =
      "; loss and accuracy of the same epochs say whether it is good";

  static final Recording LASTING =
      new Recording(
          "run_layer:infoscope_drift_zscore:lasting",
          String.format(
              Locale.ROOT,
              "%s and on (%s, quantity) %s >= 2",
              name(DriftMetrics.ZSCORE),
              OF_LAYER,
              name(DriftMetrics.OUTSIDE)));

  /** When each run was last scraped. */
  private static final String SEEN =
      String.format(
          Locale.ROOT, "max_over_time(timestamp(%s)[1h:15s])", name(RunMetrics.PLANNED_EPOCHS));

  /**
   * Of each run of the last hour, but of those that have ended on purpose, and of those that an
   * instance has left behind for another.
   */
  static final Recording MISSING =
      new Recording(
          "run:infoscope_training_epochs:missing",
          String.format(
              Locale.ROOT,
              "last_over_time(%1$s[1h]) - (last_over_time(%2$s[1h]) or 0 *"
                  + " last_over_time(%1$s[1h])) unless on (%4$s) last_over_time(%5$s[1h]) == 1"
                  + " unless on (%4$s) %3$s < on (job, instance) group_left () max by (job,"
                  + " instance) (%3$s)",
              name(RunMetrics.PLANNED_EPOCHS),
              name(RunMetrics.EPOCH),
              SEEN,
              OF_RUN,
              name(RunMetrics.FINISHED)));

  /** 1 where no estimator resolves a layer, which is a state and no incident. */
  static final Recording UNRESOLVED =
      new Recording(
          "run_layer:infoscope_information_saturated:all",
          String.format(
              Locale.ROOT,
              "min by (%s, signal, quantity) (%s)",
              OF_LAYER,
              name(PlaneMetrics.SATURATED)));

  static final List<Recording> RECORDINGS = List.of(LASTING, MISSING, UNRESOLVED);

  static final List<AlertRule> ALERTS =
      List.of(
          drift(),
          collapse(),
          dying(),
          saturated(),
          notLearning(),
          stalled(),
          notFinite(),
          failing(),
          off(),
          overhead(),
          down());

  private static final String RESTS =
      "%1$s < on (%2$s) group_left () 0.03 * max by (%2$s) (%1$s) and max_over_time(%1$s[1h:15s]) >"
          + " 0.001";

  private Rules() {}

  private static String and(String labels, Recording recording) {
    return " and on (" + labels + ") " + recording.name();
  }

  private static String name(Metric metric) {
    return metric.seriesName();
  }

  private static AlertRule drift() {
    return new AlertRule(
        "LayerDrift",
        LASTING.name() + "{quantity=~\"input|label|effective_information|sensitivity\"}",
        "15s",
        "warning",
        "{{ $labels.quantity }} ({{ $labels.basis }}) of {{ $labels.layer }} in run"
            + " {{ $labels.run }} left its band:"
            + " z = {{ $value | printf \"%.1f\" }}",
        "For at least two snapshots in a row a lasting shift of this quantity is beyond 3.75"
            + " standard deviations against the level and the noise before; below 0 it fell"
            + NO_DRIFT
            + ".");
  }

  private static AlertRule collapse() {
    return new AlertRule(
        "LabelInformationCollapse",
        name(DriftMetrics.LABEL_LOSS) + " > 0.25",
        "15s",
        "critical",
        "{{ $labels.layer }} in run {{ $labels.run }} lost {{ $value | humanizePercentage }} of"
            + " what it knew about the label",
        "I(T;Y) is that far below its highest of the last snapshots, more than noise explains."
            + " Usual causes: labels that no longer belong to their examples, a learning rate that"
            + " is too high, NaN.");
  }

  private static AlertRule dying() {
    return new AlertRule(
        "NeuronsDying",
        name(NeuronMetrics.DEAD) + and(OF_LAYER, LASTING) + "{quantity=\"dead_neurons\"} > 0",
        "15s",
        "warning",
        "{{ $value }} neurons of {{ $labels.layer }} in run {{ $labels.run }} are dead, more than"
            + " before",
        "They have the same value on the whole probe set, and their number left its band upwards"
            + " for at least two snapshots. A step that was too large is the usual cause.");
  }

  /** Of all layers: that single ones are not resolved is so in many a healthy run. */
  private static AlertRule saturated() {
    return new AlertRule(
        "ReadingsSaturated",
        String.format(
            Locale.ROOT, "min by (%s, signal, quantity) (%s) == 1", OF_RUN, UNRESOLVED.name()),
        "5m",
        "warning",
        "No estimator resolves {{ $labels.quantity }} information of any layer in run"
            + " {{ $labels.run }} (saturated = {{ $value }})",
        "The plane of this run says more about the number of probe examples than about the network,"
            + " and drift of these readings can go unnoticed. More probe examples, fewer bins or"
            + " more noise.");
  }

  /** Of layers that did learn: what is frozen from the beginning is so on purpose. */
  private static AlertRule notLearning() {
    return new AlertRule(
        "LayerNotLearning",
        String.format(
            Locale.ROOT, RESTS, name(MotionMetrics.UPDATE_RATIO) + "{norm=\"l2\"}", OF_RUN),
        "15s",
        "warning",
        "{{ $labels.layer }} in run {{ $labels.run }} has nearly stopped learning: update ratio"
            + " {{ $value | printf \"%.2g\" }}",
        "Its parameters change by less than 3 % of what those of the fastest layer do, each in"
            + " relation to their size. Usual causes: a layer frozen by mistake, a gradient that"
            + " vanishes in it. Loss and accuracy often do not show it.");
  }

  private static AlertRule stalled() {
    String late = " > clamp_min(10 * " + name(RunMetrics.INTERVAL) + ", 300)";
    return new AlertRule(
        "TrainingStalled",
        "time() - " + name(RunMetrics.LAST_UPDATE) + late + and(OF_RUN, MISSING) + " > 0",
        "1m",
        "warning",
        "Run {{ $labels.run }} was last examined {{ $value | humanizeDuration }} ago and has epochs"
            + " to go",
        "That is more than ten times the usual time between snapshots. The process answers; its"
            + " training loop does not come round.");
  }

  private static AlertRule notFinite() {
    return new AlertRule(
        "NotFinite",
        String.format(
            Locale.ROOT,
            "sum by (%s) (%s{flag=\"not_finite\"}) > 0",
            OF_RUN,
            name(RunMetrics.FLAGGED)),
        "15s",
        "critical",
        "NaN or infinity in run {{ $labels.run }}: {{ $value }} readings had to be refused",
        "Activations or weights of at least one layer are not finite. Training on from here is"
            + " lost; go back to a checkpoint.");
  }

  /** That snapshots are counted anew tells a new process also where it has failed as often. */
  private static AlertRule failing() {
    return new AlertRule(
        "MeasurementFailing",
        String.format(
            Locale.ROOT,
            "%1$s - ((%1$s offset 10m unless resets(%1$s[10m]) > 0 unless on (%3$s)"
                + " resets(%2$s[10m]) > 0) or 0 * %1$s) > 0",
            name(RunMetrics.FAILURES),
            name(RunMetrics.SNAPSHOTS),
            OF_RUN),
        "15s",
        "warning",
        "{{ $labels.measure }} failed {{ $value }} times within ten minutes in run"
            + " {{ $labels.run }}",
        "Training goes on, readings are missing. The log of the process names the cause at its"
            + " first occurrence.");
  }

  private static AlertRule off() {
    return new AlertRule(
        "MeasureSwitchedOff",
        name(RunMetrics.MEASURE_ACTIVE) + " == 0",
        "15s",
        "warning",
        "{{ $labels.measure }} is off in run {{ $labels.run }} (active = {{ $value }})",
        "It failed three times in a row, or the analysis ended. Its panels stay empty until the"
            + " next run.");
  }

  private static AlertRule overhead() {
    return new AlertRule(
        "OverheadAboveBudget",
        String.format(
            Locale.ROOT,
            "avg_over_time(%s{thread=\"training\"}[10m]) > 0.05",
            name(RunMetrics.OVERHEAD)),
        "5m",
        "warning",
        "Infoscope takes {{ $value | humanizePercentage }} of the training thread of run"
            + " {{ $labels.run }}",
        "The budget is 5 %. Examine less often (everyEpochs), or do not wait for the analysis"
            + " (synchronous).");
  }

  /**
   * Also of a target that is no longer listed, as when a pod is gone; not of a run that was seen
   * elsewhere under its name later, whether it goes on there or not: its end is judged there.
   */
  private static AlertRule down() {
    return new AlertRule(
        "TrainingTargetDown",
        String.format(
            Locale.ROOT,
            "%1$s > 0 unless on (job, instance) up == 1 unless on (%3$s) %2$s < on (job, run,"
                + " model) group_left () max by (job, run, model) (%2$s)",
            MISSING.name(),
            SEEN,
            OF_RUN),
        "30s",
        "critical",
        "{{ $labels.instance }} does not answer and run {{ $labels.run }} misses {{ $value }}"
            + " epochs",
        "The process ended or hangs before its last planned epoch, and did not say that it had"
            + " finished. A run that has all its epochs may end without an alert.");
  }
}
