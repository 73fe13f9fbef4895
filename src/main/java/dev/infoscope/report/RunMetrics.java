// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.Metric;
import java.util.List;

/** Metrics of the run as a whole and of the instrument itself. */
public final class RunMetrics {
  /** Last examined epoch: how many had ended, 0 within the first. */
  public static final Metric EPOCH =
      Metric.gauge(
          "infoscope.training.epoch",
          "",
          "Epochs that had ended when the network was last examined");

  /** Parameter updates so far. */
  public static final Metric ITERATION =
      Metric.gauge("infoscope.training.iteration", "", "Parameter updates when last examined");

  /** Epochs the run is meant to have. */
  public static final Metric PLANNED_EPOCHS =
      Metric.gauge("infoscope.training.planned.epochs", "", "Epochs the run is meant to have");

  /** What the user says of the run. */
  public static final Metric TAG =
      Metric.gauge(
              "infoscope.run.tag",
              "",
              "1 for each tag of the run, with its name and value, to be joined with other series of the run")
          .labelled("tag", "value");

  /** Whether training has ended on purpose. */
  public static final Metric FINISHED =
      Metric.gauge(
          "infoscope.training.finished",
          "",
          "1 once training has ended on purpose, as planned or before; 0 until then");

  /** Training score, the loss of the last minibatch. */
  public static final Metric SCORE =
      Metric.gauge("infoscope.training.score", "", "Loss of the last minibatch when examined");

  /** When the last snapshot was taken. */
  public static final Metric LAST_UPDATE =
      Metric.gauge(
          "infoscope.training.last.update",
          "seconds",
          "Unix time at which the network was last examined");

  /** Time between snapshots. */
  public static final Metric INTERVAL =
      Metric.gauge(
          "infoscope.training.interval",
          "seconds",
          "Time between the last two snapshots of the network");

  /** Readings that carry a flag. */
  public static final Metric FLAGGED =
      Metric.gauge(
              "infoscope.flagged",
              "readings",
              "Readings of a layer that carry a reason not to be taken at face value, by reason")
          .perLayer("flag");

  /** Layers left out. */
  public static final Metric SKIPPED_LAYERS =
      Metric.gauge(
          "infoscope.skipped",
          "layers",
          "Layers that could not be examined, in whole or for one measure");

  /** Time the instrument took. */
  public static final Metric OVERHEAD =
      Metric.gauge(
              "infoscope.overhead",
              "ratio",
              "Time taken from the training thread, and CPU time of the analysis, per wall time since the last snapshot")
          .labelled("thread");

  /** Snapshots taken. */
  public static final Metric SNAPSHOTS =
      Metric.counter("infoscope.snapshots", "", "Snapshots of the network taken");

  /** Snapshots not analysed. */
  public static final Metric SKIPPED =
      Metric.counter(
              "infoscope.snapshots.skipped", "", "Snapshots that were not analysed, by reason")
          .labelled("reason");

  /** Failures inside the instrument. */
  public static final Metric FAILURES =
      Metric.counter(
              "infoscope.failures", "", "Failures inside Infoscope; training went on each time")
          .labelled("measure");

  /** Whether a measure is still on. */
  public static final Metric MEASURE_ACTIVE =
      Metric.gauge(
              "infoscope.measure.active",
              "",
              "1 while the measure runs, 0 after it was switched off for failing three times in a row")
          .labelled("measure");

  /** Duration of the analysis. */
  public static final Metric ANALYSIS_DURATION =
      Metric.timer(
              "infoscope.analysis.duration", "seconds", "Time one measure takes on one snapshot")
          .labelled("measure");

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(
          EPOCH,
          ITERATION,
          PLANNED_EPOCHS,
          TAG,
          FINISHED,
          SCORE,
          LAST_UPDATE,
          INTERVAL,
          FLAGGED,
          SKIPPED_LAYERS,
          OVERHEAD,
          SNAPSHOTS,
          SKIPPED,
          FAILURES,
          MEASURE_ACTIVE,
          ANALYSIS_DURATION);

  private RunMetrics() {}
}
