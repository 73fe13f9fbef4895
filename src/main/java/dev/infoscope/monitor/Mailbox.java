// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.network.Moment;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox between training and analysis: holds one sample of the network; the newest wins.
 *
 * <p>What a sample is made of is the host's affair: it is copied in, copied out and freed by work
 * that is handed over and done under the lock of the mailbox. Copying takes about a tenth of a
 * millisecond each way, so room for one sample serves: as soon as it is copied out there is room
 * again. Thread-safe.
 */
final class Mailbox {
  /**
   * What the analysis is handed.
   *
   * @param ticket number of the sample
   * @param moment when it was taken
   * @param lap the time since the last sample that was examined
   */
  record Sample(long ticket, Moment moment, Stopwatch.Lap lap) {}

  private final Runnable free;
  private @Nullable Sample waiting;
  private long tickets;
  private long done;
  private long wanted; // the last ticket that somebody waits or waited for
  private boolean closed;

  /**
   * An empty mailbox.
   *
   * @param free frees what was copied in, at the end
   */
  Mailbox(Runnable free) {
    this.free = free;
  }

  /**
   * Puts a sample in, unless it is closed.
   *
   * @param copy copies it, over the one before, and says of which moment it is
   * @param lap the time since the last sample
   */
  synchronized Offer put(Supplier<Moment> copy, Stopwatch.Lap lap) {
    if (closed) {
      return Offer.NONE;
    }
    @Nullable Sample overwritten = waiting;
    Moment moment = copy.get();
    tickets++;
    waiting = new Sample(tickets, moment, overwritten == null ? lap : overwritten.lap().and(lap));
    notifyAll();
    return new Offer(tickets, overwritten != null);
  }

  /**
   * Waits for a sample; null once closed and empty.
   *
   * @param receive copies it out
   */
  synchronized @Nullable Sample take(Runnable receive) throws InterruptedException {
    while (waiting == null && !closed) {
      wait();
    }
    Sample sample = waiting;
    if (sample != null) {
      receive.run();
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
    free.run();
    notifyAll();
  }
}
