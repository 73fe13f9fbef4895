// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.probe;

import dev.infoscope.measure.Metric;
import java.util.List;

/** How well the network does on the probe set, per output. */
public final class ProbeMetrics {
  /** Label of every metric here: name of an output layer. */
  private static final String OUTPUT = "output";

  /** Loss of an output. */
  public static final Metric LOSS =
      Metric.gauge(
              "infoscope.probe.loss",
              "",
              "Mean loss of an output on the probe set by its own loss function, without"
                  + " regularisation")
          .labelled(OUTPUT);

  /** Share of examples whose class is said. */
  public static final Metric ACCURACY =
      Metric.gauge(
              "infoscope.probe.accuracy",
              "ratio",
              "Share of the probe set whose class an output says")
          .labelled(OUTPUT)
          .ofClasses();

  /** Mean over classes of the share of its examples whose class is said. */
  public static final Metric BALANCED_ACCURACY =
      Metric.gauge(
              "infoscope.probe.accuracy.balanced",
              "ratio",
              "Mean over the classes of the share of its probe examples whose class an output says")
          .labelled(OUTPUT)
          .ofClasses();

  /** Lower end of the interval of an accuracy. */
  public static final Metric ACCURACY_LOW =
      Metric.gauge(
              "infoscope.probe.accuracy.low",
              "ratio",
              "Lower end of the 95 % interval of an accuracy on the probe set")
          .labelled("accuracy", OUTPUT)
          .ofClasses();

  /** Upper end of the interval of an accuracy. */
  public static final Metric ACCURACY_HIGH =
      Metric.gauge(
              "infoscope.probe.accuracy.high",
              "ratio",
              "Upper end of the 95 % interval of an accuracy on the probe set")
          .labelled("accuracy", OUTPUT)
          .ofClasses();

  /** Coefficient of determination. */
  public static final Metric R2 =
      Metric.gauge(
              "infoscope.probe.r2",
              "",
              "R2 of the values that an output predicts on the probe set, mean over its units")
          .labelled(OUTPUT);

  /** Root of the mean squared error. */
  public static final Metric RMSE =
      Metric.gauge(
              "infoscope.probe.rmse",
              "",
              "Root of the mean squared error of the values that an output predicts on the probe"
                  + " set")
          .labelled(OUTPUT);

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(LOSS, ACCURACY, BALANCED_ACCURACY, ACCURACY_LOW, ACCURACY_HIGH, R2, RMSE);

  private ProbeMetrics() {}
}
