// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the parts of a replay in other threads, processes or machines, by {@link #measure}. All that
 * passes is bytes, so that it is the same whatever carries it.
 */
public interface PartRunner {
  /**
   * In how many parts a replay is best done.
   *
   * @param checkpoints to be measured
   * @return at least 1
   */
  int parts(int checkpoints);

  /**
   * Runs all parts.
   *
   * @param shared what all parts need
   * @param parts each by itself; one may run more than once
   * @param results takes the result of each part once, in the order of the parts, in the thread of
   *     the caller
   * @throws IOException if a part could not be run
   */
  void run(byte[] shared, List<byte[]> parts, Consumer<byte[]> results) throws IOException;

  /**
   * Measures a part, anywhere.
   *
   * @param shared what all parts need
   * @param part the part
   * @return what it found; a file that cannot be measured is told in it
   */
  static byte[] measure(byte[] shared, byte[] part) {
    return ReplayPart.run(shared, part);
  }
}
