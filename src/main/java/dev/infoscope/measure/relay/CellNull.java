// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Cancellation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a conditional information reads when class and prediction have nothing to do with each other
 * <em>within</em> the cells it is conditioned on: predictions permuted in each cell, all
 * permutations at once (each count is hypergeometric). Permuting over all examples would be the
 * wrong null, since it makes pure cells impure.
 *
 * @param mean expected information, bits
 * @param deviation its standard deviation, bits; exact for two classes and predictions, else from
 *     the law of chi-squared, which is too large in small cells
 */
public record CellNull(double mean, double deviation) {
  /** Of the cells of a table, its patterns. */
  static CellNull of(RelayTable table, double[] logs) {
    return new Sum(table, logs).cells();
  }

  /** Of a table whose neurons are not looked at, one cell. */
  static CellNull ofOneCell(RelayTable table, double[] logs) {
    return new Sum(table, logs).oneCell();
  }

  /** The null of a difference of two informations, whose cells are taken as independent. */
  CellNull minus(CellNull other) {
    return new CellNull(mean - other.mean, Math.hypot(deviation, other.deviation));
  }

  /**
   * Whether a reading stands out.
   *
   * @param bits the reading
   * @return whether it is above the mean by more than two deviations
   */
  public boolean isExceededBy(double bits) {
    return bits > mean + 2 * deviation + Concept.TIE;
  }

  /** Adds up cells. */
  private static final class Sum {
    private final RelayTable table;
    private final double[] logs;
    private final double[] logFactorials;
    private double mean;
    private double variance;

    Sum(RelayTable table, double[] logs) {
      this.table = table;
      this.logs = logs;
      logFactorials = new double[table.samples() + 1];
      for (int i = 2; i < logFactorials.length; i++) {
        logFactorials[i] = logFactorials[i - 1] + Math.log(i);
      }
    }

    CellNull cells() {
      CellCounts tally = new CellCounts(table, logs);
      for (int pattern = 0; pattern < table.patterns(); pattern++) {
        Cancellation.check();
        tally.add(pattern);
        add(tally);
        tally.clear();
      }
      return result();
    }

    CellNull oneCell() {
      CellCounts tally = new CellCounts(table, logs);
      for (int pattern = 0; pattern < table.patterns(); pattern++) {
        tally.add(pattern);
      }
      add(tally);
      return result();
    }

    private CellNull result() {
      double samples = table.samples();
      return new CellNull(mean / samples, Math.sqrt(variance) / samples);
    }

    private void add(CellCounts tally) {
      if (!tally.isActive()) {
        return;
      }
      if (table.inputs() == 2 && table.outputs() == 2) {
        twoByTwo(tally);
        return;
      }
      double sum = logs[tally.size()];
      Expectations expected = new Expectations(tally);
      for (int i = 0; i < tally.in().size(); i++) {
        Cancellation.check();
        int in = tally.in().count(tally.in().symbol(i));
        sum -= logs[in];
        sum = expected.addTo(sum, in);
      }
      for (int i = 0; i < tally.out().size(); i++) {
        sum -= logs[tally.out().count(tally.out().symbol(i))];
      }
      mean += sum;
      variance += tally.freedom() * Bits.PER_NAT * Bits.PER_NAT / 2;
    }

    /** The whole table is a function of one count. */
    private void twoByTwo(CellCounts tally) {
      int size = tally.size();
      int in = tally.in().count(1);
      int out = tally.out().count(1);
      double margins = logs[size] - logs[in] - logs[size - in] - logs[out] - logs[size - out];
      double first = 0;
      double second = 0;
      for (int n = Math.max(0, in + out - size); n <= Math.min(in, out); n++) {
        double phi = margins + logs[n] + logs[in - n] + logs[out - n] + logs[size - in - out + n];
        double weighted = probability(size, in, out, n) * phi;
        first += weighted;
        second += weighted * phi;
      }
      mean += first;
      variance += Math.max(0, second - first * first);
    }

    /**
     * Means of L(n) of the entries of a table. Entries with equal margins have equal ones, and of N
     * examples there are at most 2 N pairs of margins, so each is found once.
     */
    private final class Expectations {
      private final int size;
      private final int[] margins; // of the predictions seen, in their order
      private final Map<Integer, double[]> known = new HashMap<>(); // by the margin of the class
      private final int[] ranks; // of each prediction's margin among those that differ
      private final int[] distinct;

      Expectations(CellCounts tally) {
        size = tally.size();
        margins = new int[tally.out().size()];
        Arrays.setAll(margins, i -> tally.out().count(tally.out().symbol(i)));
        distinct = Arrays.stream(margins).sorted().distinct().toArray();
        ranks = Arrays.stream(margins).map(count -> Arrays.binarySearch(distinct, count)).toArray();
      }

      /** Adds the means of a class with every prediction, one after the other. */
      double addTo(double sum, int in) {
        double[] own =
            known.computeIfAbsent(
                in, key -> Arrays.stream(distinct).mapToDouble(out -> expected(in, out)).toArray());
        double all = sum;
        for (int rank : ranks) {
          all += own[rank];
        }
        return all;
      }

      private double expected(int in, int out) {
        double sum = 0;
        for (int n = Math.max(0, in + out - size); n <= Math.min(in, out); n++) {
          sum += probability(size, in, out, n) * logs[n];
        }
        return sum;
      }
    }

    private double probability(int size, int in, int out, int n) {
      return Math.exp(ways(in, n) + ways(size - in, out - n) - ways(size, out));
    }

    private double ways(int of, int take) {
      return logFactorials[of] - logFactorials[take] - logFactorials[of - take];
    }
  }
}
