// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs parts of the instrument so that none of them can stop a training run. Each failure is
 * counted; the first of each kind is logged, with its stack unless it is of a file or a connection,
 * later ones in a line at debug level.
 *
 * <p>Errors of the virtual machine stop here too: running out of memory while a copy of the network
 * is made is the instrument's trouble, and must not end a training that has enough for itself.
 * Telling of a failure cannot fail either, whatever the failure or the log does.
 */
public final class Guard {
  /** Something that may go wrong. */
  public interface Work {
    /**
     * Does it.
     *
     * @throws Exception if it goes wrong
     */
    void run() throws Exception;
  }

  private final EventCounters counters;
  private final Log log;
  private final Set<String> logged = new HashSet<>();

  /**
   * A guard.
   *
   * @param counters where failures are counted
   * @param log one that neither waits nor throws
   */
  Guard(EventCounters counters, Log log) {
    this.counters = counters;
    this.log = log;
  }

  /**
   * Does something that may go wrong.
   *
   * @param part what fails if it does
   * @param work what to do
   * @return whether it went well
   */
  public boolean run(String part, Work work) {
    try {
      work.run();
      return true;
    } catch (Throwable failure) {
      report(part, failure);
      return false;
    }
  }

  /**
   * Counts a failure and logs it.
   *
   * @param part what failed
   * @param failure how
   */
  public void report(String part, Throwable failure) {
    try {
      counters.failed(part);
      if (isFirst(part + failure.getClass().getName())) {
        log.warn("Infoscope: " + part + " failed, training goes on", failure);
      } else {
        log.debug("Infoscope: " + part + " failed again", failure);
      }
    } catch (Throwable nothingLeft) {
      counters.failedSilently(); // no memory to name it
    }
  }

  /**
   * Counts a failure that is fully told by its message.
   *
   * @param part what failed
   * @param why in one line
   */
  public void report(String part, String why) {
    counters.failed(part);
    log.warn("Infoscope: no " + part + ": " + why + "; training goes on", null);
  }

  /**
   * Does something that may be refused: the message of an {@link IllegalArgumentException} says all
   * and is logged in one line.
   *
   * @param part what fails if it does
   * @param work what to do
   * @return why it did not go well; null if it did
   */
  public @Nullable Throwable tryOut(String part, Work work) {
    try {
      work.run();
      return null;
    } catch (IllegalArgumentException refusal) {
      refused(part, refusal);
      return refusal;
    } catch (Throwable failure) {
      report(part, failure);
      return failure;
    }
  }

  private void refused(String part, IllegalArgumentException refusal) {
    try {
      counters.failed(part);
      String why = FailureCopy.words(refusal);
      log.warn("Infoscope: " + part + " refused, training goes on: " + why, null);
    } catch (Throwable nothingLeft) {
      counters.failedSilently();
    }
  }

  private boolean isFirst(String kind) {
    synchronized (logged) {
      return logged.add(kind);
    }
  }
}
