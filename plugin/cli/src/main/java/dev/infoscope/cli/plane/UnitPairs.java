// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.estimate.PairMatrix;
import dev.infoscope.estimate.chance.FalseDiscovery;
import dev.infoscope.estimate.entropy.PairwiseInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which units of a layer have to do with which of the layer before, beyond chance. */
final class UnitPairs {
  /** Few enough that some hundred rows do for the chi-squared test. */
  static final int BINS = 8;

  private static final double RATE = 0.05;
  private static final long MOST = 1 << 20;

  private UnitPairs() {}

  /** A remark per pair of neighbouring layers. */
  static List<String> words(PlaneResult result) {
    List<String> words = new ArrayList<>();
    for (int i = 1; i < result.layers().size(); i++) {
      LayerResult before = result.layers().get(i - 1);
      LayerResult layer = result.layers().get(i);
      String found = words(before.codes(), layer.codes(), before.layer().name());
      if (!found.isEmpty()) {
        words.add(layer.layer().name() + ": " + found);
      }
    }
    return words;
  }

  private static String words(
      @Nullable CodeColumns before, @Nullable CodeColumns layer, String name) {
    if (before == null || layer == null) {
      return "";
    }
    long pairs = (long) before.units() * layer.units();
    if (pairs > MOST) {
      return String.format(
          Locale.ROOT, "too many pairs of its units with those of %s to test", name);
    }
    return words(PairwiseInformation.between(before, layer, 1), pairs, name);
  }

  private static String words(PairMatrix matrix, long pairs, String name) {
    int untested = 0;
    int dependent = 0;
    boolean[][] named = FalseDiscovery.dependent(matrix, RATE);
    for (int i = 0; i < matrix.unitsA(); i++) {
      for (int j = 0; j < matrix.unitsB(); j++) {
        untested += Double.isNaN(matrix.pValue(i, j)) ? 1 : 0;
        dependent += named[i][j] ? 1 : 0;
      }
    }
    String few =
        untested == 0
            ? ""
            : String.format(Locale.ROOT, ", %d had too few rows for the test", untested);
    return String.format(
            Locale.ROOT,
            "%d of %d pairs of its units with those of %s share more than chance gives (chi-squared,",
            dependent,
            pairs,
            name)
        + String.format(Locale.ROOT, " %d bins, 5 %% false discoveries)%s", BINS, few);
  }
}
