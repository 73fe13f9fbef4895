// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.infoscope.cli.table.InputException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;

/** Reads networks as {@link ModelSerializer} writes them. */
public final class SavedNetwork {
  private SavedNetwork() {}

  /**
   * Reads a network with its parameters; the state of its updater is left out.
   *
   * @param file a zip written by DL4J
   * @return a MultiLayerNetwork or a ComputationGraph
   * @throws InputException if there is no such file, or it is no such zip
   */
  public static Model read(Path file) {
    JsonNode configuration = configuration(file);
    if (configuration.has("vertices")) {
      return restored(file, zip -> ModelSerializer.restoreComputationGraph(zip, false));
    }
    if (configuration.has("confs")) {
      return restored(file, zip -> ModelSerializer.restoreMultiLayerNetwork(zip, false));
    }
    throw new InputException(file, "configuration.json is neither of layers nor of a graph");
  }

  /**
   * Reads how a network is made, without its parameters.
   *
   * @param file a zip written by DL4J
   * @return its configuration; {@code epochCount} and {@code iterationCount} are in it
   * @throws InputException if there is no such file, or it is no such zip
   */
  static JsonNode configuration(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file, Files.exists(file) ? "is no regular file" : "no such file");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry("configuration.json");
      if (entry == null) {
        throw new InputException(file, "is no network saved by DL4J: no configuration.json in it");
      }
      try (InputStream content = zip.getInputStream(entry)) {
        return new ObjectMapper().readTree(content);
      }
    } catch (IOException e) {
      throw new InputException(file, "is no network saved by DL4J: " + e.getMessage());
    }
  }

  private interface Restorer {
    Model restore(File file) throws IOException;
  }

  private static Model restored(Path file, Restorer restorer) {
    try {
      return restorer.restore(file.toFile());
    } catch (IOException | RuntimeException e) {
      throw new InputException(file, "cannot be restored by DL4J: " + e.getMessage());
    }
  }
}
