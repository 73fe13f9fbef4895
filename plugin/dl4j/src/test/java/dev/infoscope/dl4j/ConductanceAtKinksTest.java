// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.Completeness;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.MoreSteps;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.ConstantDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Piecewise linear networks without biases: all kinks lie at the baseline, the integrand is
 * constant along the ray from there, and so the sum is exact with any number of steps.
 */
class ConductanceAtKinksTest {
  private static final int ROWS = 60;

  private static Layer dense(int outputs) {
    return new DenseLayer.Builder().nOut(outputs).build();
  }

  private static Layer convolution() {
    return new ConvolutionLayer.Builder(3, 3).nOut(5).build();
  }

  private enum Kind {
    RELU(InputType.feedForward(6), dense(20), dense(10)),
    LEAKY(
        InputType.feedForward(6),
        new DenseLayer.Builder().nOut(12).activation(new ActivationLReLU(0.3)).build(),
        dense(8)),
    RELU_LAYER(
        InputType.feedForward(6),
        new DenseLayer.Builder().nOut(12).activation(Activation.IDENTITY).build(),
        new ActivationLayer(Activation.RELU),
        dense(4)),
    PRELU(
        InputType.feedForward(6),
        new DenseLayer.Builder().nOut(12).activation(Activation.IDENTITY).build(),
        new PReLULayer.Builder().inputShape(12).weightInit(new ConstantDistribution(0.25)).build()),
    CONVOLUTION(
        InputType.convolutional(8, 8, 2),
        convolution(),
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX).kernelSize(2, 2).build(),
        dense(6)),
    GLOBAL_MAXIMUM(
        InputType.convolutional(8, 8, 2), convolution(), new GlobalPoolingLayer(PoolingType.MAX));

    private final InputType type;
    private final Layer[] layers;

    Kind(InputType type, Layer... layers) {
      this.type = type;
      this.layers = layers;
    }

    MultiLayerNetwork network() {
      var list =
          new NeuralNetConfiguration.Builder()
              .seed(3)
              .weightInit(WeightInit.RELU)
              .activation(Activation.RELU)
              .list();
      for (Layer layer : layers) {
        list.layer(layer.clone());
      }
      list.layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build());
      MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(type).build());
      network.init();
      return network;
    }

    Snapshot snapshot() {
      Nd4j.getRandom().setSeed(5);
      long[] shape = type.getShape(true);
      shape[0] = ROWS;
      INDArray features = Nd4j.randn(DataType.FLOAT, shape);
      return ReadLayers.of(network(), new INDArray[] {features}, null).snapshot();
    }
  }

  private static Conductances conductances(Snapshot snapshot, int steps) {
    return Objects.requireNonNull(snapshot.access())
        .conductances(
            new ConductancePlan(
                ConductanceSettings.defaults().rule(),
                steps,
                ConductanceTarget.predicted(),
                null,
                IntStream.range(0, ROWS).toArray(),
                false));
  }

  @ParameterizedTest
  @EnumSource
  void withoutBiasesTheDefaultIsExactWithOneStepAsWithTwenty(Kind kind) {
    Snapshot snapshot = kind.snapshot();
    for (int steps : new int[] {1, 3, 20}) {
      Conductances found = conductances(snapshot, steps);
      for (LayerConductance layer : found.layers()) {
        Completeness complete = Completeness.of(layer, found);
        assertThat(complete.largest())
            .as("%s, %d steps", layer.layer().name(), steps)
            .isLessThan(1e-4); // of single precision
        assertThat(complete.moreSteps()).isEqualTo(MoreSteps.NOT_NEEDED);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"RELU, 1", "CONVOLUTION, 1", "LEAKY, 5"})
  void thenNoReadingIsFlaggedAsIncomplete(Kind kind, int steps) {
    List<Reading> readings =
        new ConductancePlane(
                PlaneSettings.defaults(),
                ConductanceSettings.defaults().withSteps(steps).withRows(ROWS))
            .measure(kind.snapshot())
            .readings();
    assertThat(readings)
        .isNotEmpty()
        .noneSatisfy(reading -> assertThat(reading.flags()).contains(Flag.INCOMPLETE));
  }
}
