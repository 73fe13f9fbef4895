// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.Probe;
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
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks with weights written down, in double precision, and their conductances. */
final class HandWrittenNetworks {
  private HandWrittenNetworks() {}

  /** Weights {@code [outputs x inputs]}, as in the papers, and biases of a dense layer. */
  record Affine(double[][] weights, double[] biases) {}

  /**
   * A network of dense layers: for each an activation; the last is the output layer.
   *
   * @param activations of all layers but the last, which is a softmax over its logits
   */
  static MultiLayerNetwork network(List<Activation> activations, Affine... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).list();
    for (int i = 0; i < layers.length; i++) {
      int inputs = layers[i].weights()[0].length;
      int outputs = layers[i].weights().length;
      list.layer(
          i < layers.length - 1
              ? new DenseLayer.Builder()
                  .nIn(inputs)
                  .nOut(outputs)
                  .activation(activations.get(i))
                  .build()
              : new OutputLayer.Builder(LossFunction.MCXENT)
                  .nIn(inputs)
                  .nOut(outputs)
                  .activation(Activation.SOFTMAX)
                  .build());
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    for (int i = 0; i < layers.length; i++) {
      network.setParam(i + "_W", Nd4j.create(layers[i].weights()).transpose());
      network.setParam(i + "_b", Nd4j.create(new double[][] {layers[i].biases()}));
    }
    return network;
  }

  static Conductances conductances(
      Model model, ConductanceRule rule, int steps, int target, double... input) {
    return conductances(model, rule, steps, ConductanceTarget.of(target), null, input);
  }

  static Conductances conductances(
      Model model,
      ConductanceRule rule,
      int steps,
      ConductanceTarget target,
      double @Nullable [] baseline,
      double[]... inputs) {
    DataSet data = new DataSet(Nd4j.create(inputs), Nd4j.create(DataType.DOUBLE, inputs.length, 1));
    Probe probe = Probe.of(data.toMultiDataSet(), new int[inputs.length], 5000, 1);
    Snapshot snapshot =
        new Examiner(model, probe, List.of(), false)
            .examine(new Moment(1, 1, Instant.EPOCH, Double.NaN));
    int[] rows = new int[inputs.length];
    Arrays.setAll(rows, i -> i);
    return Objects.requireNonNull(snapshot.access())
        .conductances(new ConductancePlan(rule, steps, target, baseline, rows, true));
  }

  /** Conductances of the units of a layer for the first example. */
  static double[] units(Conductances found, int layer) {
    double[] row = new double[found.layers().get(layer).values().units()];
    found.layers().get(layer).values().copy(0, 1, row);
    return row;
  }
}
