// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.PairMatrix;
import dev.infoscope.estimate.chance.FalseDiscovery;
import dev.infoscope.estimate.entropy.PairwiseInformation;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Two layers whose units are all independent, each in eight bins: how often a link is named at a
 * false discovery rate of 5 %. The plain rule takes {@code 2 N ln 2 I} for chi-squared.
 */
final class LinkCalibration {
  private static final int[] ROWS = {245, 500, 1000, 2000};
  private static final int UNITS_A = 20;
  private static final int UNITS_B = 10;
  private static final int BINS = 8;
  private static final double RATE = 0.05;

  private LinkCalibration() {}

  static List<CalibrationLine> lines(int sets, int workers, long seed) {
    List<CalibrationLine> lines = new ArrayList<>();
    for (int rows : ROWS) {
      for (Discretizer rule : List.of(Discretizer.quantile(BINS), Discretizer.dataRange(BINS))) {
        boolean[] before = new boolean[sets];
        boolean[] now = new boolean[sets];
        Workers.run(
            workers,
            sets,
            () ->
                set -> {
                  PairMatrix pairs = pairs(rows, rule, Mix.at(seed + rows, set));
                  before[set] = isAnyNamed(plain(pairs));
                  now[set] = isAny(FalseDiscovery.dependent(pairs, RATE));
                });
        lines.add(
            CalibrationLine.ofShares(
                String.format(
                    Locale.ROOT, "flow, %,d rows in %s: a layer keeps a link", rows, rule),
                sets,
                RATE,
                share(before),
                share(now)));
      }
    }
    return lines;
  }

  private static PairMatrix pairs(int rows, Discretizer rule, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return PairwiseInformation.between(
        codes(rows, UNITS_A, rule, random), codes(rows, UNITS_B, rule, random), 1);
  }

  private static CodeColumns codes(int rows, int units, Discretizer rule, SplittableRandom random) {
    double[] values = new double[rows * units];
    Arrays.setAll(values, i -> random.nextGaussian());
    Activations layer = Activations.of(values, units);
    return CodeColumns.of(layer, rule.perUnit(null, layer));
  }

  private static double[] plain(PairMatrix pairs) {
    double[] pValues = new double[UNITS_A * UNITS_B];
    for (int i = 0; i < UNITS_A; i++) {
      for (int j = 0; j < UNITS_B; j++) {
        pValues[i * UNITS_B + j] =
            pairs.hasNull(i, j)
                ? pairs.chance(pairs.plugIn(i, j), pairs.freedom(i, j))
                : Double.NaN;
      }
    }
    return pValues;
  }

  private static boolean isAnyNamed(double... pValues) {
    return isAny(new boolean[][] {FalseDiscovery.named(RATE, pValues)});
  }

  private static boolean isAny(boolean[][] named) {
    for (boolean[] row : named) {
      for (boolean one : row) {
        if (one) {
          return true;
        }
      }
    }
    return false;
  }

  private static double share(boolean... sets) {
    int count = 0;
    for (boolean set : sets) {
      count += set ? 1 : 0;
    }
    return (double) count / sets.length;
  }
}
