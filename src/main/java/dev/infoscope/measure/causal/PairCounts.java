// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.ChiSquared;
import java.util.Arrays;

/** Counts of (input bin, output bin) of one pair, and its information. */
final class PairCounts {
  private final int rows;
  private final int columns;
  private final int[] counts;
  private long samples;

  PairCounts(int inputBins, int outputBins) {
    this.rows = inputBins;
    this.columns = outputBins;
    this.counts = new int[rows * columns];
  }

  void clear() {
    Arrays.fill(counts, 0);
    samples = 0;
  }

  /** Counts a stretch of two rows of bins. */
  void count(byte[] inputBins, int inputFrom, byte[] outputBins, int outputFrom, int length) {
    for (int p = 0; p < length; p++) {
      counts[inputBins[inputFrom + p] * columns + outputBins[outputFrom + p]]++;
    }
    samples += length;
  }

  /** Adds what another has counted. */
  void add(PairCounts other) {
    for (int at = 0; at < counts.length; at++) {
      counts[at] += other.counts[at];
    }
    samples += other.samples;
  }

  /** Plug-in information, bits. */
  double plugIn() {
    double joint = 0;
    double input = 0;
    double output = 0;
    for (int row = 0; row < rows; row++) {
      input += EdgeTable.xlnx(rowSum(row));
      for (int column = 0; column < columns; column++) {
        joint += EdgeTable.xlnx(counts[row * columns + column]);
      }
    }
    for (int column = 0; column < columns; column++) {
      output += EdgeTable.xlnx(columnSum(column));
    }
    double nats = (joint - input - output) / samples + Math.log(samples);
    return Math.max(0, nats * Bits.PER_NAT);
  }

  /** {@code (B_in - 1)(K_out - 1)}, K counting the output bins that occur. */
  int freedom() {
    int used = 0;
    for (int column = 0; column < columns; column++) {
      used += columnSum(column) > 0 ? 1 : 0;
    }
    return (rows - 1) * (used - 1);
  }

  /** What the plug-in reads too much, bits, to first order. */
  double bias() {
    return freedom() / (2.0 * samples) * Bits.PER_NAT;
  }

  /**
   * Chance that units without connection read so much: {@code 2 N ln 2} times it is chi-squared.
   */
  double chance(double bits) {
    return ChiSquared.upperTail(2 * samples * bits / Bits.PER_NAT, freedom());
  }

  private double rowSum(int row) {
    double sum = 0;
    for (int at = row * columns; at < (row + 1) * columns; at++) {
      sum += counts[at];
    }
    return sum;
  }

  private double columnSum(int column) {
    double sum = 0;
    for (int at = column; at < counts.length; at += columns) {
      sum += counts[at];
    }
    return sum;
  }
}
