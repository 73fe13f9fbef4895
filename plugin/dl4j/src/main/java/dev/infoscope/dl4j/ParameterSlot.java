// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.network.Moment;
import java.time.Instant;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The mailbox between training and analysis: holds the parameters of one moment; the newest wins.
 *
 * <p>Copying in and out each take about a tenth of a millisecond, so one slot serves: as soon as
 * the shadow has the parameters it is free again.
 */
final class ParameterSlot {
  /**
   * What the analysis is handed.
   *
   * @param ticket number of the sample
   * @param moment when it was taken
   * @param lap the time since the last sample that was examined
   */
  record Sample(long ticket, Moment moment, Stopwatch.Lap lap) {}

  private @Nullable INDArray parameters;
  private @Nullable Sample waiting;
  private long tickets;
  private long done;
  private long wanted; // the last ticket that somebody waits or waited for
  private boolean closed;

  /**
   * Puts a copy in. Returns the ticket, or its negative if an unread sample was overwritten; 0 once
   * closed.
   */
  @SuppressWarnings("try") // the scope is used by being open
  synchronized long put(Model model, int epoch, int iteration, Stopwatch.Lap lap) {
    if (closed) {
      return 0;
    }
    @Nullable Sample overwritten = waiting;
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      if (parameters == null) {
        parameters = model.params().dup();
      } else {
        parameters.assign(model.params());
      }
    }
    tickets++;
    waiting =
        new Sample(
            tickets,
            new Moment(epoch, iteration, Instant.now(), model.score()),
            overwritten == null ? lap : overwritten.lap().and(lap));
    notifyAll();
    return overwritten == null ? tickets : -tickets;
  }

  /** Waits for a sample and moves it into the shadow; null once closed and empty. */
  synchronized @Nullable Sample take(INDArray into) throws InterruptedException {
    while (waiting == null && !closed) {
      wait();
    }
    Sample sample = waiting;
    if (sample != null) {
      into.assign(parameters);
      waiting = null;
    }
    return sample;
  }

  /** Pauses between analyses; not where somebody waits for one, nor once closed. */
  synchronized void rest(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    long left = nanos / 1_000_000;
    while (left > 0 && wanted <= done && !closed) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  /** Lets those go on who waited for this ticket or an earlier one. */
  synchronized void finished(long ticket) {
    done = Math.max(done, ticket);
    notifyAll();
  }

  synchronized void awaitFinished(long ticket, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    wanted = Math.max(wanted, ticket);
    notifyAll(); // the analysis may be resting
    long left = millis;
    while (done < ticket && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  synchronized long lastTicket() {
    return tickets;
  }

  /** Nothing more will be put in. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Nothing more will be taken out: nobody waits any longer, now or later. Cannot fail. */
  synchronized void end() {
    closed = true;
    done = Long.MAX_VALUE;
    notifyAll();
  }

  /** Forgets what nobody has taken out; whether there was something. */
  synchronized boolean drop() {
    boolean dropped = waiting != null;
    waiting = null;
    return dropped;
  }

  synchronized void release() {
    waiting = null;
    done = Long.MAX_VALUE;
    if (parameters != null) {
      parameters.close();
      parameters = null;
    }
    notifyAll();
  }
}
