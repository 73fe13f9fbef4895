// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.estimate.entropy.PlugIn;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Count tables for tests, made the way measures make them: rows are coded and counted. */
public final class Tables {
  private Tables() {}

  /** The table of a joint distribution given as counts, {@code [patterns x labels]}. */
  public static PatternTable of(int[][] joint) {
    int samples = Arrays.stream(joint).flatMapToInt(Arrays::stream).sum();
    int[] patterns = new int[samples];
    int[] labels = new int[samples];
    int next = 0;
    for (int pattern = 0; pattern < joint.length; pattern++) {
      for (int label = 0; label < joint[pattern].length; label++) {
        Arrays.fill(patterns, next, next + joint[pattern][label], pattern);
        Arrays.fill(labels, next, next += joint[pattern][label], label);
      }
    }
    return of(patterns, labels);
  }

  /** The table of symbols, one per row, and labels. */
  public static PatternTable of(int[] symbols, int[] labels) {
    return of(symbols, 1, labels);
  }

  /** The table of rows of symbols, {@code [examples x units]}, and labels. */
  public static PatternTable of(int[] symbols, int units, int[] labels) {
    int bins = Arrays.stream(symbols).max().orElse(0) + 1;
    int classes = Arrays.stream(labels).max().orElse(0) + 1;
    double[] middles = Arrays.stream(symbols).mapToDouble(symbol -> symbol + 0.5).toArray();
    PatternCoder coder = new PatternCoder(Bins.equalWidth(0, bins, bins), units);
    return new PatternCounts(coder, classes, labels.length)
        .accept(Activations.of(middles, units), labels)
        .snapshot();
  }

  /** Pairs of symbols as one symbol. */
  public static int[] pairs(int[] first, int[] second) {
    int base = Arrays.stream(second).max().orElse(0) + 1;
    return IntStream.range(0, first.length).map(i -> first[i] * base + second[i]).toArray();
  }

  /** I(T;Y) of symbols and labels, bits. */
  public static double information(int[] symbols, int[] labels) {
    return PlugIn.mutualInformation(of(symbols, labels));
  }

  /** H(T) of symbols, bits. */
  public static double entropy(int[] symbols) {
    return PlugIn.entropy(of(symbols, new int[symbols.length]).patterns());
  }
}
