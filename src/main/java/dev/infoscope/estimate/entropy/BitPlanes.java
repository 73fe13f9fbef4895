// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.numeric.XLog2X;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST = 0x0101010101010101L; // bit of every byte
  private static final long GATHER = 0x0102040810204080L; // them, in order, to the highest byte

  private final CodeColumns a;
  private final int units;
  private final int bins; // of B
  private final int[][] planes; // [words][code - 1, unit of B]
  private final int[] countsB; // [code - 1, unit of B]
  private final CodeColumns b;
  private final Margins marginsA;
  private final Margins marginsB;
  private final double[] xlog2x;
  private final int[][] planesA; // [bins of A][words]; plane 0 stays empty
  private final int[][] ones; // [bins of A][code - 1, unit of B], of codes of A that occur
  private final int[][] cells; // [bins of B][units of B], of one code of A

  BitPlanes(CodeColumns a, CodeColumns b, Margins marginsA, Margins marginsB, double[] xlog2x) {
    this(
        a,
        b,
        marginsA,
        marginsB,
        xlog2x,
        new int[words(b.examples())][planes(b)],
        new int[planes(b)]);
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
      int[][] planes,
      int[] countsB) {
    this.a = a;
    this.b = b;
    this.units = b.units();
    this.bins = b.bins();
    this.planes = planes;
    this.countsB = countsB;
    this.marginsA = marginsA;
    this.marginsB = marginsB;
    this.xlog2x = xlog2x;
    planesA = new int[a.bins()][planes.length];
    ones = new int[a.bins()][countsB.length];
    cells = new int[bins][units];
  }

  @Override
  public JointSums fork() {
    return new BitPlanes(a, b, marginsA, marginsB, xlog2x, planes, countsB);
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
    for (int code = 1; code < bins; code++) {
      countsB[(code - 1) * units + unit] = marginsB.counts(unit)[code];
    }
    for (int word = 0; word < planes.length; word++) {
      for (int code = 1; code < bins; code++) {
        planes[word][(code - 1) * units + unit] = column[code][word];
      }
    }
  }

  /** One plane per code but 0: bit {@code r mod 32} of word {@code r / 32} for row {@code r}. */
  private static void spread(byte[] codes, int[][] planes) {
    for (int first = 0; first < codes.length; first += Integer.SIZE) {
      int ones = digits(codes, first, 0);
      int twos = digits(codes, first, 1);
      int fours = digits(codes, first, 2);
      for (int code = 1; code < planes.length; code++) {
        int plane = (code & 1) == 0 ? ~ones : ones;
        plane &= (code & 2) == 0 ? ~twos : twos;
        plane &= (code & 4) == 0 ? ~fours : fours;
        planes[code][first / Integer.SIZE] = plane;
      }
    }
  }

  /** A binary digit of the codes of 32 rows, 0 of rows that there are not. */
  private static int digits(byte[] codes, int first, int digit) {
    int digits = 0;
    int bit = 0;
    int rows = Math.min(Integer.SIZE, codes.length - first);
    for (; bit + Long.BYTES <= rows; bit += Long.BYTES) { // eight rows by one multiplication
      long eight = (long) EIGHT.get(codes, first + bit) >>> digit;
      digits |= (int) ((eight & LOWEST) * GATHER >>> 56) << bit;
    }
    for (; bit < rows; bit++) {
      digits |= (codes[first + bit] >>> digit & 1) << bit;
    }
    return digits;
  }

  @Override
  public int blocks() {
    return a.units();
  }

  @Override
  public void count(int column, double[][] sums, int[][] occupied) {
    count(column);
    int[] margin = marginsA.counts(column);
    Arrays.fill(sums[column], 0);
    Arrays.fill(occupied[column], 0);
    for (int code = 0; code < margin.length; code++) {
      if (margin[code] > 0) {
        readCells(code, margin[code]);
        sum(sums[column]);
        for (int[] counts : cells) {
          addOccupied(counts, occupied[column]);
        }
      }
    }
  }

  private void count(int column) {
    int[] margin = marginsA.counts(column);
    spread(a.column(column), planesA);
    System.arraycopy(countsB, 0, ones[0], 0, countsB.length);
    for (int code = 1; code < margin.length; code++) {
      if (margin[code] > 0) {
        Arrays.fill(ones[code], 0);
      }
    }
    for (int word = 0; word < planes.length; word += WORDS) {
      for (int code = 1; code < margin.length; code++) {
        int[] p = planesA[code];
        add(p[word], p[word + 1], p[word + 2], p[word + 3], word, ones[code]);
      }
    }
    for (int code = 1; code < margin.length; code++) {
      if (margin[code] > 0) {
        subtract(ones[code], ones[0]);
      }
    }
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
    for (int code = 0; code < margin.length; code++) {
      if (margin[code] > 0) {
        readCells(code, margin[code]);
        for (int other = 0; other < bins; other++) {
          add(cells[other], tables, first + code * bins + other, size);
        }
      }
    }
  }

  private static void add(int[] counts, int[] tables, int at, int size) {
    for (int unit = 0; unit < counts.length; unit++) {
      tables[at + unit * size] += counts[unit];
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

  /**
   * Cells of a code of A that occurs so often. The counts of each code of B come to an array of
   * their own: loops over equal indices of arrays are turned into vector instructions, those over
   * two parts of arrays are not.
   */
  private void readCells(int code, int all) {
    Arrays.fill(cells[0], all); // what the planes leave is code 0 of B
    for (int other = 1; other < bins; other++) {
      System.arraycopy(ones[code], (other - 1) * units, cells[other], 0, units);
      subtract(cells[other], cells[0]);
    }
  }

  private static void subtract(int[] counts, int[] from) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= counts[i];
    }
  }

  /** Two cells of all units at a time, so that no unit waits for its own sum. */
  private void sum(double[] sums) {
    int other = 0;
    for (; other + 1 < bins; other += 2) {
      sum(cells[other], cells[other + 1], xlog2x, sums);
    }
    for (int unit = 0; other < bins && unit < sums.length; unit++) {
      sums[unit] += xlog2x[cells[other][unit]];
    }
  }

  private static void sum(int[] counts, int[] next, double[] xlog2x, double[] sums) {
    for (int unit = 0; unit < sums.length; unit++) {
      sums[unit] = sums[unit] + xlog2x[counts[unit]] + xlog2x[next[unit]];
    }
  }

  private static void addOccupied(int[] counts, int[] occupied) {
    for (int unit = 0; unit < occupied.length; unit++) {
      occupied[unit] += -counts[unit] >>> 31;
    }
  }
}
