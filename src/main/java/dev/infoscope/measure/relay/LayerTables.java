// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.numeric.Mix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a layer, in two halves of the examples where neurons are sought on one and judged
 * on the other. In the tables classes are numbered among those that occur: pairs of all may be too
 * many.
 */
final class LayerTables {
  private final RelaySettings settings;
  private final Ranks occurring;
  private final Bins bins;
  private final List<RelayCounts> parts; // one, or two halves

  LayerTables(RelaySettings settings, Ranks occurring, Bins bins, List<RelayCounts> parts) {
    this.settings = settings;
    this.occurring = occurring;
    this.bins = bins;
    this.parts = parts;
  }

  /** Which half an example is in depends on its id alone; null for all of them. */
  static int @Nullable [] rows(long seed, int part, int parts, long[] ids) {
    return parts == 1 ? null : half(seed, part, ids);
  }

  /** The rows of one of two halves. */
  static int[] half(long seed, int part, long[] ids) {
    return IntStream.range(0, ids.length)
        .filter(row -> (Mix.at(seed, ids[row]) & 1) == part)
        .toArray();
  }

  /** Counts some of the rows, all if none are named. */
  static void add(
      RelayCounts counts,
      Ranks occurring,
      int @Nullable [] rows,
      Activations activations,
      int[] labels,
      int[] predictions) {
    int[] in = occurring.ranks(labels);
    int[] out = occurring.ranks(predictions);
    if (rows == null) {
      counts.accept(activations, in, out);
    } else {
      counts.accept(activations.select(rows), pick(in, rows), pick(out, rows));
    }
  }

  private static int[] pick(int[] values, int... rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }

  RelaySettings settings() {
    return settings;
  }

  Ranks occurring() {
    return occurring;
  }

  int units() {
    return bins.units();
  }

  RelayCounts whole() {
    return parts.size() == 1
        ? parts.get(0)
        : parts.get(0).fresh().merge(parts.get(0)).merge(parts.get(1));
  }

  /** Two halves of some of the neurons; none if the examples are not split. */
  RelayTable[] halves(int... units) {
    return parts.size() == 1
        ? new RelayTable[0]
        : parts.stream().map(half -> half.snapshot().select(units)).toArray(RelayTable[]::new);
  }
}
