// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A number in JSON to the precision of a float: seven digits, which is a hundred thousandth of what
 * the estimates are sure of, and half as long as those of a double.
 */
public final class CompactNumber {
  private static final double MOST_WHOLE = 1e15; // a double has each of them

  private CompactNumber() {}

  /**
   * Writes a value. Whole numbers have no point and are exact; what no normal float can hold keeps
   * the precision of a double.
   *
   * @param json where to; writes the shortest decimals that read back
   * @param value any; null is written for what is not finite
   * @throws IOException if it cannot be written
   */
  public static void write(JsonGenerator json, double value) throws IOException {
    float rounded = (float) value;
    boolean holds = Math.abs(rounded) >= Float.MIN_NORMAL && Float.isFinite(rounded);
    boolean shortens = holds && value != Math.rint(value);
    double kept = shortens ? rounded : value;
    if (!Double.isFinite(kept)) {
      json.writeNull();
    } else if (Double.compare(kept, (long) kept) == 0 && Math.abs(kept) < MOST_WHOLE) {
      json.writeNumber((long) kept);
    } else if (shortens) {
      json.writeNumber(rounded);
    } else {
      json.writeNumber(value);
    }
  }
}
