// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.measure.neuron.ablation.AblationOrder;
import dev.infoscope.measure.neuron.ablation.DenseAblation;
import dev.infoscope.measure.neuron.ablation.DenseNetwork;
import dev.infoscope.measure.neuron.ablation.Networks;
import dev.infoscope.network.Activation;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * What neurons cost, in processor time of one thread; no test, since it depends on the machine:
 * {@code java -cp target/core/classes:target/core/test-classes
 * dev.infoscope.measure.neuron.NeuronSpeed}.
 */
public final class NeuronSpeed {
  private static final int ROUNDS = 15;
  private static double sink;

  private NeuronSpeed() {}

  /** Prints medians and extremes of 15 rounds after 5 to warm up. */
  public static void main(String[] arguments) {
    quantities(1000, 10, 10_000);
    curves(Activation.relu());
    curves(Activation.sigmoid());
    System.out.println("(" + sink + ")");
  }

  private static void quantities(int units, int classes, int rows) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = Networks.uniform(random, units * rows, 1);
    int[] labels = random.ints(rows, 0, classes).toArray();
    Activations activations = Activations.of(values, units);
    Bins edges = Bins.above(0).forUnits(units);
    NeuronCounts counts = new NeuronCounts(edges, classes).accept(activations, labels);
    System.out.printf(
        Locale.ROOT, "%d units, %d classes, %d samples, 1 bit%n", units, classes, rows);
    time(
        "accumulate (codes, means, ranges, duplicates)",
        () -> new NeuronCounts(edges, classes).accept(activations, labels).samples());
    time("H, I and KLsel from the accumulator", () -> sum(counts.snapshot().codes()));
    time(
        "neurons with 100 permutations each",
        () -> LayerNeurons.of(counts.snapshot(), 100, 1).informationThreshold());
  }

  private static double sum(CodeTable codes) {
    double sum = 0;
    for (int unit = 0; unit < codes.units(); unit++) {
      ClassInformation quantities = codes.information(unit);
      sum += quantities.entropy() + quantities.information() + quantities.selectivity();
    }
    return sum;
  }

  private static void curves(Activation activation) {
    SplittableRandom random = new SplittableRandom(2);
    DenseNetwork network = Networks.random(random, activation, 784, 100, 100, 10);
    int rows = 10_000;
    Activations inputs = Activations.of(Networks.uniform(random, rows * 784, 1), 784);
    int[] labels = random.ints(rows, 0, 10).toArray();
    int[] order = AblationOrder.random(100, 1, 3).get(0).units();
    double[] zero = new double[100];
    System.out.printf(Locale.ROOT, "784-100-100-10, %s, %d examples%n", activation, rows);
    double pass = time("full forward pass", () -> network.accuracy(inputs, labels));
    for (int layer : List.of(0, 1)) {
      DenseAblation target = DenseAblation.of(network, layer, zero, inputs, labels);
      double curve =
          time("curve of hidden layer " + (layer + 1), () -> target.accuracies(order)[50]);
      double all =
          time(
              "  made anew with the pass below",
              () -> DenseAblation.of(network, layer, zero, inputs, labels).accuracies(order)[50]);
      System.out.printf(Locale.ROOT, "  %.2f passes, %.2f made anew%n", curve / pass, all / pass);
    }
  }

  private static double time(String what, DoubleSupplier work) {
    double[] milliseconds = new double[ROUNDS];
    for (int round = -5; round < ROUNDS; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      sink += work.getAsDouble();
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      milliseconds[Math.max(0, round)] = (end - start) / 1e6;
    }
    Arrays.sort(milliseconds);
    double median = milliseconds[ROUNDS / 2];
    System.out.printf(
        Locale.ROOT,
        "  %-48s %9.2f ms (%.2f to %.2f)%n",
        what,
        median,
        milliseconds[0],
        milliseconds[ROUNDS - 1]);
    return median;
  }
}
