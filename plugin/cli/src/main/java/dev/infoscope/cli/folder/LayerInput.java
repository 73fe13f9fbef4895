// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the weights of a layer are multiplied with.
 *
 * @param values of all its sources side by side, in their order; null if not known
 * @param bounds values these can take at all; null if unbounded or not known
 * @param feeder name of the layer whose map gives all of them; null if it is none
 * @param unknown what is not known without values, and why there are none; empty if there are
 */
record LayerInput(
    @Nullable Activations values, @Nullable Range bounds, @Nullable String feeder, String unknown) {

  /** One of the sources of a layer. */
  record Part(String name, Activations values, @Nullable Range bounds, boolean feeds) {}

  static LayerInput unknown(String why) {
    return new LayerInput(null, null, null, "the range of its inputs is not known: " + why);
  }

  /** Of weights that nothing is multiplied with as they are. */
  static LayerInput ofNoMatrix(String why) {
    return new LayerInput(null, null, null, why);
  }

  /**
   * The inputs of a layer whose weights have so many rows. Where these are a multiple of the units,
   * or the other way round, there is a convolution or a pooling between, which keeps the bounds.
   */
  static LayerInput of(List<Part> parts, int rows) {
    int units = parts.stream().mapToInt(part -> part.values().units()).sum();
    Range bounds = bounds(parts);
    if (units == rows) {
      Part first = parts.get(0);
      return parts.size() > 1
          ? new LayerInput(joined(parts, units), bounds, null, "")
          : new LayerInput(first.values(), bounds, first.feeds() ? first.name() : null, "");
    }
    boolean between = rows % units == 0 || units % rows == 0;
    String why = differ(parts, units, rows);
    return between && bounds != null
        ? new LayerInput(null, bounds, null, "its logits are not known: " + why)
        : unknown(why);
  }

  private static String differ(List<Part> parts, int units, int rows) {
    String cure =
        rows % units == 0
            ? "; if these are its positions, save [examples x positions], or give --positions flatten"
            : "";
    String form = "%s %s %d units, the weights have %d rows";
    String verb = parts.size() > 1 ? "have" : "has";
    return String.format(Locale.ROOT, form, names(parts), verb, units, rows) + cure;
  }

  private static String names(List<Part> parts) {
    return String.join(", ", parts.stream().map(Part::name).toList());
  }

  /** From the lowest to the highest of all; null if one has none. */
  private static @Nullable Range bounds(List<Part> parts) {
    Range all = parts.get(0).bounds();
    for (Part part : parts) {
      Range own = part.bounds();
      all =
          all == null || own == null
              ? null
              : new Range(Math.min(all.low(), own.low()), Math.max(all.high(), own.high()));
    }
    return all;
  }

  private static Activations joined(List<Part> parts, int units) {
    int examples = parts.get(0).values().examples();
    double[] all = new double[Math.multiplyExact(examples, units)];
    int first = 0;
    for (Part part : parts) {
      double[] row = new double[part.values().units()];
      for (int example = 0; example < examples; example++) {
        part.values().copy(example, 1, row);
        System.arraycopy(row, 0, all, example * units + first, row.length);
      }
      first += row.length;
    }
    return Activations.of(all, units);
  }
}
