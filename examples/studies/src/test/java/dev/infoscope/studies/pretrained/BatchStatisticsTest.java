// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchStatisticsTest {
  private static final int BLOCKS = 40;

  private static INDArray batch() {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[5 * 3 * 8 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return Nd4j.createFromArray(values).reshape(5, 3, 8, 8);
  }

  private static double largest(ComputationGraph graph, INDArray batch) {
    return graph.feedForward(batch, false).get("mean").amaxNumber().doubleValue();
  }

  @Test
  void withoutThemARandomResidualNetworkOverflowsAndWithThemItDoesNot() {
    ComputationGraph graph = TinyNetworks.residual(BLOCKS, 32);
    double before = largest(graph, batch());
    assertThat(before)
        .satisfiesAnyOf(
            value -> assertThat(value).isNaN(), value -> assertThat(value).isGreaterThan(1e30));
    assertThat(BatchStatistics.take(graph, batch())).isEqualTo(BLOCKS + 1);
    assertThat(largest(graph, batch())).isBetween(0.1, 1e3);
  }

  @Test
  void everyNormPutsOutMeanZeroAndVarianceOneOnTheBatch() {
    ComputationGraph graph = TinyNetworks.residual(3, 4);
    BatchStatistics.take(graph, batch());
    var values = graph.feedForward(batch(), false);
    for (int block = 0; block < 3; block++) {
      INDArray in = values.get("conv" + block);
      var parameters = graph.getLayer("norm" + block).paramTable();
      for (int channel = 0; channel < 4; channel++) {
        double[] plain = moments(in, channel);
        assertThat(parameters.get("mean").getDouble(channel)).isCloseTo(plain[0], within(1e-3));
        double deviation = Math.pow(10, parameters.get("log10stdev").getDouble(channel));
        assertThat(deviation * deviation / plain[1]).isCloseTo(1, within(1e-3));
      }
    }
  }

  /** Mean and variance of a channel, by plain sums. */
  private static double[] moments(INDArray in, int channel) {
    double sum = 0;
    double squares = 0;
    for (int place = 0; place < 5 * 64; place++) {
      double value = in.getDouble(place / 64, channel, place % 64 / 8, place % 8);
      sum += value;
      squares += value * value;
    }
    double mean = sum / (5 * 64);
    return new double[] {mean, squares / (5 * 64) - mean * mean};
  }
}
