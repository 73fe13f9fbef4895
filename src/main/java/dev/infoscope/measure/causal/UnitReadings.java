// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import java.util.Arrays;

/**
 * The closed forms of a layer, unit by unit; each array {@code [outputs]}, in bits, {@code NaN} for
 * units with NaN or infinite weights.
 *
 * @param sensitivity summed over the edges into the unit
 * @param parts EI_parts, summed over the edges into the unit; in wide layers about 1 / (2 ln 2)
 * @param outputEntropy entropy of the unit's binned output under the intervention
 * @param outside units whose outputs lie beyond the range: where those are dropped, units of which
 *     none stays inside, which read 0; where they count for the end bins, units whose output for
 *     the mean of the inputs does, so that for a monotone activation half of all are beyond
 */
@SuppressWarnings("ArrayRecordComponent")
public record UnitReadings(
    double[] sensitivity, double[] parts, double[] outputEntropy, boolean[] outside) {
  static UnitReadings empty(int outputs) {
    return new UnitReadings(
        new double[outputs], new double[outputs], new double[outputs], new boolean[outputs]);
  }

  UnitReadings copy() {
    return new UnitReadings(
        sensitivity.clone(), parts.clone(), outputEntropy.clone(), outside.clone());
  }

  /**
   * Number of units.
   *
   * @return outputs of the layer
   */
  public int outputs() {
    return parts.length;
  }

  /** Number of units whose outputs lie beyond the range. */
  int outsideUnits() {
    int count = 0;
    for (boolean each : outside) {
      count += each ? 1 : 0;
    }
    return count;
  }

  double totalSensitivity() {
    return Arrays.stream(sensitivity).sum();
  }

  double totalParts() {
    return Arrays.stream(parts).sum();
  }

  /** No joint information exceeds it. */
  double totalEntropy() {
    return Arrays.stream(outputEntropy).sum();
  }

  /** Every joint information reaches it: inputs are independent. */
  double bestUnit() {
    return Arrays.stream(parts).max().orElse(0);
  }
}
