// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * One bit per unit and example, packed into 64-bit words: rows sorted by class and every class
 * begun on a new word, so that the population count of a class is that of its words. Counting all
 * units costs {@code units * (examples / 64 + classes)} words.
 */
public final class BitColumns {
  private static final int WORD = 64;

  private final int units;
  private final int[] classSizes;
  private final int[] starts; // first word of each class, and the number of words
  private final long[] words; // [starts[classes] x units]

  private BitColumns(int units, int[] classSizes) {
    this.units = units;
    this.classSizes = classSizes;
    starts = new int[classSizes.length + 1];
    for (int label = 0; label < classSizes.length; label++) {
      starts[label + 1] = starts[label] + (classSizes[label] + WORD - 1) / WORD;
    }
    words = new long[Math.multiplyExact(units, starts[classSizes.length])];
  }

  /**
   * Packs a layer.
   *
   * @param activations values, {@code [examples x units]}
   * @param labels one label per example, from 0 to {@code classes - 1}
   * @param classes number of classes, at least 1
   * @param bins two per unit
   * @return the packed bits
   * @throws IllegalArgumentException if shapes disagree, a label is out of range, or there are more
   *     than two bins
   */
  public static BitColumns pack(Activations activations, int[] labels, int classes, Bins bins) {
    Require.that(bins.bins() == 2, "bins (%d) must be 2 to pack bits", bins.bins());
    int[] sizes = LabelledRows.check(activations, labels, classes, bins.units());
    BitColumns columns = new BitColumns(bins.units(), sizes);
    columns.fill(activations, labels, bins);
    return columns;
  }

  private void fill(Activations activations, int[] labels, Bins bins) {
    int[] next = new int[classSizes.length]; // place of the class's next row
    Arrays.setAll(next, label -> starts[label] * WORD);
    int[] places = new int[labels.length];
    for (int row = 0; row < labels.length; row++) {
      places[row] = next[labels[row]]++;
    }
    double[] rows = new double[WORD * units];
    for (int first = 0; first < labels.length; first += WORD) {
      int count = Math.min(WORD, labels.length - first);
      activations.copy(first, count, rows);
      for (int row = 0; row < count; row++) {
        int place = places[first + row];
        bins.setBits(rows, row * units, words, place / WORD * units, place % WORD);
      }
    }
  }

  /**
   * Counts codes per class and unit.
   *
   * @return the counts
   */
  public CodeTable count() {
    int classes = classSizes.length;
    int[] counts = new int[units * classes * 2];
    int[] ones = new int[units];
    for (int label = 0; label < classes; label++) {
      Arrays.fill(ones, 0);
      for (int word = starts[label]; word < starts[label + 1]; word++) {
        addOnes(word * units, ones);
      }
      for (int unit = 0; unit < units; unit++) {
        int at = (unit * classes + label) * 2;
        counts[at] = classSizes[label] - ones[unit];
        counts[at + 1] = ones[unit];
      }
    }
    return new CodeTable(units, 2, classSizes.clone(), counts);
  }

  private void addOnes(int at, int[] ones) {
    for (int unit = 0; unit < units; unit++) {
      ones[unit] += Long.bitCount(words[at + unit]);
    }
  }
}
