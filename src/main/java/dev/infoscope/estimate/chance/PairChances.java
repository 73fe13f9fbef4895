// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.estimate.PairMatrix;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@link Chances} of pairs. Of pairs with as many degrees of freedom, the p-value falls as the
 * information, by its inflation, rises, so the rule of {@link FalseDiscovery} becomes a least
 * information for each number of degrees that occurs. These are few; pairs are many, and none needs
 * its own p-value. The inflation, which takes the longer the more samples there are, is computed
 * only of pairs that are so near the least information that its bound does not decide.
 */
final class PairChances implements Chances {
  private static final double MOST_BITS = 64; // more than two units share
  private static final double MOST_INFLATION = 2; // 1.5 is the most of tables that have a null

  private final PairMatrix pairs;
  private final boolean[] countedA;
  private final boolean[] countedB;
  private boolean @Nullable [][] lastNamed;
  private double lastRate;

  PairChances(PairMatrix pairs, boolean[] countedA, boolean[] countedB) {
    this.pairs = pairs;
    this.countedA = countedA.clone();
    this.countedB = countedB.clone();
  }

  @Override
  public boolean isKnown(int i, int j) {
    return countedA[i] && countedB[j] && pairs.hasNull(i, j);
  }

  /** The last answer is kept: links that rest are asked at every snapshot. */
  @Override
  public boolean[][] named(double rate) {
    boolean @Nullable [][] known = lastNamed;
    boolean[][] named = known != null && rate == lastRate ? known : namedAnew(rate);
    lastNamed = named;
    lastRate = rate;
    return named;
  }

  /** Takes those away that are too likely for the number that is left, until none is. */
  private boolean[][] namedAnew(double rate) {
    int[] ofA = unitsByValues(countedA, pairs::valuesA);
    int[] ofB = unitsByValues(countedB, pairs::valuesB);
    boolean[] occurs = new boolean[Math.max(1, (ofA.length - 2) * (ofB.length - 2) + 1)];
    long count = degrees(ofA, ofB, occurs);
    double[] least = new double[occurs.length];
    boolean[][] named = counted();
    long left = count;
    long before;
    do {
      before = left;
      for (int freedom = 0; freedom < least.length; freedom++) {
        least[freedom] = occurs[freedom] ? least(rate * before / count, freedom) : Double.NaN;
      }
      left = keep(named, least);
    } while (left > 0 && left != before);
    return named;
  }

  /** How many of the units that are read take 0, 1, 2 values and so on; the last is above 0. */
  private static int[] unitsByValues(boolean[] counted, IntUnaryOperator values) {
    int[] units = new int[0];
    for (int unit = 0; unit < counted.length; unit++) {
      int taken = values.applyAsInt(unit);
      units = taken < units.length ? units : Arrays.copyOf(units, taken + 1);
      units[taken] += counted[unit] ? 1 : 0;
    }
    return units;
  }

  /** Marks the degrees of freedom that occur where there is a null, and counts those pairs. */
  private long degrees(int[] ofA, int[] ofB, boolean[] occurs) {
    long count = 0;
    for (int a = 1; a < ofA.length; a++) {
      for (int b = 1; b < ofB.length; b++) {
        int freedom = (a - 1) * (b - 1);
        if (ofA[a] > 0 && ofB[b] > 0 && pairs.hasNull(freedom)) {
          occurs[freedom] = true;
          count += (long) ofA[a] * ofB[b];
        }
      }
    }
    return count;
  }

  private boolean[][] counted() {
    boolean[][] counted = new boolean[countedA.length][countedB.length];
    for (int i = 0; i < countedA.length; i++) {
      counted[i] = countedA[i] ? countedB.clone() : counted[i];
    }
    return counted;
  }

  /** Of the pairs that are named still, those that read so much; their number. */
  private long keep(boolean[][] named, double[] least) {
    long count = 0;
    for (int i = 0; i < named.length; i++) {
      for (int j = 0; j < named[i].length; j++) {
        named[i][j] = named[i][j] && stands(i, j, least[pairs.freedom(i, j)]);
        count += named[i][j] ? 1 : 0;
      }
    }
    return count;
  }

  /** False where the limit is {@code NaN}. */
  private boolean stands(int i, int j, double limit) {
    double bits = pairs.plugIn(i, j);
    return bits >= limit
        && (bits >= limit * MOST_INFLATION
            || bits >= limit * pairs.mostInflation(i, j)
            || bits / pairs.inflation(i, j) >= limit);
  }

  /** What reads with at most this chance: halves the doubles, which rise as their bits do. */
  private double least(double chance, int freedom) {
    if (pairs.chance(MOST_BITS, freedom) > chance) {
      return Double.POSITIVE_INFINITY;
    }
    long low = 0;
    long high = Double.doubleToRawLongBits(MOST_BITS);
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      boolean rare = pairs.chance(Double.longBitsToDouble(middle), freedom) <= chance;
      high = rare ? middle : high;
      low = rare ? low : middle;
    }
    return Double.longBitsToDouble(high);
  }
}
