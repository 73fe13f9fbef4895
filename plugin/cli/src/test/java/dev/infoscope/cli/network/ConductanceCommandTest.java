// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.infoscope.cli.Infoscope;
import dev.infoscope.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.ocnn.OCNNOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network of dyadic weights (golden values B of the conductance tests) through its zip. */
class ConductanceCommandTest {
  @TempDir Path folder;
  private Path net;
  private Path probe;
  private Path labels;

  @BeforeEach
  void saveTheNetwork() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(2).nOut(3).activation(Activation.IDENTITY).build())
                .layer(new DenseLayer.Builder().nIn(3).nOut(3).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder().nIn(3).nOut(2).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    network.setParam("0_W", Nd4j.create(new double[][] {{1, .5, -1}, {-1, .5, 2}}));
    network.setParam("0_b", Nd4j.create(new double[][] {{-.25, .125, .5}}));
    network.setParam("1_W", Nd4j.eye(3).castTo(DataType.DOUBLE));
    network.setParam("1_b", Nd4j.zeros(DataType.DOUBLE, 1, 3));
    network.setParam("2_W", Nd4j.create(new double[][] {{1, -1}, {-2, 1}, {.5, 1}}));
    network.setParam("2_b", Nd4j.create(new double[][] {{.25, -.5}}));
    net = folder.resolve("net.zip");
    ModelSerializer.writeModel(network, net.toFile(), false);
    probe = file("x.csv", "1,0.5\n0.25,1\n-1,0.5\n0.5,0.5\n");
    labels = file("y.csv", "0\n1\n1\n0\n");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Shell.Outcome conductance(Object... more) {
    List<Object> words = new ArrayList<>(List.of("measure", "conductance", "--model", net));
    words.addAll(List.of("--probe", probe, "--labels", labels));
    words.addAll(List.of(more));
    return Shell.run(words.toArray());
  }

  private static double value(JsonNode answer, String layer, int row, int unit) {
    return answer.at("/diagnostics/conductance/" + layer).get(row).get(unit).doubleValue();
  }

  @Test
  void conductancesAreThoseOfCaptum() {
    JsonNode left =
        conductance("--rule", "captum-left", "--steps", 4, "--target", 0, "--per-sample", "--json")
            .json();
    assertThat(value(left, "layer0", 0, 0)).isCloseTo(.125, within(1e-5));
    assertThat(value(left, "layer0", 0, 1)).isCloseTo(-1.5, within(1e-5));
    JsonNode averaged =
        conductance("--rule", "averaged", "--steps", 4, "--target", 1, "--per-sample", "--json")
            .json();
    assertThat(value(averaged, "layer0", 0, 0)).isCloseTo(-.1875, within(1e-5));
    assertThat(value(averaged, "layer1", 0, 0)).isCloseTo(-.25, within(1e-5));
    JsonNode middles = conductance("--steps", 4, "--target", 1, "--per-sample", "--json").json();
    assertThat(value(middles, "layer0", 0, 0)).isCloseTo(-.25, within(1e-9));
    JsonNode legendre =
        conductance("--rule", "gauss-legendre", "--target", 0, "--per-sample", "--json").json();
    assertThat(value(legendre, "layer0", 0, 0)).isCloseTo(.234487, within(1e-5));
    JsonNode jacobian = conductance("--rule", "jacobian-input", "--per-sample", "--json").json();
    assertThat(value(jacobian, "layer1", 0, 1)).isCloseTo(.75, within(1e-9));
    assertThat(jacobian.at("/diagnostics/completeness/layer1").isNull()).isTrue();
  }

  @Test
  void theAnswerHoldsBothSignalsOfTheSameRowsAndLeavesTheLogitsOut() {
    JsonNode answer = conductance("--json").json();
    List<String> seen = new ArrayList<>();
    answer
        .get("readings")
        .forEach(
            reading -> {
              if (reading.get("metric").asText().equals("infoscope.information.efficiency")) {
                String signal = reading.at("/labels/signal").asText();
                seen.add(reading.get("layer").asText() + " " + signal);
                assertThat(reading.path("obtained").asText())
                    .as("how the %s was obtained", signal)
                    .matches(
                        signal.equals("conductance") ? ".*the predicted class, 50 steps.*" : "");
              }
            });
    assertThat(seen)
        .containsOnly(
            "layer0 conductance", "layer0 activation", "layer1 conductance", "layer1 activation");
    assertThat(answer.at("/diagnostics/samples").asInt()).isEqualTo(4);
    assertThat(answer.at("/diagnostics/completeness/layer1").doubleValue()).isLessThan(.05);
    assertThat(answer.at("/parameters/target").asText()).isEqualTo("predicted");
    assertThat(answer.at("/diagnostics/conductance").isMissingNode()).isTrue();
  }

  @Test
  void theTrueClassAsTargetIsFlagged() {
    JsonNode answer = conductance("--target", "label", "--json").json();
    assertThat(answer.at("/readings/0/flags").toString()).contains("label_leak");
    assertThat(answer.at("/diagnostics/targets").toString()).isEqualTo("[0,1,1,0]");
    assertThat(conductance("--target", "label").out()).contains("label_leak: the label leaks in");
  }

  @Test
  void theTableShowsHowCompleteTheSumsAre() {
    Shell.Outcome table = conductance("--steps", 3);
    assertThat(table.status()).isZero();
    assertThat(table.out())
        .contains("4 rows towards the predicted class, midpoint, 3 steps")
        .contains("completeness of layer0:")
        .containsPattern("layer1 +conductance +pairwise");
  }

  @Test
  void ofOneExampleItIsNotSaidThatMoreStepsHelp() throws IOException {
    probe = file("one.csv", "1,0.5\n");
    labels = file("label.csv", "0\n");
    assertThat(conductance("--steps", 3).out())
        .containsPattern("completeness of layer0: .* % of the change; one example, no claim")
        .doesNotContain("more steps needed", "incomplete");
    assertThat(moreSteps(conductance("--steps", 3, "--json").json())).isEqualTo("one_example");
    assertThat(moreSteps(conductance("--rule", "jacobian-input", "--json").json()))
        .isEqualTo("null");
  }

  /** Nothing is told apart, so that 0 bits would be said of every network. */
  @Test
  void ofOneExampleThereIsNoInformation() throws IOException {
    probe = file("one.csv", "1,0.5\n");
    labels = file("label.csv", "0\n");
    JsonNode readings = conductance("--json").json().get("readings");
    assertThat(readings).isNotEmpty();
    for (JsonNode reading : readings) {
      if (reading.get("metric").asText().startsWith("infoscope.information")) {
        assertThat(reading.get("value").isNull()).as(reading.toString()).isTrue();
        assertThat(reading.get("flags").toString()).contains("too_few");
      }
    }
  }

  /** The probe is the baseline. */
  @Test
  void withoutAnyChangeCompletenessHasNoShare() throws IOException {
    probe = file("zeros.csv", "0,0\n0,0\n");
    labels = file("label.csv", "0\n1\n");
    assertThat(conductance().out())
        .contains("completeness of layer0: 0.00 logits at most; no share, since no logit changes")
        .doesNotContain("% of the change");
    JsonNode share = conductance("--json").json().at("/diagnostics/completenessShare/layer0");
    assertThat(share.get("mean").isNull()).isTrue();
  }

  private static String moreSteps(JsonNode answer) {
    return answer.at("/diagnostics/completenessShare/layer0/moreSteps").asText();
  }

  @Test
  void theRuleWithoutAPathHasNeitherStepsNorTarget() {
    JsonNode answer = conductance("--rule", "jacobian-input", "--json").json();
    assertThat(answer.at("/diagnostics/targets").isNull()).isTrue();
    assertThat(conductance("--rule", "jacobian-input").out())
        .contains("4 rows, Jacobian times input")
        .doesNotContain("steps")
        .doesNotContain("predicted class");
  }

  @Test
  void aSingleUnitThatSaysAValueIsTheOutput() throws IOException {
    net = save("value.zip", new OutputLayer.Builder(LossFunction.MSE), Activation.IDENTITY);
    assertThat(conductance().out()).contains("4 rows towards the output, midpoint, 50 steps");
    net = save("yes-or-no.zip", new OutputLayer.Builder(LossFunction.XENT), Activation.SIGMOID);
    assertThat(conductance().out()).contains("4 rows towards the predicted class, midpoint");
  }

  private Path save(String name, OutputLayer.Builder output, Activation activation)
      throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(3).activation(Activation.TANH).build())
                .layer(output.nIn(3).nOut(1).activation(activation).build())
                .build());
    network.init();
    Path file = folder.resolve(name);
    ModelSerializer.writeModel(network, file.toFile(), false);
    return file;
  }

  /** All biases are 0, as DL4J and Keras begin. */
  @Test
  void anUntrainedNetworkOfReluIsComplete() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(20).build())
                .layer(new DenseLayer.Builder().nIn(20).nOut(10).build())
                .layer(
                    new OutputLayer.Builder()
                        .nIn(10)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    net = folder.resolve("relu.zip");
    ModelSerializer.writeModel(network, net.toFile(), false);
    JsonNode answer = conductance("--steps", 20, "--json").json();
    assertThat(answer.get("readings").toString()).doesNotContain("incomplete");
    assertThat(answer.at("/diagnostics/completenessShare/layer0/max").doubleValue())
        .isLessThan(1e-5);
  }

  @Test
  void anOutputThatScoresAnomaliesIsRefusedByName() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(3).build())
                .layer(
                    new OCNNOutputLayer.Builder()
                        .nIn(3)
                        .hiddenLayerSize(2)
                        .activation(Activation.RELU)
                        .build())
                .build());
    network.init();
    net = folder.resolve("anomalies.zip");
    ModelSerializer.writeModel(network, net.toFile(), false);
    refused(conductance(), "layer layer1 (OCNNOutputLayer gives no logits)");
  }

  @Test
  void theBaselineIsTheBeginOfThePath() throws IOException {
    Path same = file("b.csv", "1,0.5\n");
    JsonNode answer = conductance("--baseline", same, "--per-sample", "--json").json();
    assertThat(value(answer, "layer0", 0, 1)).isZero();
    assertThat(answer.at("/diagnostics/change/0").doubleValue()).isZero();
    assertThat(answer.at("/diagnostics/change/1").doubleValue()).isNotZero();
  }

  @Test
  void mapsAreDrawnPerExample() throws IOException {
    Path maps = folder.resolve("maps");
    assertThat(conductance("--shape", "1,1,2").err()).contains("x.csv");
    net = images();
    Shell.Outcome drawn = conductance("--shape", "1,1,2", "--maps", maps);
    assertThat(drawn.status()).as(drawn.err()).isZero();
    try (var files = Files.list(maps)) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(4);
      assertThat(ImageIO.read(found.get(0).toFile()).getWidth()).isEqualTo(2);
    }
  }

  private Path images() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(new Random(1).nextLong())
                .list()
                .layer(new ConvolutionLayer.Builder(1, 1).nOut(2).build())
                .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.convolutional(1, 2, 1))
                .build());
    network.init();
    Path file = folder.resolve("images.zip");
    ModelSerializer.writeModel(network, file.toFile(), false);
    return file;
  }

  @Test
  void whatHasNoGradientIsRefusedByName() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new EmbeddingLayer.Builder().name("words").nIn(5).nOut(3).build())
                .layer(
                    new OutputLayer.Builder().nIn(3).nOut(2).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    net = folder.resolve("words.zip");
    ModelSerializer.writeModel(network, net.toFile(), false);
    probe = file("words.csv", "1\n2\n3\n4\n");
    refused(conductance(), "words.zip: has no conductance: layer words (EmbeddingLayer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"midpoint", "jacobian-input"})
  void theAnswerFollowsTheSchema(String rule) {
    JsonNode answer = conductance("--rule", rule, "--per-sample", "--json").json();
    assertThat(schema().validate(answer)).isEmpty();
    ((ObjectNode) answer.get("diagnostics")).remove("targets");
    assertThat(schema().validate(answer)).isNotEmpty();
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Infoscope.class.getResourceAsStream("answer.schema.json"));
  }

  @Test
  void oddDataIsRefusedByNameAndPlace() throws IOException {
    Path sound = probe;
    probe = file("nan.csv", "1,0.5\n0.25,NaN\n-1,0.5\n0.5,0.5\n");
    refused(conductance(), "nan.csv");
    probe = file("empty.csv", "");
    refused(conductance(), "empty.csv");
    probe = file("gap.csv", "1,0.5\n\n-1,0.5\n0.5,0.5\n");
    refused(conductance(), "");
    probe = sound;
    refused(conductance("--shape", "1,3,3"), "x.csv: rows of 2 values are no examples of shape");
    refused(conductance("--steps", -3), "--steps (-3) must be >= 1");
    labels = file("few.csv", "0\n1\n");
    refused(conductance(), "few.csv");
    labels = file("beyond.csv", "0\n1\n5\n0\n");
    refused(conductance("--target", "label"), "target (5) must be below 2");
    labels = file("negative.csv", "0\n1\n-1\n0\n");
    refused(conductance(), "negative.csv: labels must be from 0");
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() throws IOException {
    refused(conductance("--steps", 0), "--steps (0) must be >= 1");
    refused(conductance("--target", "best"), "'best' is not predicted, label or a class");
    refused(conductance("--rule", "exact"), "'exact' is not one of midpoint, averaged");
    refused(conductance("--maps", folder), "--maps needs --shape");
    refused(conductance("--target", 7), "target (7) must be below 2");
    refused(conductance("--baseline", file("b.csv", "1,2,3\n")), "baseline (3 values)");
    probe = file("wide.csv", "1,2,3\n1,2,3\n1,2,3\n1,2,3\n");
    refused(conductance(), "wide.csv: probe features of shape");
    net = folder.resolve("none.zip");
    refused(conductance(), "none.zip: no such file");
  }

  private static void refused(Shell.Outcome outcome, String said) {
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(said);
    assertThat(outcome.err().lines()).hasSize(1);
  }
}
