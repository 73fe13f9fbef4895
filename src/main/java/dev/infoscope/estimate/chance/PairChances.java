// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.estimate.PairMatrix;
import java.util.Arrays;
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

  private boolean[][] namedAnew(double rate) {
    boolean[] occurs = new boolean[mostFreedom() + 1];
    long count = degrees(occurs);
    double[] least = new double[occurs.length];
    Arrays.fill(least, Double.NEGATIVE_INFINITY);
    long before = -1;
    long left = count;
    while (left > 0 && left != before) {
      before = left;
      for (int freedom = 0; freedom < least.length; freedom++) {
        least[freedom] = occurs[freedom] ? least(rate * before / count, freedom) : 0;
      }
      left = count(least);
    }
    boolean[][] named = new boolean[pairs.unitsA()][pairs.unitsB()];
    for (int i = 0; left > 0 && i < named.length; i++) {
      for (int j = 0; j < named[i].length; j++) {
        named[i][j] = stands(i, j, least);
      }
    }
    return named;
  }

  private int mostFreedom() {
    int most = 0;
    for (int i = 0; i < pairs.unitsA(); i++) {
      for (int j = 0; j < pairs.unitsB(); j++) {
        most = isKnown(i, j) ? Math.max(most, pairs.freedom(i, j)) : most;
      }
    }
    return most;
  }

  /** Marks the numbers of degrees of freedom that occur, and counts the pairs. */
  private long degrees(boolean[] occurs) {
    long count = 0;
    for (int i = 0; i < pairs.unitsA(); i++) {
      for (int j = 0; j < pairs.unitsB(); j++) {
        if (isKnown(i, j)) {
          occurs[pairs.freedom(i, j)] = true;
          count++;
        }
      }
    }
    return count;
  }

  private long count(double[] least) {
    long count = 0;
    for (int i = 0; i < pairs.unitsA(); i++) {
      for (int j = 0; j < pairs.unitsB(); j++) {
        count += stands(i, j, least) ? 1 : 0;
      }
    }
    return count;
  }

  private boolean stands(int i, int j, double[] least) {
    if (!isKnown(i, j)) {
      return false;
    }
    double limit = least[pairs.freedom(i, j)];
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
