// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.estimate.Flag;
import java.util.List;
import java.util.Set;

/**
 * What a measure found on one snapshot.
 *
 * @param readings single values, published as series
 * @param matrices values too many for series
 */
public record Findings(List<Reading> readings, List<Matrix> matrices) {
  /** Copies the lists. */
  public Findings {
    readings = List.copyOf(readings);
    matrices = List.copyOf(matrices);
  }

  /**
   * The same with further flags on every reading.
   *
   * @param flags reasons not to take them at face value
   * @return a copy
   */
  public Findings flagged(Set<Flag> flags) {
    return new Findings(
        readings.stream().map(reading -> reading.flagged(flags)).toList(), matrices);
  }

  /**
   * Several findings one after the other.
   *
   * @param found in this order
   * @return all readings and all matrices
   */
  public static Findings together(List<Findings> found) {
    return new Findings(
        found.stream().flatMap(each -> each.readings().stream()).toList(),
        found.stream().flatMap(each -> each.matrices().stream()).toList());
  }

  /**
   * Readings alone.
   *
   * @param readings single values
   * @return no matrices
   */
  public static Findings of(List<Reading> readings) {
    return new Findings(readings, List.of());
  }
}
