// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.network.Snapshot;
import java.util.EnumSet;
import java.util.Set;

/** What all estimators of the plane have in common: the judgement of I(T;Y). */
final class Plane {
  /** A reading above this share of its ceiling counts as being there. */
  static final double NEARLY = 0.9;

  private Plane() {}

  /** Entropy of the probe set's labels, bits. */
  static double labelEntropy(Snapshot snapshot) {
    return PlugIn.entropy(Fingerprint.ofLabels(snapshot.labels(), snapshot.classes()));
  }

  /**
   * A reading near its ceiling is good news when shuffled labels read little, however fine the
   * patterns, and saturation when they read much the same. Without a null the input decides.
   */
  static Set<Flag> labelFlags(
      double bits, double ceiling, ShuffledNull shuffled, boolean inputSaturated) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    boolean known = shuffled.shuffles() > 0;
    boolean mostlyNull = known && shuffled.mean() > 0.5 * bits && bits > 0;
    boolean high = bits > NEARLY * ceiling;
    if (known ? mostlyNull && (high || inputSaturated) : inputSaturated) {
      flags.add(Flag.SATURATED);
    } else if (high) {
      flags.add(Flag.AT_CEILING);
    }
    if (known && !shuffled.isExceededBy(bits)) {
      flags.add(Flag.NOT_ABOVE_NULL);
    } else if (mostlyNull && !flags.contains(Flag.SATURATED)) {
      flags.add(Flag.MOSTLY_NULL);
    }
    return flags;
  }
}
