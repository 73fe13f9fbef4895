// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Ranks;

/**
 * Which of the classes those of a table are: only classes that occur are counted.
 *
 * @param occurring classes of the table
 * @param count of all classes
 */
record ClassColumns(Ranks occurring, int count) {
  /** Writes values per class of the table under the numbers of those classes, below a limit. */
  void spread(double[] values, double[] into, int at, int limit) {
    for (int rank = 0; rank < occurring.size() && occurring.values()[rank] < limit; rank++) {
      into[at + (int) occurring.values()[rank]] = values[rank];
    }
  }
}
