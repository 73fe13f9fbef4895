// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.network.ModelFile;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.BlockExaminer;
import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.dl4j.saved.SavedNormalizer;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/**
 * A network as it goes to the workers.
 *
 * @param file as DL4J or Keras saves it
 * @param allowed classes beside those of DL4J that it may name
 * @param classes number of classes, as many as the last layer has units, at least 2
 * @param shape of an example
 * @param predict rule by which outputs say classes; null for the network's own
 * @param normalizes whether rows go through the normaliser in the file first
 */
@SuppressWarnings("ArrayRecordComponent")
record SharedNetwork(
    byte[] file,
    List<String> allowed,
    int classes,
    long[] shape,
    @Nullable ClassRule predict,
    boolean normalizes)
    implements Serializable {
  /**
   * Reads a network that takes examples of a shape.
   *
   * @param saved by DL4J or Keras
   * @param allowed classes beside those of DL4J that it may name
   * @param shape of an example
   * @throws InputException if it is no network, in one line
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it does not take them
   */
  static SharedNetwork of(Path saved, List<String> allowed, long... shape) throws IOException {
    new ModelFile(saved, classes(allowed)).read(); // refused with its own path
    byte[] bytes = Files.readAllBytes(saved);
    SharedNetwork blank =
        new SharedNetwork(bytes, List.copyOf(allowed), 1, shape.clone(), null, false);
    Moment any = new Moment(0, 0, Instant.EPOCH, Double.NaN);
    List<LayerSnapshot> layers = blank.like(blank.examiner(any, false)).layers();
    int outputs = layers.get(layers.size() - 1).activations().units();
    return new SharedNetwork(
        bytes, blank.allowed, Math.max(2, outputs), shape.clone(), null, false);
  }

  private static AllowedClasses classes(List<String> allowed) {
    return AllowedClasses.ofLibraries().and(allowed);
  }

  /** Whose outputs say classes by a rule; null for its own. */
  SharedNetwork predictedBy(@Nullable ClassRule rule) {
    return new SharedNetwork(file, allowed, classes, shape, rule, normalizes);
  }

  /** Whose rows are normalised first. */
  SharedNetwork normalized() {
    return new SharedNetwork(file, allowed, classes, shape, predict, true);
  }

  int width() {
    long width = 1;
    for (long length : shape) {
      width *= length;
    }
    return Math.toIntExact(width);
  }

  Model model() {
    return read(ModelFile::read);
  }

  private @Nullable SavedNormalizer normalizer() {
    return normalizes ? read(ModelFile::normalizer) : null;
  }

  private <T extends @Nullable Object> T read(Function<ModelFile, T> part) {
    try {
      Path copy = Files.createTempFile("infoscope", ".network");
      try {
        Files.write(copy, file);
        return part.apply(new ModelFile(copy, classes(allowed)));
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BlockExaminer examiner(Moment moment, boolean withWeights) {
    return new BlockExaminer(model(), moment, classes, withWeights, shape).predictedBy(predict);
  }

  RowBlocks blocks(BlockExaminer examiner) {
    return new RowBlocks(examiner, width(), normalizer());
  }

  /** A row of zeros, examined: for names and sizes. */
  Snapshot like(BlockExaminer examiner) {
    return examiner.examine(new float[BlockExaminer.ROWS * width()], 0);
  }

  /** What a report should say of how the network was read. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new TreeMap<>();
    if (predict != null) {
      settings.put("predictions", predict.toString());
    }
    SavedNormalizer normalizer = normalizer();
    if (normalizer != null) {
      settings.put("normalizer", normalizer.kind());
    }
    return settings;
  }
}
