// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Writes folders of activations as text, a little different from epoch to epoch. */
final class RunFolders {
  static final int ROWS = 40;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Path run;

  RunFolders(Path run) throws IOException {
    this.run = Files.createDirectories(run);
    StringBuilder labels = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      labels.append(row % 2).append('\n');
    }
    Files.writeString(run.resolve("labels.csv"), labels);
  }

  Path run() {
    return run;
  }

  /** Writes an epoch: two layers, predictions, weights of the second, and numbers. */
  Path epoch(int number) throws IOException {
    Path folder =
        Files.createDirectories(run.resolve(String.format(Locale.ROOT, "epoch-%04d", number)));
    Files.createDirectories(folder.resolve("weights"));
    Files.writeString(folder.resolve("layer2.csv"), table(number, 3, 1));
    Files.writeString(folder.resolve("layer10.csv"), table(number, 2, 2));
    Files.writeString(folder.resolve("predictions.csv"), predictions(number));
    Files.writeString(folder.resolve("weights/layer10.csv"), weights(number));
    Files.writeString(
        folder.resolve("scalars.json"),
        String.format(
            Locale.ROOT,
            "{\"loss\": %s, \"iteration\": %d, \"learning rate\": 0.01}",
            1.0 / number,
            10 * number));
    for (String file : new String[] {"layer2.csv", "layer10.csv", "predictions.csv"}) {
      FileTime time = FileTime.from(START.plusSeconds(60L * number));
      Files.setLastModifiedTime(folder.resolve(file), time);
    }
    Files.setLastModifiedTime(folder.resolve("scalars.json"), FileTime.from(START));
    Files.setLastModifiedTime(folder.resolve("weights/layer10.csv"), FileTime.from(START));
    return folder;
  }

  /** The same, and its weights hold NaN. */
  Path brokenEpoch(int number) throws IOException {
    Path folder = epoch(number);
    Path weights = folder.resolve("weights/layer10.csv");
    Files.writeString(weights, "0.5,nan\n-1.5,0.25\n0.125,-0.75\n");
    Files.setLastModifiedTime(weights, FileTime.from(START));
    return folder;
  }

  /** Files and folders of an epoch, the deepest first, itself last. */
  static List<Path> files(Path epoch) throws IOException {
    try (Stream<Path> all = Files.walk(epoch)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static String table(int epoch, int units, int seed) {
    SplittableRandom random = new SplittableRandom(100L * epoch + seed);
    StringBuilder rows = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      for (int unit = 0; unit < units; unit++) {
        double value = Math.tanh(row % 2 * 0.2 * epoch + random.nextDouble() - 0.5);
        rows.append(unit == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.6f", value));
      }
      rows.append('\n');
    }
    return rows.toString();
  }

  private static String predictions(int epoch) {
    StringBuilder said = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      said.append(row < 10 * epoch ? row % 2 : 0).append('\n');
    }
    return said.toString();
  }

  private static String weights(int epoch) {
    return String.format(Locale.ROOT, "0.5,%s%n-1.5,0.25%n0.125,-0.75%n", 0.1 * epoch + 0.01);
  }
}
