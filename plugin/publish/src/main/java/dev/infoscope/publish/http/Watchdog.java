// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts threads that take too long. A thread that waits for a client's socket then gets an
 * exception and the connection is closed; no property of the whole process is needed for it.
 */
public final class Watchdog implements AutoCloseable {
  private static final long LOOK_MILLIS = 250;

  private final Map<Thread, Long> deadlines = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looks;

  /** Begins to look. */
  public Watchdog() {
    looks = Executors.newSingleThreadScheduledExecutor(Workers.daemons("infoscope-http-watch"));
    looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * The calling thread begins something.
   *
   * @param millis how long it may take
   */
  public void begin(long millis) {
    deadlines.put(Thread.currentThread(), System.nanoTime() + millis * 1_000_000);
  }

  /** The calling thread is done; no interrupt for it comes after this. */
  public void end() {
    deadlines.remove(Thread.currentThread());
  }

  private void look() {
    for (Thread thread : deadlines.keySet()) {
      deadlines.computeIfPresent(thread, Watchdog::interruptIfLate);
    }
  }

  /**
   * Atomic with {@link #end}, as the map runs it under the entry's lock; null forgets the thread.
   */
  @SuppressWarnings("NullAway")
  private static Long interruptIfLate(Thread thread, Long deadline) {
    if (System.nanoTime() - deadline < 0) {
      return deadline;
    }
    thread.interrupt();
    return null;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
