// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Why the page of an example that is over need not stay up any longer. */
enum PageStay {
  /** Somebody pressed Enter. */
  ENTER,
  /** The input has ended, so nobody ever will. */
  NO_INPUT,
  /** The time is up. */
  TIME;

  /**
   * Waits for Enter, the end of the input, or the end of the time, whichever comes first.
   *
   * @param in where Enter comes from; may block for ever, and is left to a daemon thread then
   * @param seconds how long to wait at the most
   * @return what came
   * @throws InterruptedException if the thread is interrupted
   */
  static PageStay await(InputStream in, int seconds) throws InterruptedException {
    FutureTask<PageStay> line = new FutureTask<>(() -> read(in));
    Thread reader = new Thread(line, "enter");
    reader.setDaemon(true);
    reader.start();
    try {
      return line.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return TIME;
    } catch (ExecutionException e) {
      return NO_INPUT; // it cannot be read, which is as good as its end
    }
  }

  private static PageStay read(InputStream in) throws IOException {
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return NO_INPUT;
      }
    }
    return ENTER;
  }
}
