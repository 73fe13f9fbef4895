// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.cli.Readings;
import dev.infoscope.cli.Shell;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
  @TempDir Path folder;

  @Test
  void aNetworkOfLayersComesBackWithItsParameters() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(1).list(output()).build());
    network.init();
    assertThat(restored(network)).isInstanceOf(MultiLayerNetwork.class);
  }

  @Test
  void aGraphComesBackWithItsParameters() throws IOException {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", output(), "in")
                .setOutputs("out")
                .build());
    graph.init();
    assertThat(restored(graph)).isInstanceOf(ComputationGraph.class);
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder().nIn(3).nOut(2).build();
  }

  private Model restored(Model model) throws IOException {
    Path file = folder.resolve("net.zip");
    ModelSerializer.writeModel(model, file.toFile(), true);
    Model restored = new ModelFile(file, AllowedClasses.ofLibraries()).read();
    assertThat(restored.params()).isEqualTo(model.params());
    return restored;
  }

  @Test
  void whatIsNoNetworkIsRefused() throws IOException {
    refused(folder.resolve("none.zip"), "none.zip: no such file");
    refused(folder, "is no regular file");
    refused(Files.writeString(folder.resolve("text.zip"), "text"), "is no network saved by DL4J");
    refused(zip("other.zip", "readme.txt", ""), "no configuration.json in it");
    refused(zip("strange.zip", "configuration.json", "{}"), "neither of layers nor of a graph");
    refused(zip("broken.zip", "configuration.json", "{\"confs\":[]}"), "no coefficients.bin in it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"conductance", "ablate", "replay"})
  @Tried(value = "a network of 1 kB whose padding takes any memory", area = Area.RESOURCES)
  void aLayerThatPutsOutMoreThanFitsIsRefusedByName(String command) throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new ZeroPaddingLayer.Builder(20_000, 20_000).name("padding").build())
                .layer(new GlobalPoolingLayer())
                .layer(new OutputLayer.Builder().nOut(2).build())
                .setInputType(InputType.convolutional(2, 2, 1))
                .build());
    network.init();
    Path nets = Files.createDirectory(folder.resolve("nets"));
    Path file = nets.resolve("net.zip");
    ModelSerializer.writeModel(network, file.toFile(), false);
    Shell.refused(
        Shell.run(Readings.and(reading(file, command), "--shape", "1,2,2")),
        "net.zip: layer padding has outputs of more than 268435456 values per example");
  }

  @Test
  @Tried(value = "a network that names a class of the class path", area = Area.FILES)
  void aClassIsAllowedByNameOnTheCommandLine() throws IOException {
    Path file =
        zip("own.zip", "configuration.json", "{\"confs\":[{\"@class\":\"com.example.Own\"}]}");
    Object[] words = {
      "measure", "conductance", "--model", file, "--probe", "x.csv", "--labels", "y.csv"
    };
    Shell.refused(Shell.run(words), "names class com.example.Own", "(see --allow-class)");
    Shell.refused(
        Shell.run(Readings.and(words, "--allow-class", "com.example.Own")), "cannot be restored");
    Shell.refused(
        Shell.run(Readings.and(words, "--allow-class", "a b")), "class (a b) must be a full name");
  }

  /** A command that reads a network, the only one in its folder. */
  private Object[] reading(Path file, String command) throws IOException {
    Path x = Files.writeString(folder.resolve("x.csv"), "1,2,3,4\n4,3,2,1\n");
    Path y = Files.writeString(folder.resolve("y.csv"), "0\n1\n");
    Object[] words =
        switch (command) {
          case "conductance" -> new Object[] {"measure", "conductance", "--model", file};
          case "ablate" ->
              new Object[] {"ablate", "--test", x, "--test-labels", y, "--model", file};
          default ->
              new Object[] {
                "replay", "--out", folder.resolve("o.jsonl"), "--checkpoints", file.getParent()
              };
        };
    return Readings.and(words, "--probe", x, "--labels", y);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conductance", "ablate", "replay"})
  void noCommandReadsANetworkThatNamesAClassOfJava(String command) throws IOException {
    Files.createDirectory(folder.resolve("nets"));
    String foreign = "{\"confs\":[{\"@class\":\"java.lang.ProcessBuilder\"}]}";
    Path file = zip("nets/net.zip", "configuration.json", foreign);
    Shell.refused(
        Shell.run(reading(file, command)),
        "net.zip: names class java.lang.ProcessBuilder, which is none of DL4J's and not allowed",
        "(see --allow-class)");
  }

  @Test
  void aWatchedFolderIsNotReadWhereANetworkNamesAClassOfJava() throws IOException {
    Path nets = Files.createDirectory(folder.resolve("nets"));
    String foreign = "{\"confs\":[{\"@class\":\"java.lang.ProcessBuilder\"}]}";
    zip("nets/net.zip", "configuration.json", foreign);
    Path x = Files.writeString(folder.resolve("x.csv"), "1,2,3,4\n4,3,2,1\n");
    Path y = Files.writeString(folder.resolve("y.csv"), "0\n1\n");
    Path out = folder.resolve("o.jsonl");
    Object[] words = {"watch", nets, "--out", out, "--port", 0, "--until-silent", "300ms"};
    Object[] settle = {"--settle", "10ms", "--every", "10ms", "--probe", x, "--labels", y};
    assertThat(Shell.run(Readings.and(words, settle)).out())
        .contains("left out: ", "names class java.lang.ProcessBuilder", "(see --allow-class)");
    assertThat(out)
        .satisfiesAnyOf(f -> assertThat(f).doesNotExist(), f -> assertThat(f).isEmptyFile());
  }

  private Path zip(String name, String entry, String content) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void refused(Path file, String said) {
    assertThatThrownBy(() -> new ModelFile(file, AllowedClasses.ofLibraries()).read())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(said);
  }
}
