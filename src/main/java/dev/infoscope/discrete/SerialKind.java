// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/** What a serial form is of: its sixth byte. Numbers are never used again for something else. */
public enum SerialKind {
  /** {@link PatternCounts}. */
  PATTERN_COUNTS(1),
  /** {@link BottomK}. */
  ROW_CHOICE(2),
  /** Codes of single units by class. */
  UNIT_COUNTS(3),
  /** Patterns by class and prediction. */
  RELAY_COUNTS(4),
  /** Patterns by class, with what the information plane needs beside them. */
  PLANE_COUNTS(5),
  /** Codes of the units of two layers together. */
  PAIR_COUNTS(6),
  /** Ranges of the values of single units. */
  UNIT_RANGES(7),
  /** Rows chosen by their hash, with their values. */
  ROW_VALUES(8),
  /** What a first pass over blocks of a snapshot finds. */
  SNAPSHOT_SUMMARY(9),
  /** The counts of one measure over all layers. */
  SNAPSHOT_COUNTS(10);

  private final int code;

  SerialKind(int code) {
    this.code = code;
  }

  /**
   * The number in the serial form.
   *
   * @return 1 to 255
   */
  public int code() {
    return code;
  }
}
