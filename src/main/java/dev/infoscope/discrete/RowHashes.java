// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Identities of labelled examples under a seed: a hash of the class and the values of each row, in
 * single precision. Equal rows have equal hashes wherever they come from, so a choice by them does
 * not depend on the order of the rows, and is the same of a file as of a network's probe set.
 */
public final class RowHashes {
  private final long[] hashes;

  /**
   * Rows of which only the class is known.
   *
   * @param labels class of each row
   * @param seed of the choice
   */
  public RowHashes(int[] labels, long seed) {
    hashes = new long[labels.length];
    Arrays.setAll(hashes, row -> Mix.at(seed, labels[row]));
  }

  /**
   * Adds values of consecutive rows.
   *
   * @param first index of the first row
   * @param rows how many
   * @param values {@code [rows x any]}, row by row
   */
  public void add(int first, int rows, float[] values) {
    Require.that(
        rows > 0 && values.length % rows == 0,
        "%d values must be as many for each of %d rows",
        values.length,
        rows);
    int width = values.length / rows;
    for (int row = 0; row < rows; row++) {
      long hash = hashes[first + row];
      for (int i = row * width; i < (row + 1) * width; i++) {
        hash = hash * 0x9E3779B97F4A7C15L + Float.floatToIntBits(values[i]);
      }
      hashes[first + row] = Mix.scramble(hash);
    }
  }

  /**
   * Chooses the rows with the smallest hashes.
   *
   * @param most rows to keep at the most, at least 0
   * @return their indices, by ascending hash
   */
  public int[] choose(int most) {
    return choose(most, row -> true);
  }

  /**
   * Chooses among some rows those with the smallest hashes.
   *
   * @param most rows to keep at the most, at least 0
   * @param offered which rows may be chosen
   * @return their indices, by ascending hash
   */
  public int[] choose(int most, IntPredicate offered) {
    BottomK sample = new BottomK(most);
    for (int row = 0; row < hashes.length; row++) {
      if (offered.test(row)) {
        sample.offer(hashes[row], row);
      }
    }
    return sample.snapshot().rows();
  }

  /**
   * The identity of some rows together.
   *
   * @param rows in an order that belongs to the identity
   * @return a hash over their hashes
   */
  public long fingerprint(int... rows) {
    long all = 0;
    for (int row : rows) {
      all = Mix.scramble(all + hashes[row]);
    }
    return all;
  }
}
