// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.saved.AllowedClasses;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
