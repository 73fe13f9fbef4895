// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.network.Activation;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the finite weights: no NaN, nothing below 0, and no more than the output holds. */
class StrangeWeightsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "twelve decades", "sparse", "huge", "one strong", "tiny", "two kinds"})
  void informationStaysBetweenNothingAndTheOutput(String kind) {
    SplittableRandom random = new SplittableRandom(kind.hashCode());
    for (int round = 0; round < 40; round++) {
      double[] weights = new double[1 + random.nextInt(round % 3 == 0 ? 150 : 9)];
      for (int k = 0; k < weights.length; k++) {
        weights[k] = weight(kind, k, random);
      }
      double bias = round % 3 == 0 ? 0 : 4 * random.nextDouble() - 2;
      int bins = 2 + random.nextInt(15);
      OutputThresholds thresholds =
          OutputThresholds.of(Activation.sigmoid(), Layers.UNIT, CausalBins.of(bins));
      PartsOfUnit parts = new PartsOfUnit(thresholds, Layers.UNIT, bins, weights.length);
      double total = parts.total(weights, 0, bias);
      assertThat(total).as(Arrays.toString(weights)).isGreaterThanOrEqualTo(0);
      assertThat(total).isLessThanOrEqualTo(parts.outputEntropy() + 1e-6);
      double alone =
          new EdgeSensitivity(thresholds, Layers.UNIT, bins)
              .total(weights, 0, weights.length, bias);
      assertThat(alone).isBetween(0.0, weights.length * Math.log(bins) / Math.log(2) + 1e-9);
    }
  }

  private static double weight(String kind, int k, SplittableRandom random) {
    double uniform = random.nextDouble();
    double sign = random.nextBoolean() ? 1 : -1;
    return switch (kind) {
      case "plain" -> 2 * uniform - 1;
      case "twelve decades" -> sign * Math.pow(10, -12 * uniform);
      case "sparse" -> random.nextInt(5) == 0 ? 5 * uniform : 0;
      case "huge" -> sign * Math.pow(10, 8 * uniform);
      case "one strong" -> k == 0 ? 3 : sign * Math.pow(10, -1 - 6 * uniform);
      case "tiny" -> 1e-300 * uniform;
      default -> random.nextInt(3) == 0 ? 1e-7 : 1;
    };
  }
}
