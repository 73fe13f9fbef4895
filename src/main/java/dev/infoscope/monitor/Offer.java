// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

/**
 * What became of a sample that was offered to the analysis.
 *
 * @param ticket its number, to wait for; 0 if it was not taken
 * @param replaced whether an older one, not examined yet, was overwritten
 */
public record Offer(long ticket, boolean replaced) {
  /** Nothing was taken. */
  public static final Offer NONE = new Offer(0, false);

  /**
   * Whether there is something to wait for.
   *
   * @return false if the sample was skipped
   */
  public boolean isTaken() {
    return ticket != 0;
  }
}
