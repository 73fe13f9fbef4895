// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Further networks of which an ablation says nothing, each for a reason of its own. */
class GuessingNetworksTest {
  private static final int ROWS = 120;
  private static final int UNITS = 4;

  @TempDir Path folder;
  private final double[][] values = new double[ROWS][UNITS];

  @BeforeEach
  void write() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (double[] row : values) {
      for (int unit = 0; unit < UNITS; unit++) {
        row[unit] = random.nextGaussian();
      }
    }
    String text =
        IntStream.range(0, ROWS)
            .mapToObj(
                row ->
                    IntStream.range(0, UNITS)
                        .mapToObj(unit -> String.valueOf(values[row][unit]))
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("x.csv"), text);
  }

  /** Weights that are given, so that nothing depends on a training. */
  private static MultiLayerNetwork network(Activation activation, float[][] in, float[][] out) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(in.length)
                        .nOut(out.length)
                        .activation(activation)
                        .build())
                .layer(
                    new OutputLayer.Builder()
                        .nIn(out.length)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    network.setParam("0_W", Nd4j.create(in));
    network.setParam("1_W", Nd4j.create(out));
    return network;
  }

  private static void bias(MultiLayerNetwork network, String name, float... values) {
    INDArray bias = network.getParam(name);
    for (int i = 0; i < values.length; i++) {
      bias.putScalar(i, values[i]);
    }
  }

  private List<String> hypotheses(MultiLayerNetwork network, IntUnaryOperator label)
      throws IOException {
    Path model = folder.resolve("net.zip");
    ModelSerializer.writeModel(network, model.toFile(), false);
    Path features = folder.resolve("x.csv");
    String lines =
        IntStream.range(0, ROWS)
            .mapToObj(row -> String.valueOf(label.applyAsInt(row)))
            .collect(Collectors.joining("\n"));
    Path labels = Files.writeString(folder.resolve("y.csv"), lines);
    Object[] command = {
      "ablate",
      "--model",
      model,
      "--probe",
      features,
      "--labels",
      labels,
      "--test",
      features,
      "--test-labels",
      labels,
      "--json"
    };
    Shell.Outcome outcome = Shell.run(command);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    JsonNode layer = outcome.json().get("diagnostics").elements().next();
    assertThat(layer.get("hypotheses")).isNotEmpty();
    return IntStream.range(0, layer.get("hypotheses").size())
        .mapToObj(i -> layer.get("hypotheses").properties().stream().skip(i).findFirst())
        .map(entry -> entry.orElseThrow().getValue().asText())
        .toList();
  }

  private int sign(int row) {
    return values[row][0] > 0 ? 1 : 0;
  }

  private static float[][] same(int rows, int columns, float first, float other) {
    float[][] matrix = new float[rows][columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        matrix[row][column] = row == 0 ? first : other;
      }
    }
    return matrix;
  }

  @Test
  void aNetworkThatAlwaysNamesTheLargestClassIsAtChanceThoughItIsMostlyRight() throws IOException {
    float[][] in = {{1, -1, 0.5f}, {0, 2, 1}, {1, 1, -1}, {0.5f, 0, 1}};
    MultiLayerNetwork majority =
        network(Activation.TANH, in, new float[][] {{0.1f, 0}, {0, 0.1f}, {0.1f, 0.2f}});
    bias(majority, "1_b", 5, -5);
    assertThat(hypotheses(majority, row -> row % 10 == 0 ? 1 : 0))
        .allSatisfy(
            words ->
                assertThat(words)
                    .startsWith("hypothesis: none, the network is at chance: accuracy 0.9000"));
  }

  @Test
  void aLayerOfDeadRectifiersIsAtChance() throws IOException {
    MultiLayerNetwork dead =
        network(Activation.RELU, same(UNITS, 3, 1, 1), new float[][] {{1, 0}, {0, 1}, {1, 1}});
    bias(dead, "0_b", -99, -99, -99);
    assertThat(hypotheses(dead, this::sign))
        .allSatisfy(
            words -> assertThat(words).startsWith("hypothesis: none, the network is at chance"));
  }

  @Test
  void labelsThatHaveNothingToDoWithTheNetworkLeaveItAtChance() throws IOException {
    int[] coins = new SplittableRandom(8).ints(ROWS, 0, 2).toArray();
    MultiLayerNetwork good =
        network(Activation.TANH, same(UNITS, 3, 1, 0), new float[][] {{-1, 1}, {-2, 2}, {0, 1}});
    assertThat(hypotheses(good, row -> coins[row]))
        .allSatisfy(
            words -> assertThat(words).startsWith("hypothesis: none, the network is at chance"));
  }

  @Test
  void copiesOfOneNeuronHaveNoOrder() throws IOException {
    MultiLayerNetwork copies =
        network(Activation.TANH, same(UNITS, 3, 1, 0), new float[][] {{-1, 1}, {-1, 1}, {-1, 1}});
    assertThat(hypotheses(copies, this::sign))
        .allSatisfy(words -> assertThat(words).contains("none, all 3 neurons have the same "));
  }

  @Test
  void aLayerOfOneNeuronHasNoOrder() throws IOException {
    MultiLayerNetwork single =
        network(Activation.TANH, same(UNITS, 1, 1, 0), new float[][] {{-1, 1}});
    assertThat(hypotheses(single, this::sign))
        .containsOnly("hypothesis: none, a single neuron has no order");
  }
}
