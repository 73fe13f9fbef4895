// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static dev.infoscope.cli.Shell.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.cli.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Commands take predictions as the listener does; case 13-one-output-threshold from files. */
class PredictionRuleCommandTest {
  private static final int ROWS = 200;

  @TempDir Path folder;
  private INDArray features;
  private INDArray signs;

  @BeforeEach
  void makeData() {
    Nd4j.getRandom().setSeed(2);
    features = Nd4j.randn(DataType.FLOAT, ROWS, 4);
    signs = Nd4j.zeros(DataType.FLOAT, ROWS, 1);
    for (int row = 0; row < ROWS; row++) {
      boolean second = features.getDouble(row, 0) + 0.5 * features.getDouble(row, 1) > 0;
      signs.putScalar(row, 0, second ? 1 : -1);
    }
  }

  private MultiLayerNetwork trained(LossFunction loss, Activation activation, INDArray targets) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(0.02))
                .activation(Activation.TANH)
                .list()
                .layer(new DenseLayer.Builder().name("hidden").nIn(4).nOut(6).build())
                .layer(new OutputLayer.Builder(loss).nIn(6).nOut(1).activation(activation).build())
                .build());
    network.init();
    for (int epoch = 0; epoch < 40; epoch++) {
      network.fit(new DataSet(features, targets));
    }
    return network;
  }

  private Path saved(MultiLayerNetwork network) {
    Path file = folder.resolve("net.zip");
    try {
      ModelSerializer.writeModel(network, file.toFile(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private Path table(String name, INDArray values) throws IOException {
    String text =
        IntStream.range(0, (int) values.size(0))
            .mapToObj(
                row ->
                    IntStream.range(0, (int) values.size(1))
                        .mapToObj(
                            column ->
                                String.format(Locale.ROOT, "%.9g", values.getDouble(row, column)))
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve(name), text);
  }

  private Shell.Outcome ablate(MultiLayerNetwork network, Object... more) throws IOException {
    Path x = table("x.csv", features);
    Path y = table("y.csv", signs);
    Object[] command = {
      "ablate",
      "--model",
      saved(network),
      "--probe",
      x,
      "--labels",
      y,
      "--test",
      x,
      "--test-labels",
      y,
      "--json"
    };
    return Shell.run(Stream.of(command, more).flatMap(Arrays::stream).toArray());
  }

  private double accuracy(MultiLayerNetwork network, double cut) {
    INDArray outputs = network.output(features);
    int right = 0;
    for (int row = 0; row < ROWS; row++) {
      right += outputs.getDouble(row, 0) > cut == signs.getDouble(row, 0) > 0 ? 1 : 0;
    }
    return (double) right / ROWS;
  }

  /** All curves begin with the network as it is. */
  private static double intact(Shell.Outcome outcome) {
    assertThat(outcome.err()).isEmpty();
    return outcome.json().at("/diagnostics/hidden/curves").get("random, mean").get(0).asDouble();
  }

  @Test
  void signsOfAHingeAreAblatedFromItsOwnAccuracy() throws IOException {
    MultiLayerNetwork network = trained(LossFunction.HINGE, Activation.TANH, signs);
    Shell.Outcome outcome = ablate(network);
    assertThat(outcome.err()).isEmpty();
    assertThat(intact(outcome)).isEqualTo(accuracy(network, 0));
    assertThat(accuracy(network, 0)).isNotEqualTo(accuracy(network, 0.5));
    assertThat(outcome.json().at("/parameters/predict").asText()).isEqualTo("network");
  }

  @Test
  void aRegressionIsRefusedWithTheReasonAndTheWayOut() throws IOException {
    MultiLayerNetwork network = trained(LossFunction.MSE, Activation.IDENTITY, signs.mul(3));
    refused(ablate(network), "net.zip", "LossMSE with Identity predicts a value", "--predict");
  }

  @Test
  void theRuleOfTheCommandLineIsHonoured() throws IOException {
    MultiLayerNetwork network = trained(LossFunction.MSE, Activation.IDENTITY, signs.mul(3));
    Shell.Outcome outcome = ablate(network, "--predict", "above:1.25");
    assertThat(intact(outcome)).isEqualTo(accuracy(network, 1.25));
    assertThat(outcome.json().at("/parameters/predict").asText()).isEqualTo("above:1.25");
  }

  @Test
  void aRuleThatIsNoneIsBadUsage() throws IOException {
    MultiLayerNetwork network = trained(LossFunction.MSE, Activation.IDENTITY, signs);
    refused(ablate(network, "--predict", "biggest"), "--predict", "largest or above:NUMBER");
    refused(ablate(network, "--predict", "above:x"), "--predict", "no finite number");
    refused(ablate(network, "--predict", "above:NaN"), "--predict", "no finite number");
    refused(ablate(network, "--predict", "largest"), "net.zip", "does not suit its 1 units");
  }

  @Test
  void conductanceTakesSignsAsTheTwoClasses() throws IOException {
    MultiLayerNetwork network = trained(LossFunction.HINGE, Activation.TANH, signs);
    Shell.Outcome outcome =
        Shell.run(
            "measure",
            "conductance",
            "--model",
            saved(network),
            "--probe",
            table("x.csv", features),
            "--labels",
            table("y.csv", signs),
            "--steps",
            8,
            "--json");
    assertThat(outcome.err()).isEmpty();
    JsonNode targets = outcome.json().at("/diagnostics/targets");
    INDArray outputs = network.output(features);
    for (int row = 0; row < ROWS; row++) {
      assertThat(targets.get(row).asInt()).isEqualTo(outputs.getDouble(row, 0) > 0 ? 1 : 0);
    }
  }
}
