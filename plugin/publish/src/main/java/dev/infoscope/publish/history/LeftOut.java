// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

/**
 * What an export could not write, because a name in the history is no name in the other format.
 *
 * @param readings how many
 * @param first why the first of them was left out, in one line; empty if none was
 */
public record LeftOut(long readings, String first) {
  static final LeftOut NOTHING = new LeftOut(0, "");

  LeftOut and(String why) {
    return new LeftOut(readings + 1, readings == 0 ? why : first);
  }

  /**
   * All of it in one line.
   *
   * @return as in {@code 2 readings left out; the first: metric '../x' must be ...}
   */
  @Override
  public String toString() {
    return "%d readings left out%s"
        .formatted(readings, readings == 0 ? "" : "; the first: " + first);
  }
}
