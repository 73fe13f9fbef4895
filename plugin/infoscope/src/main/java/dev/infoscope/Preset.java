// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

/**
 * How much is measured, as a start that other options change.
 *
 * <p>What a snapshot costs with each is in the docs on benchmarks; see {@link
 * MeasureOptions#preset}.
 */
public enum Preset {
  /** The information plane and accuracy, with their drift. */
  ECONOMY,
  /** Every measure that is on by default; conductance and usable information each fifth epoch. */
  DEFAULT,
  /** The same measures, and each of them at every snapshot. */
  FULL
}
