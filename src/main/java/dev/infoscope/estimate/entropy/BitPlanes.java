// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.numeric.XLog2X;
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
  private final int[][] planes; // [words][code - 1, unit of B]
  private final CodeColumns b;
  private final Margins marginsA;
  private final Margins marginsB;
  private final double[] xlog2x;
  private final int[][] planesA; // [bins of A][words]; plane 0 stays empty
  private final int[][] ones; // [bins of A][code - 1, unit of B]
  private final int[][] rest; // [bins of B][units of B]: cells of code 0 of A
  private final int[] left; // [units of B]: cells of code 0 of B

  BitPlanes(CodeColumns a, CodeColumns b, Margins marginsA, Margins marginsB, double[] xlog2x) {
    this(a, b, marginsA, marginsB, xlog2x, new int[words(b.examples())][planes(b)]);
  }

  /** Of all columns of both, ready to count. */
  static BitPlanes prepared(CodeColumns a, CodeColumns b) {
    double[] xlog2x = XLog2X.table(a.examples());
    Margins marginsA = new Margins(a);
    Margins marginsB = new Margins(b);
    BitPlanes made = new BitPlanes(a, b, marginsA, marginsB, xlog2x);
    for (int unit = 0; unit < a.units(); unit++) {
      marginsA.count(unit, xlog2x);
    }
    for (int unit = 0; unit < b.units(); unit++) {
      marginsB.count(unit, xlog2x);
      made.prepare(unit);
    }
    return made;
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
    rest = new int[bins][units];
    left = new int[units];
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
        planes[word][(code - 1) * units + unit] = column[code][word];
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
    count(column);
    sum(marginsA.counts(column), sums[column], cells[column]);
  }

  private void count(int column) {
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
    cellsOfCodeZero(marginsA.counts(column));
  }

  /**
   * Adds the counts of a column with every unit of B.
   *
   * @param tables of each unit one after the other, {@code [bins of A x bins of B]}
   * @param first where they begin
   */
  void add(int column, int[] tables, int first) {
    count(column);
    int[] margin = marginsA.counts(column);
    int size = margin.length * bins;
    for (int other = 0; margin[0] > 0 && other < bins; other++) {
      add(rest[other], 0, tables, first + other, size);
    }
    for (int code = 1; code < margin.length; code++) {
      if (margin[code] > 0) {
        int at = first + code * bins;
        leaveOfCodeZero(margin, code);
        add(left, 0, tables, at, size);
        for (int other = 1; other < bins; other++) {
          add(ones[code], (other - 1) * units, tables, at + other, size);
        }
      }
    }
  }

  private void add(int[] counts, int from, int[] tables, int at, int size) {
    for (int unit = 0; unit < units; unit++) {
      tables[at + unit * size] += counts[from + unit];
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

  /** What the planes leave of the margins of B, and of code 0 of both. */
  private void cellsOfCodeZero(int[] margin) {
    Arrays.fill(rest[0], margin[0]);
    for (int other = 1; other < bins; other++) {
      for (int unit = 0; unit < units; unit++) {
        rest[other][unit] = marginsB.counts(unit)[other];
      }
      for (int code = 1; code < margin.length; code++) {
        subtract(ones[code], (other - 1) * units, rest[other]);
      }
      subtract(rest[other], 0, rest[0]);
    }
  }

  /** What the planes leave of a code of A for code 0 of B. */
  private void leaveOfCodeZero(int[] margin, int code) {
    Arrays.fill(left, margin[code]);
    for (int other = 1; other < bins; other++) {
      subtract(ones[code], (other - 1) * units, left);
    }
  }

  private static void subtract(int[] counts, int first, int[] from) {
    for (int unit = 0; unit < from.length; unit++) {
      from[unit] -= counts[first + unit];
    }
  }

  /** A cell of all units at a time, so that no unit waits for its own sum. */
  private void sum(int[] margin, double[] sums, int[] cells) {
    Arrays.fill(sums, 0);
    Arrays.fill(cells, 0);
    for (int[] counts : rest) {
      add(counts, 0, xlog2x, sums, cells);
    }
    for (int code = 1; code < margin.length; code++) {
      leaveOfCodeZero(margin, code);
      add(left, 0, xlog2x, sums, cells);
      for (int other = 1; other < bins; other++) {
        add(ones[code], (other - 1) * units, xlog2x, sums, cells);
      }
    }
  }

  private static void add(int[] counts, int first, double[] xlog2x, double[] sums, int[] cells) {
    for (int unit = 0; unit < sums.length; unit++) {
      int count = counts[first + unit];
      sums[unit] += xlog2x[count];
      cells[unit] += -count >>> 31;
    }
  }
}
