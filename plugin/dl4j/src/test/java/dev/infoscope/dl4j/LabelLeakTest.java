// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The label leaks in through the target, on the setting in which that was first measured: numerals
 * of 8 x 8 pixels, a 64-32-16-10 network of ReLU, noise of 0.1 times the dimension. Single seeds
 * reach 0.9 to 1.7 bits; near the ceiling of log2 N, with fewer rows, the first layer less.
 */
class LabelLeakTest {
  private static final int ROWS = 1500;
  private static final int SEEDS = 5;

  @Test
  void onUntrainedNetworksTheTrueClassAsTargetAddsMoreThanABit() {
    DataSet data = Numerals.of(ROWS, 1);
    double[] gap = new double[2];
    for (int seed = 1; seed <= SEEDS; seed++) {
      Examiner examiner =
          new Examiner(
              untrained(seed), Probe.of(data.toMultiDataSet(), null, ROWS, 1), List.of(), false);
      Snapshot snapshot = examiner.examine(new Moment(1, 1, Instant.EPOCH, Double.NaN));
      double[] predicted = label(snapshot, ConductanceTarget.predicted());
      double[] label = label(snapshot, ConductanceTarget.label());
      for (int layer = 0; layer < 2; layer++) {
        assertThat(label[layer]).as("seed %d", seed).isGreaterThan(predicted[layer] + 0.5);
        gap[layer] += (label[layer] - predicted[layer]) / SEEDS;
      }
    }
    assertThat(gap[0]).as("mean over seeds, first layer").isGreaterThan(1);
    assertThat(gap[1]).as("mean over seeds, second layer").isGreaterThan(1);
  }

  /** I(C;Y) of both hidden layers. */
  private static double[] label(Snapshot snapshot, ConductanceTarget target) {
    int[] rows = new int[snapshot.examples()];
    Arrays.setAll(rows, i -> i);
    Conductances found =
        Objects.requireNonNull(snapshot.access())
            .conductances(
                new ConductancePlan(ConductanceRule.AVERAGED, 20, target, null, rows, false));
    PlaneSettings plane =
        PlaneSettings.defaults()
            .withEstimators(PlaneEstimator.PAIRWISE)
            .withNoise(Noise.relative(0.1))
            .withShuffles(0);
    ConductanceSettings settings = ConductanceSettings.defaults().withTarget(target);
    return new ConductancePlane(plane, settings)
        .readings(found, snapshot.labels(), snapshot).stream()
            .filter(reading -> reading.metric().equals(PlaneMetrics.LABEL))
            .mapToDouble(Reading::value)
            .toArray();
  }

  private static MultiLayerNetwork untrained(long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(64).nOut(32).build())
                .layer(new DenseLayer.Builder().nIn(32).nOut(16).build())
                .layer(
                    new OutputLayer.Builder()
                        .nIn(16)
                        .nOut(Numerals.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }
}
