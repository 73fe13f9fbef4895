// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.dl4j.BlockExaminer;
import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.dl4j.saved.SavedNetwork;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.deeplearning4j.nn.api.Model;

/**
 * A network as it goes to the workers.
 *
 * @param zip as DL4J saves it
 * @param allowed classes beside those of DL4J that it may name
 * @param classes number of classes, as many as the last layer has units, at least 2
 * @param shape of an example
 */
@SuppressWarnings("ArrayRecordComponent")
record SharedNetwork(byte[] zip, List<String> allowed, int classes, long[] shape)
    implements Serializable {
  /**
   * Reads a network that takes examples of a shape.
   *
   * @param zip as DL4J saves it
   * @param allowed classes beside those of DL4J that it may name
   * @param shape of an example
   * @throws IOException if it is no network, in one line
   * @throws IllegalArgumentException if it does not take them
   */
  static SharedNetwork of(Path zip, List<String> allowed, long... shape) throws IOException {
    SavedNetwork.of(zip, AllowedClasses.ofLibraries().and(allowed)); // refused with its own path
    byte[] bytes = Files.readAllBytes(zip);
    SharedNetwork blank = new SharedNetwork(bytes, List.copyOf(allowed), 1, shape.clone());
    Moment any = new Moment(0, 0, Instant.EPOCH, Double.NaN);
    List<LayerSnapshot> layers = blank.like(blank.examiner(any, false)).layers();
    int outputs = layers.get(layers.size() - 1).activations().units();
    return new SharedNetwork(bytes, blank.allowed, Math.max(2, outputs), shape.clone());
  }

  int width() {
    long width = 1;
    for (long length : shape) {
      width *= length;
    }
    return Math.toIntExact(width);
  }

  Model model() {
    try {
      Path file = Files.createTempFile("infoscope", ".zip");
      try {
        Files.write(file, zip);
        return SavedNetwork.of(file, AllowedClasses.ofLibraries().and(allowed)).restore();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BlockExaminer examiner(Moment moment, boolean withWeights) {
    return new BlockExaminer(model(), moment, classes, withWeights, shape);
  }

  /** A row of zeros, examined: for names and sizes. */
  Snapshot like(BlockExaminer examiner) {
    return examiner.examine(new float[BlockExaminer.ROWS * width()], 0);
  }
}
