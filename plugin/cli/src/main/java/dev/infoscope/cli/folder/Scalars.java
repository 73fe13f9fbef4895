// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.cli.table.InputException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code scalars.json} of an epoch, an object of numbers. Four names have a meaning of their own.
 *
 * @param loss of training, {@code loss}; {@code NaN} if not said
 * @param probeLoss mean over the probe set, {@code probe_loss} or {@code val_loss}; null if not
 *     said
 * @param iteration parameter updates so far, {@code iteration}; 0 if not said
 * @param time when it was, {@code time} in seconds since 1970 or in ISO 8601; null if not said
 * @param own all other numbers, by name
 */
record Scalars(
    double loss,
    @Nullable Double probeLoss,
    int iteration,
    @Nullable Instant time,
    Map<String, Double> own) {
  static final String NAME = "scalars.json";
  static final int MOST = 64;
  private static final int LONGEST = 64;

  /**
   * Reads the numbers of an epoch.
   *
   * @throws InputException if the file is no object of numbers
   */
  static Scalars in(Path epoch) {
    Path file = epoch.resolve(NAME);
    JsonNode json = JsonFile.read(file);
    if (json == null) {
      return new Scalars(Double.NaN, null, 0, null, Map.of());
    }
    if (!json.isObject()) {
      throw new InputException(file, "must be an object of numbers");
    }
    double loss = Double.NaN;
    Double probeLoss = null;
    int iteration = 0;
    Instant time = null;
    Map<String, Double> own = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      String name = each.getKey();
      switch (name) {
        case "epoch" -> number(file, each);
        case "loss" -> loss = number(file, each);
        case "probe_loss", "val_loss" -> probeLoss = number(file, each);
        case "iteration" -> iteration = count(file, number(file, each));
        case "time" -> time = time(file, each);
        default -> own.put(name, number(file, each));
      }
    }
    requireNames(file, own);
    return new Scalars(loss, probeLoss, iteration, time, own);
  }

  private static void requireNames(Path file, Map<String, Double> own) {
    boolean few = own.size() <= MOST;
    for (String name : own.keySet()) {
      boolean plain = !name.isBlank() && name.length() <= LONGEST && !name.matches(".*\\p{Cc}.*");
      if (!few || !plain) {
        throw new InputException(
            file,
            few
                ? "a name must have 1 to 64 characters, none of them a control character"
                : own.size() + " numbers are more than " + MOST + " series of their own");
      }
    }
  }

  private static double number(Path file, Map.Entry<String, JsonNode> entry) {
    JsonNode value = entry.getValue();
    if (value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber()) {
      throw new InputException(file, entry.getKey() + " (" + value + ") must be a number");
    }
    return value.asDouble();
  }

  private static int count(Path file, double value) {
    if (value != Math.rint(value) || value < 0 || value > Integer.MAX_VALUE) {
      throw new InputException(file, "iteration (" + value + ") must be a count");
    }
    return (int) value;
  }

  private static Instant time(Path file, Map.Entry<String, JsonNode> entry) {
    if (!entry.getValue().isTextual()) {
      double seconds = number(file, entry);
      if (!(Math.abs(seconds) < 1e11)) {
        throw new InputException(file, "time (" + seconds + ") must be seconds since 1970");
      }
      return Instant.ofEpochMilli(Math.round(1000 * seconds));
    }
    try {
      return Instant.parse(entry.getValue().asText());
    } catch (DateTimeParseException e) {
      throw new InputException(file, "time (" + entry.getValue() + ") must be ISO 8601 with a Z");
    }
  }
}
