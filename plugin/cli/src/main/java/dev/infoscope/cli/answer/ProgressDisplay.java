// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.answer;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells how far long work has come. Short work says nothing, and on a terminal nothing is left
 * behind.
 */
public final class ProgressDisplay {
  /** Tells nothing. */
  public static final ProgressDisplay NONE = none();

  private static final String CLEAR = "\r\u001B[K";

  private final PrintWriter err;
  private final String before;
  private final String after;
  private final long pauseNanos;
  private final long start = System.nanoTime();
  private long next;
  private boolean shown;

  private ProgressDisplay(PrintWriter err, String before, String after, Duration pause) {
    this.err = err;
    this.before = before;
    this.after = after;
    this.pauseNanos = pause.toNanos();
    this.next = Duration.ofSeconds(1).toNanos();
  }

  /**
   * Progress on standard error.
   *
   * @param err where to
   * @param always in lines even if it is no terminal
   * @return shown on a terminal, or when asked for
   */
  public static ProgressDisplay on(PrintWriter err, boolean always) {
    if (always) {
      return lines(err);
    }
    return System.console() == null ? none() : onTerminal(err);
  }

  static ProgressDisplay none() {
    return new ProgressDisplay(
        new PrintWriter(Writer.nullWriter()), "", "", Duration.ofSeconds(Integer.MAX_VALUE));
  }

  static ProgressDisplay lines(PrintWriter err) {
    return new ProgressDisplay(err, "", System.lineSeparator(), Duration.ofSeconds(2));
  }

  static ProgressDisplay onTerminal(PrintWriter err) {
    return new ProgressDisplay(err, CLEAR, "", Duration.ofMillis(200));
  }

  /**
   * Tells how many rows have been read, if it is time to.
   *
   * @param what what is being read
   * @param rows rows so far
   * @param of rows in all
   */
  public void rows(Object what, long rows, long of) {
    double percent = 100.0 * rows / of;
    tell(String.format(Locale.ROOT, "%s: %d of %d rows (%.0f %%)", what, rows, of, percent));
  }

  /**
   * Tells what is being done, if it is time to.
   *
   * @param what a few words
   */
  public void tell(String what) {
    long elapsed = System.nanoTime() - start;
    if (elapsed >= next) {
      next = elapsed + pauseNanos;
      err.print(before + String.format(Locale.ROOT, "%s", what) + after);
      err.flush();
      shown = true;
    }
  }

  /** Clears what was shown on a terminal. */
  public void end() {
    if (shown && after.isEmpty()) {
      err.print(before);
      err.flush();
    }
  }
}
