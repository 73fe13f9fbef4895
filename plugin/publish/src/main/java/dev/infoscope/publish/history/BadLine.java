// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

/**
 * A line of a history that holds no report and was left out.
 *
 * @param number of the line in the text, from 1
 * @param reason why it is no report, in one line
 */
public record BadLine(long number, String reason) {
  private static final int LONGEST = 200;

  /** Cuts a reason that quotes too much of the line. */
  public BadLine {
    reason = reason.length() > LONGEST ? reason.substring(0, LONGEST) + "..." : reason;
  }

  @Override
  public String toString() {
    return "line " + number + ": " + reason;
  }
}
