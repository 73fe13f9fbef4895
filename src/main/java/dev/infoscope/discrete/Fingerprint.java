// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;

/**
 * The fingerprint of a sample: how many symbols were seen once, twice, and so on. It forgets which
 * symbols they were, and is all that entropy estimators need. (Also called the profile or the
 * frequency of frequencies; Good 1953, doi 10.1093/biomet/40.3-4.237.)
 *
 * <p>Canonical: it does not depend on the order in which symbols were counted, so sums over it give
 * the same bits every time.
 */
public final class Fingerprint {
  private static final int SMALL = 1024;

  private final int[] counts; // ascending, none 0
  private final int[] symbols; // how many symbols have that count
  private final long samples;
  private final long distinct;

  private Fingerprint(int[] counts, int[] symbols) {
    this.counts = counts;
    this.symbols = symbols;
    long sum = 0;
    long all = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += (long) counts[i] * symbols[i];
      all += symbols[i];
    }
    this.samples = sum;
    this.distinct = all;
  }

  /**
   * The fingerprint of a count vector; zeros are left out.
   *
   * @param countVector how often each symbol was seen
   * @return the fingerprint
   * @throws IllegalArgumentException if a count is negative
   */
  public static Fingerprint of(int... countVector) {
    for (int i = 0; i < countVector.length; i++) {
      Require.that(countVector[i] >= 0, "count %d (%d) must be >= 0", i, countVector[i]);
    }
    return of(countVector, countVector.length);
  }

  /**
   * The fingerprint of labels: how many classes occur once, twice, and so on.
   *
   * @param labels class of each example, from 0 to {@code classes - 1}
   * @param classes number of classes; those that do not occur are left out
   * @return the fingerprint
   */
  public static Fingerprint ofLabels(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return of(counts, classes);
  }

  /** The same for the first {@code length} counts, which are known not to be negative. */
  static Fingerprint of(int[] countVector, int length) {
    int[] small = new int[SMALL];
    int[] large = new int[16];
    int larger = 0;
    for (int i = 0; i < length; i++) {
      int count = countVector[i];
      if (count < SMALL) {
        small[count]++;
      } else {
        large = larger == large.length ? Arrays.copyOf(large, 2 * larger) : large;
        large[larger++] = count;
      }
    }
    Arrays.sort(large, 0, larger);
    return compact(small, large, larger);
  }

  /**
   * The same from how many symbols have each count: entry {@code c} for count {@code c}, entry 0
   * not looked at.
   */
  static Fingerprint ofFrequencies(int[] frequencies) {
    int size = 0;
    for (int count = 1; count < frequencies.length; count++) {
      size += frequencies[count] > 0 ? 1 : 0;
    }
    int[] counts = new int[size];
    int[] symbols = new int[size];
    for (int count = 1, next = 0; count < frequencies.length; count++) {
      if (frequencies[count] > 0) {
        counts[next] = count;
        symbols[next++] = frequencies[count];
      }
    }
    return new Fingerprint(counts, symbols);
  }

  private static Fingerprint compact(int[] small, int[] large, int larger) {
    int[] counts = new int[SMALL + larger];
    int[] symbols = new int[SMALL + larger];
    int size = 0;
    for (int count = 1; count < SMALL; count++) {
      if (small[count] > 0) {
        counts[size] = count;
        symbols[size++] = small[count];
      }
    }
    for (int i = 0; i < larger; i++) {
      if (i > 0 && large[i] == large[i - 1]) {
        symbols[size - 1]++;
      } else {
        counts[size] = large[i];
        symbols[size++] = 1;
      }
    }
    return new Fingerprint(Arrays.copyOf(counts, size), Arrays.copyOf(symbols, size));
  }

  /**
   * Number of samples, N.
   *
   * @return the sum of all counts
   */
  public long samples() {
    return samples;
  }

  /**
   * Number of distinct symbols seen, K.
   *
   * @return symbols with a count above 0
   */
  public long distinct() {
    return distinct;
  }

  /**
   * Number of different counts.
   *
   * @return length of the fingerprint
   */
  public int size() {
    return counts.length;
  }

  /**
   * A count that occurs.
   *
   * @param index from 0 to {@code size() - 1}; counts ascend
   * @return the count, at least 1
   */
  public int count(int index) {
    return counts[index];
  }

  /**
   * How many symbols have a count.
   *
   * @param index from 0 to {@code size() - 1}
   * @return number of symbols, at least 1
   */
  public int symbols(int index) {
    return symbols[index];
  }

  /**
   * How many symbols were seen just so often.
   *
   * @param times the count, at least 1
   * @return number of symbols, 0 if none: f1 are the singletons, f2 the doubletons
   */
  public int seen(int times) {
    int index = Arrays.binarySearch(counts, times);
    return index < 0 ? 0 : symbols[index];
  }

  /**
   * Good and Turing's estimate of the share of the population whose symbols were seen: {@code 1 -
   * f1 / N} (Good 1953).
   *
   * @return from 0, every symbol seen once, to 1; {@code NaN} without samples
   */
  public double coverage() {
    return samples == 0 ? Double.NaN : 1 - (double) seen(1) / samples;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that
        && Arrays.equals(counts, that.counts)
        && Arrays.equals(symbols, that.symbols);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + Arrays.hashCode(symbols);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d samples of %d symbols, %d of them once", samples, distinct, seen(1));
  }
}
