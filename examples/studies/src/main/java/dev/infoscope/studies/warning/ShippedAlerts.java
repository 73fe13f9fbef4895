// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.drift.DriftQuantity;
import dev.infoscope.studies.faults.RunSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** The alerts of the rules on what a network does, as they are: 1 where one fires, else 0. */
final class ShippedAlerts {
  private static final double BAND = 3.75;
  private static final double COLLAPSE = 0.25;
  private static final double DEGENERACY = 3;
  private static final double FIRES = 0.5;
  private static final double SLOW = 0.03; // of the fastest layer
  private static final double LEARNT = 0.001;
  private static final List<String> DRIFTED_BEFORE =
      List.of("input", "label", "effective_information");
  private static final List<String> DRIFTING =
      List.of("input", "label", "effective_information", "sensitivity");

  private ShippedAlerts() {}

  static List<Calibrated> all() {
    return List.of(
        shipped("LayerDrift", run -> drift(run, DRIFTING)),
        shipped("LayerDrift without sensitivity", run -> drift(run, DRIFTED_BEFORE)),
        shipped("LabelInformationCollapse", ShippedAlerts::collapse),
        shipped("NeuronsDying", ShippedAlerts::dying),
        shipped("LayerNotLearning", ShippedAlerts::notLearning),
        shipped("DegeneracyRising, no longer an alert", ShippedAlerts::degeneracy),
        shipped("NotFinite", run -> new double[run.epochs()]));
  }

  private static Calibrated shipped(String name, Function<RunSeries, double[]> fires) {
    Judge judge =
        new Judge(
            name,
            run -> {
              double[] scores = fires.apply(run);
              return name.equals("NotFinite") ? Judge.seenByAll(run, scores) : scores;
            });
    return new Calibrated(judge.remembering(), FIRES);
  }

  private static double[] drift(RunSeries run, List<String> quantities) {
    double[] fires = new double[run.epochs()];
    for (Quantity quantity : Quantity.OURS) {
      if (quantities.contains(quantity.name())) {
        double[] scores = Judge.of(quantity, Detector.DRIFT).scores().apply(run);
        mark(fires, i -> Double.isFinite(scores[i]) && scores[i] > BAND);
      }
    }
    return fires;
  }

  private static double[] collapse(RunSeries run) {
    double[] fires = new double[run.epochs()];
    for (int layer : run.layers("label")) {
      double[] lost =
          DriftScores.read(
              series(run, "label", layer),
              Quantity.floor("label"),
              DriftMetrics.LABEL_LOSS,
              DriftQuantity.Role.LABEL);
      mark(fires, i -> lost[i] > COLLAPSE);
    }
    return fires;
  }

  private static double[] dying(RunSeries run) {
    double[] fires = new double[run.epochs()];
    for (int layer : run.layers("dead_neurons")) {
      double[] z = zscores(run, "dead_neurons", layer);
      mark(fires, i -> i > 0 && z[i] > BAND && z[i - 1] > BAND);
    }
    return fires;
  }

  private static double[] notLearning(RunSeries run) {
    double[] fires = new double[run.epochs()];
    double[] fastest = new double[run.epochs()];
    for (int layer : run.layers("update_ratio")) {
      double[] ratios = series(run, "update_ratio", layer);
      Arrays.setAll(fastest, i -> ratios[i] > fastest[i] ? ratios[i] : fastest[i]);
    }
    for (int layer : run.layers("update_ratio")) {
      double[] ratios = series(run, "update_ratio", layer);
      boolean learnt = Arrays.stream(ratios).anyMatch(ratio -> ratio > LEARNT);
      mark(fires, i -> learnt && ratios[i] < SLOW * fastest[i]);
    }
    return fires;
  }

  private static double[] degeneracy(RunSeries run) {
    double[] fires = new double[run.epochs()];
    for (int layer : run.layers("degeneracy")) {
      double[] rising = zscores(run, "degeneracy", layer);
      double[] falling = zscores(run, "sensitivity", layer);
      mark(fires, i -> rising[i] > DEGENERACY && falling[i] < -DEGENERACY);
    }
    return fires;
  }

  private static double[] zscores(RunSeries run, String quantity, int layer) {
    return DriftScores.read(
        series(run, quantity, layer),
        Quantity.floor(quantity),
        DriftMetrics.ZSCORE,
        DriftQuantity.Role.PLAIN);
  }

  private static double[] series(RunSeries run, String quantity, int layer) {
    return Objects.requireNonNull(run.of(quantity, layer));
  }

  private static void mark(double[] fires, IntPredicate where) {
    Arrays.setAll(fires, i -> where.test(i) ? 1 : fires[i]);
  }
}
