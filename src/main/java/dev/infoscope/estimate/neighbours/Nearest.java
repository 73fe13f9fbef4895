// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.Arrays;

/** The k smallest of a stream of distances. */
final class Nearest {
  private final double[] smallest; // ascending

  Nearest(int k) {
    smallest = new double[k];
  }

  void clear() {
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
  }

  /** The k-th smallest so far; infinite until there are k. */
  double last() {
    return smallest[smallest.length - 1];
  }

  void offer(double distance) {
    int place = smallest.length - 1;
    if (!(distance < smallest[place])) {
      return;
    }
    while (place > 0 && smallest[place - 1] > distance) {
      smallest[place] = smallest[place - 1];
      place--;
    }
    smallest[place] = distance;
  }
}
