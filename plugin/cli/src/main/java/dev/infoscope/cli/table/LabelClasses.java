// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.util.Arrays;

/** The different values in a column of labels, ascending. */
final class LabelClasses {
  static final int MOST = 1 << 16;

  private long[] values = new long[16];
  private int size;

  /** Adds a value; whether there is still room. */
  boolean add(long value) {
    int found = Arrays.binarySearch(values, 0, size, value);
    if (found >= 0) {
      return true;
    }
    if (size == MOST) {
      return false;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    int place = -found - 1;
    System.arraycopy(values, place, values, place + 1, size - place);
    values[place] = value;
    size++;
    return true;
  }

  long[] sorted() {
    return Arrays.copyOf(values, size);
  }
}
