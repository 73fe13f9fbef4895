// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
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
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network whose ablation is known: class = whether the first input is above 0, units 0 and 1 of
 * the hidden layer pass it on alike, units 2 and 3 pass on noise that weighs nothing.
 */
class AblateCommandTest {
  private static final int ROWS = 200;

  @TempDir Path folder;
  private Path model;
  private Path features;
  private Path labels;
  private Path testLabels;

  @BeforeEach
  void write() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .name("hidden")
                        .nIn(3)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new OutputLayer.Builder().nIn(4).nOut(2).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    network.params().assign(0);
    INDArray below = network.getLayer(0).getParam("W");
    INDArray above = network.getLayer(1).getParam("W");
    for (int unit = 0; unit < 4; unit++) {
      below.putScalar(unit < 2 ? 0 : unit - 1, unit, 1 + unit);
      above.putScalar(unit, 1, unit < 2 ? 1 : 0);
    }
    model = folder.resolve("net.zip");
    ModelSerializer.writeModel(network, model.toFile(), false);
    features = folder.resolve("x.csv");
    labels = folder.resolve("y.csv");
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder rows = new StringBuilder();
    StringBuilder classes = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      double first = (row % 2 == 0 ? -1 : 1) * random.nextDouble(0.2, 1);
      rows.append(first + "," + random.nextDouble(-1, 1) + "," + random.nextDouble(-1, 1) + "\n");
      classes.append(row % 2).append('\n');
    }
    Files.writeString(features, rows.toString());
    Files.writeString(labels, classes.toString());
  }

  private Shell.Outcome run(Object... more) {
    List<Object> all =
        List.of(
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
            testLabels == null ? labels : testLabels);
    return Shell.run(Stream.concat(all.stream(), Stream.of(more)).toArray());
  }

  @Test
  void theCurveFallsWhenTheLastUnitThatKnowsTheClassGoes() {
    JsonNode answer = run("--json", "--value", "zero").json();
    JsonNode curves = answer.at("/diagnostics/hidden/curves");
    assertThat(answer.at("/diagnostics/hidden/removed").toString()).isEqualTo("[0,1,2,3,4]");
    assertThat(curves.get("label information, low first").toString())
        .isEqualTo("[1.0,1.0,1.0,1.0,0.5]");
    // without the units that know both classes score alike, and the first one is the answer
    assertThat(curves.get("label information, high first").toString())
        .isEqualTo("[1.0,1.0,0.5,0.5,0.5]");
    assertThat(answer.at("/diagnostics/hidden/hypotheses/label information, low first").asText())
        .startsWith("hypothesis:");
    assertThat(answer.get("readings")).hasSize(1 + 4 * 8);
    assertThat(answer.at("/readings/0/metric").asText())
        .isEqualTo("infoscope.ablation.random.area");
    for (JsonNode reading : answer.get("readings")) {
      boolean low =
          reading.at("/labels/ranking").asText().equals("label information")
              && reading.at("/labels/direction").asText().equals("low first");
      if (low && reading.get("metric").asText().equals("infoscope.ablation.area")) {
        assertThat(reading.get("value").asDouble()).isCloseTo(0.9, within(1e-12));
      }
    }
  }

  @Test
  void peopleGetATableAndAPlot() throws IOException {
    Path plot = folder.resolve("curves.svg");
    assertThat(run("--out", plot).out())
        .contains("Ablation of hidden, 4 units to mean; accuracy 1.0000 on 200 examples")
        .contains("label information, low first", "weight magnitude, high first", "hypothesis:");
    assertThat(Files.readString(plot)).startsWith("<svg").contains("neurons removed", "hidden");
  }

  @Test
  void aFullDiskIsLaidToTheFileThatIsWritten() {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no device that is always full");
    Shell.refused(
        run("--out", "/dev/full"), "/dev/full: cannot be written: No space left on device");
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() throws IOException {
    Shell.refused(run("--value", "median"), "--value (median) must be mean or zero");
    Shell.refused(run("--random", "3"), "--random (3) must be >= 10");
    Shell.refused(run("--layer", "nowhere"), "net.zip", "layer (nowhere) must be one of");
    Path three = folder.resolve("three.csv");
    Files.writeString(three, "0\n1\n2\n" + "1\n".repeat(ROWS - 3));
    testLabels = three;
    Shell.refused(run(), "net.zip", "test set: outputs tell 2 classes apart, numbered 0 to 1");
    labels = three;
    Shell.refused(run(), "net.zip: outputs tell 2 classes apart, numbered 0 to 1, and the labels");
  }

  /** The class of a label is its own number, not its place among those that occur. */
  @Test
  void labelsThatAreNoNumbersOfOutputsAreRefused() throws IOException {
    for (String numbers : List.of("1 2", "-1 0", "0 3", "-5 3", "0 5000000000")) {
      String[] words = numbers.split(" ", -1);
      labels = folder.resolve("other.csv");
      Files.writeString(labels, (words[0] + "\n" + words[1] + "\n").repeat(ROWS / 2));
      Shell.refused(
          run(), "net.zip: outputs tell 2 classes apart, numbered 0 to 1, and the labels");
    }
  }

  @Test
  void signsAreClassesToo() throws IOException {
    JsonNode plain = run("--json").json().get("readings");
    labels = folder.resolve("signs.csv");
    Files.writeString(labels, "-1\n1\n".repeat(ROWS / 2));
    assertThat(run("--json").json().get("readings")).isEqualTo(plain);
  }

  @Test
  void aTestSetMayLackAClass() throws IOException {
    Path some = folder.resolve("some.csv");
    Files.writeString(some, "1\n".repeat(ROWS));
    testLabels = some;
    assertThat(run().out()).contains("accuracy 0.5000 on 200 examples");
  }
}
