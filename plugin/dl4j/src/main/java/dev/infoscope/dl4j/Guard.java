// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs parts of the instrument so that none of them can stop a training run. Each failure is
 * counted; the first of each kind is logged with its stack, later ones at debug level.
 *
 * <p>Errors of the virtual machine stop here too: running out of memory while a copy of the network
 * is made is the instrument's trouble, and must not end a training that has enough for itself.
 */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger("dev.infoscope");

  /** Something that may go wrong. */
  interface Work {
    void run() throws Exception;
  }

  private final Tally tally;
  private final Set<String> logged = new HashSet<>();

  Guard(Tally tally) {
    this.tally = tally;
  }

  /** Whether it went well. */
  boolean run(String part, Work work) {
    try {
      work.run();
      return true;
    } catch (Throwable failure) {
      report(part, failure);
      return false;
    }
  }

  void report(String part, Throwable failure) {
    tally.failed(part);
    boolean first;
    synchronized (logged) {
      first = logged.add(part + failure.getClass().getName());
    }
    if (first) {
      LOG.warn("Infoscope: {} failed, training goes on: {}", part, failure.getMessage(), failure);
    } else {
      LOG.debug("Infoscope: {} failed again", part, failure);
    }
  }
}
