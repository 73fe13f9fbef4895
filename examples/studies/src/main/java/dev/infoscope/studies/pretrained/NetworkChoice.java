// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.zoo.model.ResNet50;
import org.deeplearning4j.zoo.model.VGG16;
import org.jspecify.annotations.Nullable;

/**
 * Which network is looked at: one from a file, or one of DL4J's zoo by name with the weights of a
 * file or random ones.
 */
final class NetworkChoice {
  private static final Set<String> NAMES = Set.of("resnet50", "vgg16");

  /** Images that give batch-norm layers their statistics. */
  private static final int STATISTICS = 4;

  private final String name;
  private final @Nullable Path file;
  private final long seed;
  private final int outputs;
  private final int[] shape;

  /**
   * A choice.
   *
   * @param network a name or a file
   * @param weights file of a named network; null without
   * @param random whether a named network has random weights
   * @param seed of those
   * @param outputs classes of those
   * @param shape channels, height and width of the input of those
   * @throws IllegalArgumentException if there is no such file, or no or too many weights
   */
  NetworkChoice(
      String network, @Nullable Path weights, boolean random, long seed, int outputs, int[] shape) {
    this.name = network.toLowerCase(Locale.ROOT);
    this.seed = seed;
    this.outputs = outputs;
    this.shape = shape.clone();
    if (isNamed() && random == (weights != null)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "--network %s needs either --weights FILE or --random-weights", name));
    }
    if (!isNamed() && (random || weights != null)) {
      throw new IllegalArgumentException(
          "--weights and --random-weights go with --network resnet50 or vgg16 alone");
    }
    this.file = isNamed() ? weights : Path.of(network);
    if (file != null && !Files.isRegularFile(file)) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, "there is no file %s", file));
    }
  }

  boolean isNamed() {
    return NAMES.contains(name);
  }

  /** A line that changes if the network does. */
  String identity() throws IOException {
    if (file == null) {
      return String.format(Locale.ROOT, "%s, random, seed %d, %d outputs", name, seed, outputs);
    }
    CRC32 sum = new CRC32();
    byte[] some = new byte[1 << 20];
    try (InputStream content = Files.newInputStream(file)) {
      for (int count = content.read(some); count > 0; count = content.read(some)) {
        sum.update(some, 0, count);
      }
    }
    String what = isNamed() ? name + " of " : "";
    return String.format(
        Locale.ROOT, "network %s%d bytes, check sum %08x", what, Files.size(file), sum.getValue());
  }

  /**
   * Opens or makes the network.
   *
   * @throws IllegalArgumentException if the file holds none, or one that is not of that name
   */
  Model open() {
    if (file == null) {
      return made();
    }
    Model opened = OpenedNetwork.of(file);
    if (isNamed() && !(opened instanceof ComputationGraph)) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, "%s holds no %s", file, name));
    }
    return opened;
  }

  private ComputationGraph made() {
    return name.equals("vgg16")
        ? VGG16.builder().seed(seed).numClasses(outputs).inputShape(shape).build().init()
        : ResNet50.builder().seed(seed).numClasses(outputs).inputShape(shape).build().init();
  }

  /** Without statistics of its own a random ResNet50 grows beyond single precision. */
  void prepare(Model model, Pixels pixels, LabelledImages all, PrintStream out) throws IOException {
    if (file == null && model instanceof ComputationGraph graph) {
      int count = Math.min(STATISTICS, all.images().size());
      int set = BatchStatistics.take(graph, pixels.read(all.images().subList(0, count)));
      out.printf(
          Locale.ROOT, "random weights; %d batch-norm layers set by %d images%n", set, count);
    }
  }
}
