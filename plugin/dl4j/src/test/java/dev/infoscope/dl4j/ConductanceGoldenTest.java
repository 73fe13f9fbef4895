// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static dev.infoscope.dl4j.HandWrittenNetworks.conductances;
import static dev.infoscope.dl4j.HandWrittenNetworks.units;
import static dev.infoscope.network.ConductanceRule.AVERAGED;
import static dev.infoscope.network.ConductanceRule.CAPTUM_LEFT;
import static dev.infoscope.network.ConductanceRule.GAUSS_LEGENDRE;
import static dev.infoscope.network.ConductanceRule.JACOBIAN_INPUT;
import static dev.infoscope.network.ConductanceRule.MIDPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.infoscope.dl4j.HandWrittenNetworks.Affine;
import dev.infoscope.golden.GoldenCases;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.Conductances;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Conductances by hand, and those that captum computes: A is the network of captum's own tests
 * (tests/attr/layer/test_layer_conductance.py), B a network of dyadic weights; its values under
 * captum's rules were computed with captum. Those with gradients in the middles of steps are by
 * hand: before its kink at a = 0.1 the first unit of A counts with as many of the n steps as have
 * their middle beyond it, (i + 1/2) / n > 0.1; the first unit of B, whose kink is at 1/2, with half
 * of an even number.
 */
class ConductanceGoldenTest {
  private static final double CLOSE = 1e-5;
  private static final double PRINTED = 6e-5; // values printed with four to six digits

  /** captum's: h = x1 + x2 + x3 + (-10, 1, 1, 1), F = sum of relu(h) - 1; the second logit is 0. */
  private static MultiLayerNetwork captum() {
    return HandWrittenNetworks.network(
        List.of(Activation.IDENTITY, Activation.IDENTITY, Activation.RELU),
        new Affine(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, new double[3]),
        new Affine(
            new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {1, 1, 1}},
            new double[] {-10, 1, 1, 1}),
        new Affine(
            new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}, new double[4]),
        new Affine(new double[][] {{1, 1, 1, 1}, {0, 0, 0, 0}}, new double[] {-1, 0}));
  }

  static Stream<Arguments> captumsTable() {
    return Stream.of(
        arguments(GAUSS_LEGENDRE, 10, 85.419, 97.8229, 88.9114, 97.8229),
        arguments(GAUSS_LEGENDRE, 50, 89.5726, 99.8910, 89.9455, 99.8910),
        arguments(GAUSS_LEGENDRE, 500, 89.9944, 99.9989, 89.9994, 99.9989),
        arguments(CAPTUM_LEFT, 10, 80, 100, 90, 100),
        arguments(CAPTUM_LEFT, 50, 88, 100, 90, 100),
        arguments(CAPTUM_LEFT, 500, 89.8, 100, 90, 100),
        arguments(AVERAGED, 50, 89, 100, 90, 100), // the node at the kink counts for half
        arguments(MIDPOINT, 3, 100, 100, 90, 100),
        arguments(MIDPOINT, 7, 600.0 / 7, 100, 90, 100),
        arguments(MIDPOINT, 50, 90, 100, 90, 100));
  }

  @ParameterizedTest(name = "{0}, {1} steps")
  @MethodSource
  void captumsTable(
      ConductanceRule rule, int steps, double first, double others, double post, double posts) {
    Conductances found = conductances(captum(), rule, steps, 0, 0, 100, 0);
    assertThat(units(found, 1))
        .usingComparatorWithPrecision(PRINTED)
        .containsExactly(first, others, others, others);
    assertThat(units(found, 2))
        .usingComparatorWithPrecision(PRINTED)
        .containsExactly(post, posts, posts, posts);
  }

  @Test
  void aLayerThatHandsTheInputOnHasItsIntegratedGradients() {
    Conductances found = conductances(captum(), AVERAGED, 1000, 0, 0, 100, 0);
    assertThat(units(found, 0)).usingComparatorWithPrecision(0.2).containsExactly(0, 390, 0);
    double[] inputs = new double[3];
    assertThat(found.inputs()).isNotNull();
    found.inputs().copy(0, 1, inputs);
    assertThat(inputs).usingComparatorWithPrecision(1e-9).containsExactly(units(found, 0));
    assertThat(found.change()[0]).isCloseTo(390, within(1e-9));
  }

  private static MultiLayerNetwork dyadic() {
    return HandWrittenNetworks.network(
        List.of(Activation.IDENTITY, Activation.RELU),
        new Affine(new double[][] {{1, -1}, {.5, .5}, {-1, 2}}, new double[] {-.25, .125, .5}),
        new Affine(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, new double[3]),
        new Affine(new double[][] {{1, -2, .5}, {-1, 1, 1}}, new double[] {.25, -.5}));
  }

  static Stream<Arguments> dyadicTable() {
    return Stream.of(
        arguments(CAPTUM_LEFT, 4, 0, new double[] {.125, -1.5, 0}, new double[] {.25, -1.5, 0}),
        arguments(AVERAGED, 4, 0, new double[] {.1875, -1.5, 0}, new double[] {.25, -1.5, 0}),
        arguments(MIDPOINT, 4, 0, new double[] {.25, -1.5, 0}, new double[] {.25, -1.5, 0}),
        arguments(
            GAUSS_LEGENDRE,
            50,
            0,
            new double[] {.234487, -1.498365, 0},
            new double[] {.249727, -1.498365, 0}),
        arguments(CAPTUM_LEFT, 4, 1, new double[] {-.125, .75, 0}, new double[] {-.25, .75, 0}),
        arguments(AVERAGED, 4, 1, new double[] {-.1875, .75, 0}, new double[] {-.25, .75, 0}),
        arguments(MIDPOINT, 2, 1, new double[] {-.25, .75, 0}, new double[] {-.25, .75, 0}),
        arguments(
            GAUSS_LEGENDRE,
            50,
            1,
            new double[] {-.234487, .749182, 0},
            new double[] {-.249727, .749182, 0}));
  }

  @ParameterizedTest(name = "{0}, class {2}")
  @MethodSource
  void dyadicTable(ConductanceRule rule, int steps, int target, double[] before, double[] after) {
    Conductances found = conductances(dyadic(), rule, steps, target, 1, .5);
    assertThat(units(found, 0)).usingComparatorWithPrecision(CLOSE).containsExactly(before);
    assertThat(units(found, 1)).usingComparatorWithPrecision(CLOSE).containsExactly(after);
    assertThat(found.change()[0]).isCloseTo(target == 0 ? -1.25 : .5, within(1e-9));
  }

  @Test
  void jacobianTimesInputForgetsTheBiases() {
    Conductances found = conductances(dyadic(), JACOBIAN_INPUT, 1, 0, 1, .5);
    assertThat(units(found, 1)).usingComparatorWithPrecision(1e-9).containsExactly(.5, .75, 0);
    assertThat(found.layers().get(1).errors()[0]).isNaN();
  }

  /** Two runs of a rule of second order give the limit to fourth order (Richardson). */
  @ParameterizedTest
  @EnumSource(names = {"MIDPOINT", "AVERAGED"})
  void smoothNetworkAsByQuadrature(ConductanceRule rule) {
    GoldenCases.Case golden = GoldenCases.of("conductance.tanh_sigmoid");
    MultiLayerNetwork network =
        HandWrittenNetworks.network(
            List.of(Activation.TANH, Activation.SIGMOID),
            new Affine(new double[][] {{0.5, -0.3}, {0.8, 0.2}, {-0.4, 0.9}}, new double[3]),
            new Affine(new double[][] {{1.0, -0.5, 0.25}, {-0.75, 0.6, 0.4}}, new double[2]),
            new Affine(new double[][] {{1.0, -2.0}, {0, 0}}, new double[2]));
    double[] coarse = units(conductances(network, rule, 500, 0, 0.8, -0.4), 0);
    double[] fine = units(conductances(network, rule, 1000, 0, 0.8, -0.4), 0);
    double[] limit = new double[3];
    for (int i = 0; i < 3; i++) {
      limit[i] = fine[i] + (fine[i] - coarse[i]) / 3;
    }
    assertThat(limit)
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(golden.expectedArray("conductance"));
  }

  @ParameterizedTest
  @EnumSource(names = {"MIDPOINT", "AVERAGED"})
  void productOfTwoUnitsIsSharedEqually(ConductanceRule rule) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("sum", linear(), "in")
                .addLayer("difference", linear(), "in")
                .addVertex(
                    "product",
                    new ElementWiseVertex(ElementWiseVertex.Op.Product),
                    "sum",
                    "difference")
                .addLayer(
                    "out",
                    new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
                    "product")
                .setOutputs("out")
                .build());
    graph.init();
    graph.setParam("sum_W", Nd4j.create(new double[][] {{1}, {1}}));
    graph.setParam("difference_W", Nd4j.create(new double[][] {{1}, {-1}}));
    Conductances found = conductances(graph, rule, 7, 0, 3, 1);
    double[] expected = GoldenCases.of("conductance.product").expectedArray("conductance");
    assertThat(units(found, 0)[0]).isCloseTo(expected[0], within(1e-12));
    assertThat(units(found, 1)[0]).isCloseTo(expected[1], within(1e-12));
    assertThat(found.change()[0])
        .isCloseTo(
            GoldenCases.of("conductance.product").expected("completeness_sum"), within(1e-12));
    assertThat(found.layers().get(0).errors()[0]).as("paths lead past it").isNaN();
  }

  private static DenseLayer linear() {
    return new DenseLayer.Builder().nIn(2).nOut(1).activation(Activation.IDENTITY).build();
  }
}
