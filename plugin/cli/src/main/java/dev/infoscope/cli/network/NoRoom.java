// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What cannot be written for now, as where the disk is full. It is tried again whenever the folder
 * is listed, said once, and once more, with the number of tries, when it is over.
 */
final class NoRoom {
  private final Consumer<String> told;
  private @Nullable InputException why;
  private int tries;

  /**
   * There is room so far.
   *
   * @param told takes what is to be said
   */
  NoRoom(Consumer<String> told) {
    this.told = told;
  }

  /** Something was tried and could not be written. */
  void failed(InputException cause) {
    if (why == null) {
      told.accept("waits: " + cause.getMessage() + "; tried again whenever the folder is listed");
    }
    why = cause;
    tries++;
  }

  /** Something was written. */
  void over() {
    if (why != null) {
      told.accept(
          String.format(
              Locale.ROOT,
              "goes on: could not be written %d %s, and now was",
              tries,
              tries == 1 ? "time" : "times"));
    }
    why = null;
    tries = 0;
  }

  boolean lasts() {
    return why != null;
  }

  /**
   * Demands that nothing waits.
   *
   * @throws InputException with the reason of the last try
   */
  void requireOver() {
    if (why != null) {
      throw why;
    }
  }
}
