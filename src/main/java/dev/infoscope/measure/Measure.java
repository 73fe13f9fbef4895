// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.util.Map;

/**
 * A measure, built in or a user's own. Used by one thread; may keep state between snapshots of one
 * run, such as frozen bins.
 */
public interface Measure {
  /**
   * A short name, the value of the label {@code measure}.
   *
   * @return lower case with hyphens, as in {@code information-plane}
   */
  String name();

  /**
   * How the measure is set, for the provenance of its readings; asked once, when a run is built.
   *
   * @return values by name, as {@link SettingValues} gives them; empty by default
   */
  default Map<String, Object> settings() {
    return Map.of();
  }

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
   * Whether the measure compares what the network says with the targets of the probe.
   *
   * @return whether {@link Snapshot#outputs()} is needed; false by default
   */
  default boolean readsOutputs() {
    return false;
  }

  /**
   * Whether the measure looks at how parameters move; that takes memory for three more vectors of
   * their size.
   *
   * @return whether {@link Snapshot#motions()} is needed; false by default
   */
  default boolean readsMotions() {
    return false;
  }

  /**
   * Whether the measure asks for conductances; a part of DL4J that they need and that is missing is
   * then told when training begins.
   *
   * @return whether {@link dev.infoscope.network.NetworkAccess} is asked for them; false by default
   */
  default boolean readsConductances() {
    return false;
  }

  /**
   * Takes readings, and values that are too many for them.
   *
   * @param snapshot what was seen
   * @return the findings; what could not be measured is in them as {@code NaN} with a flag. A layer
   *     of which one has the flag {@link dev.infoscope.estimate.Flag#NOT_FINITE} is reported as
   *     skipped by the measure; that is no failure
   * @throws Exception whatever goes wrong; it is counted, and after three in a row the measure is
   *     switched off for the run
   */
  Findings measure(Snapshot snapshot) throws Exception;

  /**
   * A snapshot of this run that another process has measured, before a measurement goes on where it
   * was interrupted. A measure that rests between snapshots counts it, so that it is due when it
   * would have been. Does nothing by default.
   *
   * @param moment of the snapshot
   */
  default void passOver(Moment moment) {}

  /**
   * What {@link #measure(Snapshot)} costs, from the sizes of the snapshot alone; also when the
   * measure would rest this time, so that others are not sampled at some snapshots only.
   *
   * @param snapshot values and moment of which are not looked at
   * @return the cost; {@link Cost#UNKNOWN} by default
   */
  default Cost cost(Snapshot snapshot) {
    return Cost.UNKNOWN;
  }

  /**
   * Takes readings within a share of the budget of a snapshot: if it is less than the whole {@link
   * #cost}, of a seeded choice that depends on sizes alone, with the flag {@link
   * dev.infoscope.estimate.Flag#SAMPLED}.
   *
   * <p>Ends with a {@link java.util.concurrent.CancellationException} soon after its thread is
   * interrupted, and never clears the interruption.
   *
   * @param snapshot what was seen
   * @param operations how much it may cost, at least the least of {@link #cost}
   * @return the findings
   * @throws Exception as above
   */
  default Findings measure(Snapshot snapshot, double operations) throws Exception {
    return measure(snapshot);
  }
}
