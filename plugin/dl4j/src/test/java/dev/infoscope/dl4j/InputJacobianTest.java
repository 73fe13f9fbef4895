// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static dev.infoscope.network.ConductanceRule.JACOBIAN_INPUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.HandWrittenNetworks.Affine;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The rule without a path: derivatives of the layers at the input, times the way to it. */
class InputJacobianTest {
  private static final double STEP = 1e-6;
  private static final int ROWS = 6;

  /** relu(x - 1), its derivative times x on both sides of the kink, however near. */
  @ParameterizedTest
  @CsvSource({"1.0005, 1.0005", "1.000000001, 1.000000001", "0.9995, 0", "0.999999999, 0", "3, 3"})
  void nearAKinkItIsTheDerivativeOnTheInputsOwnSide(double input, double expected) {
    MultiLayerNetwork network =
        HandWrittenNetworks.network(
            List.of(Activation.RELU),
            new Affine(new double[][] {{1}}, new double[] {-1}),
            new Affine(new double[][] {{1}, {-1}}, new double[2]));
    Conductances found = HandWrittenNetworks.conductances(network, JACOBIAN_INPUT, 1, 0, input);
    assertThat(HandWrittenNetworks.units(found, 0)[0]).isCloseTo(expected, within(1e-12));
  }

  @Test
  void theInputCountsFromTheBaselineAndThereIsNoTarget() {
    MultiLayerNetwork network =
        HandWrittenNetworks.network(
            List.of(Activation.RELU),
            new Affine(new double[][] {{1, 2}, {-1, 0.5}}, new double[] {-1, 3}),
            new Affine(new double[][] {{1, 0}, {-1, 0}}, new double[2]));
    Conductances found =
        HandWrittenNetworks.conductances(
            network,
            JACOBIAN_INPUT,
            1,
            ConductanceTarget.of(1),
            new double[] {0.5, 0.25},
            new double[] {2, 1});
    assertThat(HandWrittenNetworks.units(found, 0))
        .containsExactly(1.5 + 2 * 0.75, -1.5 + 0.5 * 0.75);
    assertThat(found.targets()).isNull();
    assertThat(found.towards()).isEmpty();
    assertThat(found.change()).containsOnly(Double.NaN);
    double[] inputs = new double[2];
    Objects.requireNonNull(found.inputs()).copy(0, 1, inputs);
    assertThat(inputs).containsExactly(1.5, 0.75);
  }

  @Test
  void sumsOverPositionsAreThoseOfTheDerivativesAlongThePath() {
    MultiLayerNetwork network = Networks.convolutional().convertDataType(DataType.DOUBLE);
    MultiDataSet data = Examples.images(ROWS, 3).toMultiDataSet();
    compare(network, data, "conv", output(network, data, 1), 2, 3);
    compare(network, data, "pool", output(network, data, 3), 2, 3);
    compare(network, data, "dense", output(network, data, 4));
  }

  @Test
  void ofSequencesItIsTheSumOverSteps() {
    MultiLayerNetwork network = Networks.recurrent().convertDataType(DataType.DOUBLE);
    MultiDataSet data = Examples.sequences(ROWS, 3, false).toMultiDataSet();
    compare(network, data, "lstm", output(network, data, 1), 2);
  }

  @Test
  void allInputsOfAGraphCount() {
    ComputationGraph graph = Networks.twoInputs().convertDataType(DataType.DOUBLE);
    MultiDataSet data = Examples.pairs(ROWS, 3);
    for (String layer : new String[] {"leftDense", "rightDense", "dense"}) {
      Along outputs =
          share -> {
            Map<String, INDArray> found = graph.feedForward(at(data, share), false);
            return Objects.requireNonNull(found.get(layer));
          };
      compare(graph, data, layer, outputs);
    }
  }

  /** What a layer puts out at a point of the path. */
  private interface Along {
    INDArray at(double share);
  }

  private static INDArray[] at(MultiDataSet data, double share) {
    return Arrays.stream(data.getFeatures())
        .map(input -> input.castTo(DataType.DOUBLE).muli(share))
        .toArray(INDArray[]::new);
  }

  private static Along output(MultiLayerNetwork network, MultiDataSet data, int number) {
    return share -> network.feedForward(at(data, share)[0], false).get(number);
  }

  private static void compare(
      Model model, MultiDataSet data, String name, Along outputs, int... positions) {
    INDArray slope = outputs.at(1 + STEP).sub(outputs.at(1 - STEP)).divi(2 * STEP);
    double[][] expected = (positions.length == 0 ? slope : slope.sum(positions)).toDoubleMatrix();
    Conductances found = conductances(model, data);
    LayerConductance layer =
        found.layers().stream()
            .filter(each -> each.layer().name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(layer.values().units()).isEqualTo(expected[0].length);
    for (int row = 0; row < ROWS; row++) {
      double[] values = new double[expected[0].length];
      layer.values().copy(row, 1, values);
      assertThat(values).as(name).containsExactly(expected[row], within(1e-7));
    }
  }

  private static Conductances conductances(Model model, MultiDataSet data) {
    int[] rows = IntStream.range(0, ROWS).toArray();
    Probe probe = Probe.inOrder(data, new ClassLabels(new int[ROWS], 9));
    Snapshot snapshot =
        new Examiner(model, probe, List.of(), false).examine(new Moment(1, 1, Instant.EPOCH, 0));
    return Objects.requireNonNull(snapshot.access())
        .conductances(
            new ConductancePlan(
                JACOBIAN_INPUT, 1, ConductanceTarget.predicted(), null, rows, false));
  }

  @Test
  void tooManyUnitsAreRefusedByNumber() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(1).nOut(16_385).build())
                .layer(
                    new OutputLayer.Builder()
                        .nIn(16_385)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    assertThat(HandWrittenNetworks.conductances(network, JACOBIAN_INPUT, 1, 0, 1).refusal())
        .isEqualTo("jacobian-input takes a pass back for each of 16385 units, at most 16384");
  }
}
