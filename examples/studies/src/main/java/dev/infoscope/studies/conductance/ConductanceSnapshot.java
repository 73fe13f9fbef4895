// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.conductance;

import static dev.infoscope.studies.conductance.ConductanceExample.line;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.dl4j.Examination;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Bits;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Both planes of a network at one moment, by pairwise distances with relative noise 0.1.
 *
 * @param snapshot activations of the same rows
 * @param found conductances
 * @param target whose logit they lead to
 * @param readings of both signals
 */
record ConductanceSnapshot(
    Snapshot snapshot, Conductances found, ConductanceTarget target, List<Reading> readings) {
  private static final int REPEATS = 5;

  static ConductanceSnapshot of(Snapshot snapshot, ConductanceTarget target, int steps) {
    Conductances found =
        conductances(snapshot, ConductanceRule.MIDPOINT, target, snapshot.examples(), steps);
    List<Reading> readings = new ArrayList<>(plane(found, snapshot, target, Noise.relative(0.1)));
    readings.addAll(
        new InformationPlane(settings(Noise.relative(0.1))).measure(snapshot).readings());
    return new ConductanceSnapshot(snapshot, found, target, readings);
  }

  static Conductances conductances(
      Snapshot snapshot, ConductanceRule rule, ConductanceTarget target, int rows, int steps) {
    int[] some = new int[rows];
    Arrays.setAll(some, i -> i);
    return Objects.requireNonNull(snapshot.access())
        .conductances(new ConductancePlan(rule, steps, target, null, some, false));
  }

  private static PlaneSettings settings(Noise noise) {
    return PlaneSettings.defaults().withEstimators(PlaneEstimator.PAIRWISE).withNoise(noise);
  }

  private static List<Reading> plane(
      Conductances found, Snapshot snapshot, ConductanceTarget target, Noise noise) {
    return new ConductancePlane(settings(noise), ConductanceSettings.defaults().withTarget(target))
        .readings(found, snapshot.labels(), snapshot);
  }

  /** I(C;Y) by layer, bits. */
  Map<String, Double> label() {
    return values(PlaneMetrics.LABEL, "conductance");
  }

  Map<String, Double> values(Metric metric, String signal) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Reading reading : readings) {
      if (reading.metric().equals(metric)
          && reading.layer() != null
          && signal.equals(reading.labels().get("signal"))) {
        values.put(reading.layer().name(), reading.value());
      }
    }
    return values;
  }

  boolean isSaturated(String layer, String signal) {
    return readings.stream()
        .filter(reading -> reading.metric().equals(PlaneMetrics.EFFICIENCY))
        .filter(reading -> reading.layer() != null && reading.layer().name().equals(layer))
        .filter(reading -> signal.equals(reading.labels().get("signal")))
        .anyMatch(reading -> reading.flags().contains(Flag.SATURATED));
  }

  void print(String state) {
    line("%s, %d test digits, pairwise bounds, relative noise 0.1", state, snapshot.examples());
    for (String signal : ConductanceExample.signals()) {
      Map<String, Double> input = values(PlaneMetrics.INPUT, signal);
      Map<String, Double> label = values(PlaneMetrics.LABEL, signal);
      Map<String, Double> byChance = values(PlaneMetrics.LABEL_NULL, signal);
      Map<String, Double> efficiency = values(PlaneMetrics.EFFICIENCY, signal);
      input.forEach(
          (layer, bits) ->
              line(
                  "  %-11s %-8s I(X;.) %.2f  I(.;Y) %.2f (shuffled labels %.2f)  ITE %.2f",
                  signal,
                  layer,
                  bits,
                  label.getOrDefault(layer, Double.NaN),
                  byChance.getOrDefault(layer, Double.NaN),
                  efficiency.getOrDefault(layer, Double.NaN)));
    }
    values("mean").forEach((layer, error) -> line("  completeness %-8s mean %.2g", layer, error));
  }

  private Map<String, Double> values(String stat) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Reading reading : readings) {
      if (reading.metric().equals(PlaneMetrics.COMPLETENESS_ERROR)
          && reading.layer() != null
          && stat.equals(reading.labels().get("stat"))) {
        values.put(reading.layer().name(), reading.value());
      }
    }
    return values;
  }

  /** With next to no noise every layer sits at the ceilings, and efficiency says nothing. */
  void saturated() {
    Fingerprint labels = Fingerprint.ofLabels(snapshot.labels(), snapshot.classes());
    double expected = PlugIn.entropy(labels) / Bits.log2(snapshot.examples());
    line("noise 1e-9: ITE must be H(Y) / log2 N = %.4f", expected);
    for (Reading reading : plane(found, snapshot, target, Noise.relative(1e-9))) {
      if (reading.metric().equals(PlaneMetrics.EFFICIENCY) && reading.layer() != null) {
        line("  %-8s ITE %.4f, %s", reading.layer().name(), reading.value(), reading.flags());
      }
    }
  }

  /** Median CPU time of this thread. */
  static void cost(Examination seen, int rows, int steps) {
    double[] seconds = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      conductances(
          seen.snapshot(), ConductanceRule.MIDPOINT, ConductanceTarget.predicted(), rows, steps);
      seconds[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    line(
        "%d rows x %d steps: %.2f s CPU (median of %d)",
        rows, steps, seconds[REPEATS / 2], REPEATS);
  }
}
