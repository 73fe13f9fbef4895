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
 * <p>Errors of the virtual machine itself pass, as they are the host's to handle.
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
    } catch (VirtualMachineError fatal) {
      tally.failed(part);
      throw fatal;
    } catch (Throwable failure) {
      report(part, failure);
      return false;
    }
  }

  void report(String part, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
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
