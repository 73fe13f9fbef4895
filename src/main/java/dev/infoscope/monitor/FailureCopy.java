// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import org.jspecify.annotations.Nullable;

/**
 * What a failure says of itself, copied once, so that a log can print it without calling its
 * methods: those may throw, or name another cause for ever.
 */
final class FailureCopy extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 8;
  private static final int LONGEST = 4096;

  private final String text;

  private FailureCopy(String text, @Nullable Throwable cause) {
    super(text, cause, false, true);
    this.text = text;
  }

  /** A copy with its causes; null of null. */
  static @Nullable Throwable of(@Nullable Throwable failure) {
    return copy(failure, DEEPEST);
  }

  private static @Nullable Throwable copy(@Nullable Throwable failure, int depth) {
    if (failure == null || depth == 0) {
      return null;
    }
    FailureCopy copy = new FailureCopy(text(failure), copy(cause(failure), depth - 1));
    copy.setStackTrace(
        asked(
            () -> {
              StackTraceElement[] trace = failure.getStackTrace();
              new Throwable().setStackTrace(trace); // refuses one with holes
              return trace;
            },
            new StackTraceElement[0]));
    return copy;
  }

  /** A message with what the failure is and says, in one line. */
  static String message(String message, @Nullable Throwable failure) {
    return failure == null ? message : message + ": " + text(failure);
  }

  /** What a failure is and says, in one line; of a refusal what it says. */
  static String words(Throwable failure) {
    return failure instanceof IllegalArgumentException ? said(failure) : text(failure);
  }

  private static String text(Throwable failure) {
    return failure.getClass().getName() + ": " + said(failure);
  }

  private static String said(Throwable failure) {
    String said = asked(() -> String.valueOf(failure.getMessage()), "(its message fails)");
    return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + " ...";
  }

  private static @Nullable Throwable cause(Throwable failure) {
    try {
      return failure.getCause();
    } catch (Throwable broken) {
      return null; // as if it had none
    }
  }

  private static <T> T asked(Question<T> question, T otherwise) {
    try {
      return question.ask();
    } catch (Throwable broken) {
      return otherwise; // a failure that fails to say what failed
    }
  }

  /** Something a failure is asked. */
  private interface Question<T> {
    T ask();
  }

  @Override
  public String toString() {
    return text;
  }
}
