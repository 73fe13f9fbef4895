// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.CodeColumns;
import java.util.Arrays;

/**
 * {@link JointSums} by one bit plane per code: a cell's count is the number of ones in the
 * conjunction of two planes. Code 0 needs no plane, as its row and column follow from the margins.
 *
 * <p>The inner loop runs along the planes of B for four words of one plane of A, so that {@link
 * Integer#bitCount} vectorises where the processor can count bits in vectors ({@link
 * BitPlaneSpeed}); elsewhere it is slower than {@link CountTables}. O((bins - 1)^2 rows / 32) per
 * pair of columns, at most {@value #MOST_BINS} bins.
 */
final class BitPlanes implements JointSums {
  static final int MOST_BINS = 8;
  private static final int WORDS = 4;

  private final CodeColumns a;
  private final int units;
  private final int bins; // of B
  private final int[][] planes; // [words][planes of B]
  private final CodeColumns b;
  private final Margins marginsA;
  private final Margins marginsB;
  private final double[] xlog2x;
  private final int[][] planesA; // [bins of A][words]; plane 0 stays empty
  private final int[][] ones; // [bins of A][planes of B]
  private final int[] rest = new int[MOST_BINS];

  BitPlanes(CodeColumns a, CodeColumns b, Margins marginsA, Margins marginsB, double[] xlog2x) {
    this(a, b, marginsA, marginsB, xlog2x, new int[words(b.examples())][planes(b)]);
  }

  private BitPlanes(
      CodeColumns a,
      CodeColumns b,
      Margins marginsA,
      Margins marginsB,
      double[] xlog2x,
      int[][] planes) {
    this.a = a;
    this.b = b;
    this.units = b.units();
    this.bins = b.bins();
    this.planes = planes;
    this.marginsA = marginsA;
    this.marginsB = marginsB;
    this.xlog2x = xlog2x;
    planesA = new int[a.bins()][planes.length];
    ones = new int[a.bins()][planes(b)];
  }

  @Override
  public JointSums fork() {
    return new BitPlanes(a, b, marginsA, marginsB, xlog2x, planes);
  }

  private static int planes(CodeColumns b) {
    return b.units() * (b.bins() - 1);
  }

  private static int words(int rows) {
    return (rows + Integer.SIZE * WORDS - 1) / (Integer.SIZE * WORDS) * WORDS;
  }

  @Override
  public void prepare(int unit) {
    int[][] column = new int[bins][planes.length];
    spread(b.column(unit), column);
    for (int word = 0; word < planes.length; word++) {
      for (int code = 1; code < bins; code++) {
        planes[word][unit * (bins - 1) + code - 1] = column[code][word];
      }
    }
  }

  /** One plane per code: bit {@code r mod 32} of word {@code r / 32} for row {@code r}. */
  private static void spread(byte[] codes, int[][] planes) {
    int[] words = new int[MOST_BINS];
    for (int first = 0; first < codes.length; first += Integer.SIZE) {
      int count = Math.min(Integer.SIZE, codes.length - first);
      for (int bit = 0; bit < count; bit++) {
        words[codes[first + bit] & (MOST_BINS - 1)] |= 1 << bit;
      }
      for (int code = 0; code < planes.length; code++) {
        planes[code][first / Integer.SIZE] = words[code];
        words[code] = 0;
      }
    }
  }

  @Override
  public int blocks() {
    return a.units();
  }

  @Override
  public void count(int column, double[][] sums, int[][] cells) {
    spread(a.column(column), planesA);
    for (int[] row : ones) {
      Arrays.fill(row, 0);
    }
    for (int word = 0; word < planes.length; word += WORDS) {
      for (int code = 1; code < planesA.length; code++) {
        int[] p = planesA[code];
        add(p[word], p[word + 1], p[word + 2], p[word + 3], word, ones[code]);
      }
    }
    int[] margin = marginsA.counts(column);
    for (int unit = 0; unit < units; unit++) {
      sum(unit, margin, sums[column], cells[column]);
    }
  }

  private void add(int p, int q, int r, int s, int word, int[] into) {
    if ((p | q | r | s) != 0) {
      add(p, q, r, s, planes[word], planes[word + 1], planes[word + 2], planes[word + 3], into);
    }
  }

  private static void add(
      int p, int q, int r, int s, int[] ps, int[] qs, int[] rs, int[] ss, int[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] +=
          Integer.bitCount(p & ps[i])
              + Integer.bitCount(q & qs[i])
              + Integer.bitCount(r & rs[i])
              + Integer.bitCount(s & ss[i]);
    }
  }

  private void sum(int unit, int[] margin, double[] sums, int[] cells) {
    int first = unit * (bins - 1);
    System.arraycopy(marginsB.counts(unit), 0, rest, 0, bins);
    for (int code = 1; code < margin.length; code++) {
      for (int other = 1; other < bins; other++) {
        rest[other] -= ones[code][first + other - 1];
      }
    }
    double sum = 0;
    int occupied = 0;
    int zeros = margin[0];
    for (int other = 1; other < bins; other++) {
      zeros -= rest[other];
    }
    rest[0] = zeros;
    for (int other = 0; other < bins; other++) {
      sum += xlog2x[rest[other]];
      occupied += -rest[other] >>> 31;
    }
    for (int code = 1; code < margin.length; code++) {
      int[] counts = ones[code];
      int left = margin[code];
      for (int other = 1; other < bins; other++) {
        left -= counts[first + other - 1];
      }
      sum += xlog2x[left];
      occupied += -left >>> 31;
      for (int other = 1; other < bins; other++) {
        sum += xlog2x[counts[first + other - 1]];
        occupied += -counts[first + other - 1] >>> 31;
      }
    }
    sums[unit] = sum;
    cells[unit] = occupied;
  }
}
