// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.faults.RunSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives each epoch of a run a score: the larger, the more certain it is that something changed.
 *
 * @param name in tables
 * @param scores of a run, one per epoch, at least 0
 */
record Judge(String name, Function<RunSeries, double[]> scores) {
  /** The highest score of all layers. */
  static Judge of(Quantity quantity, Detector detector) {
    return new Judge(
        quantity.name(),
        run -> {
          double[] highest = new double[run.epochs()];
          for (int layer : run.layers(quantity.name())) {
            raise(highest, ofLayer(run, quantity, detector, layer));
          }
          return seenByAll(run, highest);
        });
  }

  static double[] ofLayer(RunSeries run, Quantity quantity, Detector detector, int layer) {
    double[] series = Objects.requireNonNull(run.of(quantity.name(), layer));
    return detector.scores(quantity.judged(series), quantity.floor());
  }

  /**
   * Several judges as one: the highest of their scores, each divided by its own threshold.
   *
   * @param name in tables
   * @param judges each with its threshold
   */
  static Judge together(String name, List<Calibrated> judges) {
    return new Judge(
        name,
        run -> {
          double[] highest = new double[run.epochs()];
          for (Calibrated each : judges) {
            double[] scores = each.judge().scores().apply(run);
            raise(highest, Arrays.stream(scores).map(s -> s / each.threshold()).toArray());
          }
          return highest;
        });
  }

  private static void raise(double[] highest, double... scores) {
    for (int i = 0; i < highest.length; i++) {
      highest[i] = Math.max(highest[i], scores[i]);
    }
  }

  /** Nobody needs a judge to see that a loss is no number. */
  static double[] seenByAll(RunSeries run, double... scores) {
    double[] loss = Objects.requireNonNull(run.of("probe_loss", -1));
    boolean gone = false;
    for (int i = 0; i < scores.length; i++) {
      gone |= !Double.isFinite(loss[i]);
      scores[i] = gone ? Double.POSITIVE_INFINITY : scores[i];
    }
    return scores;
  }

  /** The same that remembers what it has said of a run. */
  Judge remembering() {
    Map<String, double[]> said = new ConcurrentHashMap<>();
    return new Judge(name, run -> said.computeIfAbsent(run.id(), id -> scores.apply(run)));
  }

  /** Names of several. */
  static String names(List<Judge> judges) {
    return judges.stream().map(Judge::name).collect(Collectors.joining(", "));
  }
}
