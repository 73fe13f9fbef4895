// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Activation;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The closed forms against plain Monte Carlo, which shares nothing with them but the activation's
 * value: binned samples, plug-in information less its first-order bias, ten batches for the error.
 */
class MonteCarloTest {
  private static final int BATCHES = 10;
  private static final int SAMPLES = 40_000;

  static Stream<Arguments> layers() {
    return Stream.of(
            "sigmoid -> 0 1",
            "tanh -> -1 1",
            "relu -> 0 2",
            "relu -> -1 1",
            "leakyrelu -> -0.02 2",
            "elu -> -1 2",
            "softplus -> 0 3",
            "hardsigmoid -> 0 1",
            "hardtanh -> -1 1",
            "gelu -> -0.2 1",
            "swish -> -0.3 2",
            "swish -> -0.25 -0.05",
            "identity -> -2 2")
        .flatMap(
            spec ->
                Stream.of(Arguments.of(spec, Overflow.CLAMP), Arguments.of(spec, Overflow.DROP)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void closedFormsAgreeWithSampling(String spec, Overflow overflow) {
    String[] words = spec.split(" ");
    Range output = new Range(Double.parseDouble(words[2]), Double.parseDouble(words[3]));
    CausalBins bins = new CausalBins(6, 8, overflow);
    double[] bias = {0.2, -0.7};
    LayerTransition layer =
        new LayerTransition(
            6,
            2,
            Layers.weights(6, 2, 6, 17),
            bias,
            Activation.named(words[0]),
            Layers.BOTH,
            output);
    double[] parts = new CausalEdges(bins).parts(layer);
    double[] sensitivity = new CausalEdges(bins).sensitivity(layer);
    for (int edge = 0; edge < parts.length; edge += 5) {
      assertAgrees(parts[edge], batches(layer, bins, edge, true), spec + " parts " + edge);
      assertAgrees(
          sensitivity[edge], batches(layer, bins, edge, false), spec + " sensitivity " + edge);
    }
  }

  private static void assertAgrees(double exact, double[] batches, String what) {
    double mean = 0;
    for (double batch : batches) {
      mean += batch / BATCHES;
    }
    double squares = 0;
    for (double batch : batches) {
      squares += (batch - mean) * (batch - mean);
    }
    double error = Math.sqrt(squares / (BATCHES - 1) / BATCHES);
    assertThat(Math.abs(mean - exact))
        .as("%s: exact %s, sampled %s +- %s", what, exact, mean, error)
        .isLessThan(5 * error + 2e-4);
  }

  private static double[] batches(
      LayerTransition layer, CausalBins bins, int edge, boolean othersVary) {
    SplittableRandom random = new SplittableRandom(edge);
    double[] found = new double[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
      found[batch] = sampled(layer, bins, edge, othersVary, random);
    }
    return found;
  }

  private static double sampled(
      LayerTransition layer,
      CausalBins bins,
      int edge,
      boolean othersVary,
      SplittableRandom random) {
    int input = edge / layer.outputs();
    int unit = edge % layer.outputs();
    Range in = layer.inputRange();
    Range out = layer.outputRange();
    double[][] counts = new double[bins.inputBins()][bins.outputBins()];
    for (int n = 0; n < SAMPLES; n++) {
      double z = layer.bias()[unit];
      double seen = 0;
      for (int k = 0; k < layer.inputs(); k++) {
        double x = in.low() + random.nextDouble() * (in.high() - in.low());
        double value = k == input || othersVary ? x : 0;
        seen = k == input ? x : seen;
        z += value * layer.weights()[k * layer.outputs() + unit];
      }
      double y = layer.activation().value(z);
      boolean inside = y >= out.low() && y <= out.high();
      if (inside || bins.overflow() == Overflow.CLAMP) {
        counts[bin(seen, in, bins.inputBins())][bin(y, out, bins.outputBins())]++;
      }
    }
    return information(counts);
  }

  private static int bin(double value, Range range, int bins) {
    int bin = (int) Math.floor((value - range.low()) / (range.high() - range.low()) * bins);
    return Math.max(0, Math.min(bins - 1, bin));
  }

  private static double information(double[][] counts) {
    int columns = counts[0].length;
    double[] rowSums = new double[counts.length];
    double[] columnSums = new double[columns];
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int q = 0; q < columns; q++) {
        rowSums[i] += counts[i][q];
        columnSums[q] += counts[i][q];
        total += counts[i][q];
      }
    }
    double nats = 0;
    int cells = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int q = 0; q < columns; q++) {
        if (counts[i][q] > 0) {
          double share = counts[i][q] / total;
          nats += share * Math.log(share * total * total / rowSums[i] / columnSums[q]);
          cells++;
        }
      }
    }
    double excess = cells - occupied(rowSums) - occupied(columnSums) + 1;
    return total == 0 ? 0 : (nats - excess / (2 * total)) / Math.log(2);
  }

  private static int occupied(double[] sums) {
    int count = 0;
    for (double sum : sums) {
      count += sum > 0 ? 1 : 0;
    }
    return count;
  }
}
