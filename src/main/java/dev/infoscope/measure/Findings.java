// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import java.util.List;

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
   * Readings alone.
   *
   * @param readings single values
   * @return no matrices
   */
  public static Findings of(List<Reading> readings) {
    return new Findings(readings, List.of());
  }
}
