// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

/**
 * A measure of the five papers, or of a user's own. Used by one thread; may keep state between
 * snapshots of one run, such as frozen bins.
 */
public interface Measure {
  /**
   * A short name, the value of the label {@code measure}.
   *
   * @return lower case with hyphens, as in {@code information-plane}
   */
  String name();

  /**
   * Whether the measure looks at weights; copying them out of the network costs time, so it is done
   * only when one does.
   *
   * @return whether {@link LayerSnapshot#map()} is needed; false by default
   */
  default boolean readsWeights() {
    return false;
  }

  /**
   * Takes readings, and values that are too many for them.
   *
   * @param snapshot what was seen
   * @return the findings; what could not be measured is in them as {@code NaN} with a flag. One
   *     with the flag {@link dev.infoscope.estimate.Flag#NOT_FINITE} counts as a failure of the
   *     measure on this snapshot, but not towards the three in a row
   * @throws Exception whatever goes wrong; it is counted, and after three in a row the measure is
   *     switched off for the run
   */
  Findings measure(Snapshot snapshot) throws Exception;
}
