// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * A unit that repeats another one.
 *
 * @param unit the unit
 * @param of the lowest unit it is equal to, which is not listed itself
 */
public record DuplicateUnit(int unit, int of) {
  /** Units whose fingerprint a lower unit has. */
  static List<DuplicateUnit> find(
      int units, IntPredicate candidate, IntToLongFunction fingerprint) {
    Map<Long, Integer> first = new HashMap<>();
    List<DuplicateUnit> found = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      if (candidate.test(unit)) {
        Integer known = first.putIfAbsent(fingerprint.applyAsLong(unit), unit);
        if (known != null) {
          found.add(new DuplicateUnit(unit, known));
        }
      }
    }
    return List.copyOf(found);
  }
}
