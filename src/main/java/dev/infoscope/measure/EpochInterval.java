// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.numeric.Require;

/**
 * When a measure that rests between epochs is due: at its first snapshot, then at each that enters
 * another span of epochs. Where epochs stand still, as in a run of one long epoch, at every n-th
 * snapshot; where they begin again, at once.
 */
public final class EpochInterval {
  private final int epochs;
  private int lastEpoch = Integer.MIN_VALUE;
  private int sinceDue;

  /**
   * Nothing was due yet.
   *
   * @param epochs length of a span, at least 1
   */
  public EpochInterval(int epochs) {
    this.epochs = Require.atLeast("everyEpochs", epochs, 1);
  }

  /**
   * Counts a snapshot that was measured elsewhere, as {@link #isDue} does.
   *
   * @param epoch of the snapshot
   */
  public void passOver(int epoch) {
    isDue(epoch);
  }

  /**
   * Asked once per snapshot.
   *
   * @param epoch of the snapshot
   * @return whether to measure
   */
  public boolean isDue(int epoch) {
    boolean first = lastEpoch == Integer.MIN_VALUE || epoch < lastEpoch;
    sinceDue++;
    boolean due =
        first || epoch / epochs > lastEpoch / epochs || epoch == lastEpoch && sinceDue >= epochs;
    if (due) {
      lastEpoch = epoch;
      sinceDue = 0;
    }
    return due;
  }
}
