// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What a task hands on: a state in its serial form, or why a row was refused. A refusal is no
 * failure of the task, which would be tried again; of several the first in alphabetical order
 * stays.
 */
final class PartState {
  private static final byte FOUND = 0;
  private static final byte REFUSED = 1;

  private PartState() {}

  /** Nothing to hand on, as of no rows. */
  static byte[] none() {
    return new byte[0];
  }

  static byte[] of(byte[] state) {
    return tagged(FOUND, state);
  }

  static byte[] refused(String why) {
    return tagged(REFUSED, why.getBytes(StandardCharsets.UTF_8));
  }

  /** What is made of the rows of a partition, unless one of them is refused. */
  static <T> byte[] unlessRefused(Iterator<T> rows, Function<Iterator<T>, byte[]> work) {
    try {
      return rows.hasNext() ? of(work.apply(rows)) : none();
    } catch (RefusedRow refused) {
      return refused(String.valueOf(refused.getMessage()));
    }
  }

  private static byte[] tagged(byte tag, byte[] body) {
    byte[] all = new byte[body.length + 1];
    all[0] = tag;
    System.arraycopy(body, 0, all, 1, body.length);
    return all;
  }

  /** Merges what two tasks hand on. */
  static byte[] merge(byte[] one, byte[] other, BinaryOperator<byte[]> states) {
    if (one.length == 0 || other.length == 0) {
      return one.length == 0 ? other : one;
    }
    if (one[0] == FOUND && other[0] == FOUND) {
      return of(states.apply(body(one), body(other)));
    }
    if (one[0] == REFUSED && other[0] == REFUSED) {
      return Arrays.compareUnsigned(one, other) <= 0 ? one : other;
    }
    return one[0] == REFUSED ? one : other;
  }

  /**
   * The state.
   *
   * @throws RefusedRow if a row was refused
   */
  static byte[] state(byte[] part) {
    byte[] body = body(part);
    if (part[0] == REFUSED) {
      throw new RefusedRow(new String(body, StandardCharsets.UTF_8));
    }
    return body;
  }

  private static byte[] body(byte[] part) {
    return Arrays.copyOfRange(part, 1, part.length);
  }
}
