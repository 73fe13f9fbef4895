// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.estimate.entropy.PlugIn;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows sorted by label, so that the rows of a class stand together.
 *
 * @param order the row that stands at each place
 * @param labels the label at each place, ascending
 * @param starts the first place of the class that stands at each place
 */
@SuppressWarnings("ArrayRecordComponent")
record LabelGroups(int[] order, int[] labels, int[] starts) {
  static LabelGroups of(int[] labels) {
    long[] keyed = new long[labels.length];
    for (int row = 0; row < labels.length; row++) {
      keyed[row] = (long) labels[row] << 32 | row;
    }
    Arrays.sort(keyed);
    LabelGroups groups =
        new LabelGroups(new int[keyed.length], new int[keyed.length], new int[keyed.length]);
    for (int place = 0; place < keyed.length; place++) {
      groups.order[place] = (int) keyed[place];
      groups.labels[place] = (int) (keyed[place] >> 32);
      boolean first = place == 0 || groups.labels[place] != groups.labels[place - 1];
      groups.starts[place] = first ? place : groups.starts[place - 1];
    }
    return groups;
  }

  int rows() {
    return order.length;
  }

  int start(int place) {
    return starts[place];
  }

  /** The place after the last of the class that stands at a place. */
  int end(int place) {
    int end = place + 1;
    while (end < rows() && starts[end] == starts[place]) {
      end++;
    }
    return end;
  }

  int classes() {
    return (int) IntStream.range(0, rows()).filter(place -> starts[place] == place).count();
  }

  /** The label at each place, numbered from 0. */
  int[] dense() {
    int[] dense = new int[rows()];
    for (int place = 1; place < dense.length; place++) {
      dense[place] = dense[place - 1] + (starts[place] == place ? 1 : 0);
    }
    return dense;
  }

  /** How many rows are of the class that begins at a place; 0 where none does. */
  int[] sizes() {
    int[] sizes = new int[rows()];
    for (int start : starts) {
      sizes[start]++;
    }
    return sizes;
  }

  /** Entropy of the labels, bits. */
  double entropy() {
    return PlugIn.entropy(Fingerprint.of(sizes()));
  }
}
