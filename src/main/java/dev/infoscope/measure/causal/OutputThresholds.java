// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Activation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The line of pre-activations, cut wherever the output enters another bin. One such table serves a
 * whole layer, whatever the weights; all measures work on it and never call the activation again.
 *
 * <pre>{@code
 * bins:     0     |   1   | 2 | 3 |   4   |    5          (sigmoid, 6 bins)
 * thresholds:  ---------c0------c1--c2--c3------c4---------> z
 * }</pre>
 */
final class OutputThresholds {
  static final int DROPPED = -1;

  private final double[] thresholds; // ascending, finite
  private final int[] bins; // one more than thresholds
  private final int outputBins;
  private final boolean plain;
  private final boolean drops;

  private OutputThresholds(double[] thresholds, int[] bins, int outputBins) {
    this.thresholds = thresholds;
    this.bins = bins;
    this.outputBins = outputBins;
    this.drops = Arrays.stream(bins).anyMatch(bin -> bin == DROPPED);
    this.plain = !drops && IntStream.range(1, bins.length).allMatch(k -> bins[k] > bins[k - 1]);
  }

  static OutputThresholds of(Activation activation, Range range, CausalBins bins) {
    double[] edges = edges(range, bins);
    double[] events = new double[2 * edges.length];
    int[] steps = new int[2 * edges.length];
    int count = 0;
    int passed = 0;
    for (double edge : edges) {
      double falls = activation.falls(edge);
      double rises = activation.rises(edge);
      if (Double.isFinite(falls)) {
        events[count] = falls;
        steps[count++] = -1;
      }
      if (Double.isFinite(rises)) {
        events[count] = rises;
        steps[count++] = 1;
      }
      passed += Double.isFinite(falls) || rises == Double.NEGATIVE_INFINITY ? 1 : 0;
    }
    return walk(events, steps, count, passed, bins);
  }

  /** Inner edges; when dropping also the two outer ones. */
  private static double[] edges(Range range, CausalBins bins) {
    int count = bins.outputBins();
    boolean drop = bins.overflow() == Overflow.DROP;
    double[] edges = new double[drop ? count + 1 : count - 1];
    for (int i = 0; i < edges.length; i++) {
      int number = drop ? i : i + 1;
      edges[i] = range.low() + number * (range.high() - range.low()) / count;
    }
    if (drop) {
      edges[count] = Math.nextUp(range.high()); // the last bin keeps its upper end
    }
    return edges;
  }

  private static int[] order(double[] events, int count) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> events[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  private static OutputThresholds walk(
      double[] events, int[] steps, int count, int passed, CausalBins bins) {
    int[] order = order(events, count);
    double[] thresholds = new double[count];
    int[] labels = new int[count + 1];
    int code = passed;
    labels[0] = label(code, bins);
    for (int i = 0; i < count; i++) {
      thresholds[i] = events[order[i]];
      code += steps[order[i]];
      labels[i + 1] = label(code, bins);
    }
    return new OutputThresholds(thresholds, labels, bins.outputBins());
  }

  private static int label(int code, CausalBins bins) {
    if (bins.overflow() == Overflow.CLAMP) {
      return code;
    }
    return code == 0 || code > bins.outputBins() ? DROPPED : code - 1;
  }

  /** How many thresholds there are. */
  int count() {
    return thresholds.length;
  }

  /** The thresholds in ascending order; not to be changed. */
  double[] values() {
    return thresholds;
  }

  /** The output bin between cut {@code piece - 1} and cut {@code piece}. */
  int bin(int piece) {
    return bins[piece];
  }

  int outputBins() {
    return outputBins;
  }

  /** Whether every piece has a bin of its own, in ascending order, and none is dropped. */
  boolean isPlain() {
    return plain;
  }

  /** Whether some piece is dropped. */
  boolean drops() {
    return drops;
  }

  /** Number of thresholds at or below {@code z}. */
  int piece(double z) {
    int low = 0;
    int high = thresholds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (thresholds[middle] <= z) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
