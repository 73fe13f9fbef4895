// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints what the causal plane costs: CPU time of this thread, median after warm-up. Run by hand;
 * the build asserts no times.
 */
final class CausalSpeed {
  private CausalSpeed() {}

  public static void main(String[] arguments) {
    for (int bins : new int[] {8, 16, 64}) {
      closedForms(784, 100, bins, 60);
    }
    closedForms(100, 100, 16, 200);
    closedForms(500, 500, 16, 40);
    closedForms(4096, 1000, 16, 12);
    GoldenLayer.all()
        .filter(golden -> golden.name().startsWith("c13") || golden.name().startsWith("c19"))
        .forEach(CausalSpeed::golden);
    LayerTransition wide = Layers.uniform(784, 100, 3, 1);
    CausalBins bins = CausalBins.of(16);
    time(
        "784x100 joint refused",
        5,
        () -> new CausalPlane(bins, JointPlan.defaults(1)).measure(wide));
  }

  private static void closedForms(int inputs, int outputs, int bins, int repeats) {
    LayerTransition layer = Layers.uniform(inputs, outputs, 3, 1);
    String name = String.format(Locale.ROOT, "%dx%d, %d bins: ", inputs, outputs, bins);
    OutputThresholds thresholds =
        OutputThresholds.of(layer.activation(), layer.outputRange(), CausalBins.of(bins));
    UnitColumns columns = new UnitColumns(layer);
    columns.fill(layer);
    EdgeSensitivity edge = new EdgeSensitivity(thresholds, layer.inputRange(), bins);
    PartsOfUnit parts = new PartsOfUnit(thresholds, layer.inputRange(), bins, inputs);
    time(
        name + "sensitivity",
        repeats,
        () -> {
          for (int j = 0; j < outputs; j++) {
            edge.total(columns.weights(), j * inputs, inputs, 0);
          }
        });
    time(
        name + "EI_parts",
        repeats,
        () -> {
          for (int j = 0; j < outputs; j++) {
            parts.total(columns.weights(), j * inputs, 0);
          }
        });
    report(name, layer, CausalBins.of(bins), repeats);
  }

  private static void golden(GoldenLayer golden) {
    report(golden.name() + " ", golden.layer(), golden.bins(), 60);
    if (golden.has("ei")) {
      time(
          golden.name() + " joint",
          5,
          () -> new CausalPlane(golden.bins(), JointPlan.defaults(1)).measure(golden.layer()));
    }
  }

  private static void report(String name, LayerTransition layer, CausalBins bins, int repeats) {
    CausalPlane plane = new CausalPlane(bins, null);
    double[] weights = layer.weights().clone();
    LayerTransition mine = Layers.with(layer, weights, layer.bias());
    double[] sign = {1};
    time(
        name + "report, all units moved",
        repeats,
        () -> {
          sign[0] = -sign[0];
          for (int at = 0; at < weights.length; at++) {
            weights[at] += sign[0] * 1e-3;
          }
          plane.measure(mine);
        });
    time(name + "report, nothing moved", repeats, () -> plane.measure(mine));
  }

  private static void time(String what, int repeats, Runnable work) {
    double[] milliseconds = new double[repeats];
    for (int i = 0; i < 2 * repeats; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      milliseconds[i % repeats] =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
    }
    Arrays.sort(milliseconds);
    System.out.printf(Locale.ROOT, "%-48s %9.3f ms%n", what, milliseconds[repeats / 2]);
  }
}
