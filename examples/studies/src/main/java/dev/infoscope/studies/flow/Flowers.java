// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.flow;

import dev.infoscope.studies.causal.CausalTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Four measures of flowers of three kinds, standardised.
 *
 * @param values {@code [flowers][4]}
 * @param kinds 0, 1 or 2 per flower
 */
@SuppressWarnings("ArrayRecordComponent")
record Flowers(double[][] values, int[] kinds) {
  private static final int MEASURES = 4;
  private static final int EACH = 50;
  private static final double SHARED =
      0.5; // of the deviations within a kind: large flowers are large all over

  static Flowers of(@Nullable Path file) throws IOException {
    return (file == null ? madeUp() : read(file)).standardised();
  }

  /** Normal, with the means and deviations of Fisher's irises, rounded to a tenth as his are. */
  private static Flowers madeUp() {
    Random random = new Random(1936);
    double[][] values = new double[3 * EACH][MEASURES];
    int[] kinds = new int[3 * EACH];
    for (int row = 0; row < kinds.length; row++) {
      kinds[row] = row % 3;
      double size = random.nextGaussian();
      for (int k = 0; k < MEASURES; k++) {
        double own = random.nextGaussian();
        double off = Math.sqrt(SHARED) * size + Math.sqrt(1 - SHARED) * own;
        double value = CausalTask.mean(kinds[row], k) + CausalTask.deviation(kinds[row], k) * off;
        values[row][k] = Math.max(0.1, Math.rint(10 * value) / 10);
      }
    }
    return new Flowers(values, kinds);
  }

  private static final String NUMBERS = "([0-9.]+,){" + MEASURES + "}.*";

  /** Four numbers and the name of the kind per line; lines of another form are skipped. */
  private static Flowers read(Path file) throws IOException {
    List<double[]> values = new ArrayList<>();
    List<Integer> kinds = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.strip().split(",", -1);
      if (parts.length == MEASURES + 1 && line.strip().matches(NUMBERS)) {
        double[] row = new double[MEASURES];
        for (int k = 0; k < MEASURES; k++) {
          row[k] = Double.parseDouble(parts[k]);
        }
        values.add(row);
        if (!names.contains(parts[MEASURES])) {
          names.add(parts[MEASURES]);
        }
        kinds.add(names.indexOf(parts[MEASURES]));
      }
    }
    if (names.size() != 3) {
      throw new IllegalArgumentException(
          file
              + String.format(Locale.ROOT, ": %d kinds of flowers, there must be 3", names.size()));
    }
    return new Flowers(
        values.toArray(new double[0][]), kinds.stream().mapToInt(Integer::intValue).toArray());
  }

  private Flowers standardised() {
    double[][] scaled = new double[values.length][MEASURES];
    for (int k = 0; k < MEASURES; k++) {
      double mean = 0;
      for (double[] row : values) {
        mean += row[k] / values.length;
      }
      double variance = 0;
      for (double[] row : values) {
        variance += (row[k] - mean) * (row[k] - mean) / values.length;
      }
      for (int row = 0; row < values.length; row++) {
        scaled[row][k] = (values[row][k] - mean) / Math.sqrt(variance);
      }
    }
    return new Flowers(scaled, kinds);
  }
}
