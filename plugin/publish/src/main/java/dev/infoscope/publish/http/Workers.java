// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A few daemon threads and a short queue; what comes beyond that is refused. */
final class Workers extends ThreadPoolExecutor {
  private static final int THREADS = 4;
  static final int QUEUE = 64;

  private final Watchdog watchdog;
  private final long limitMillis;

  Workers(Watchdog watchdog, long limitMillis) {
    super(
        THREADS,
        THREADS,
        10,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(QUEUE),
        daemons("infoscope-http"));
    allowCoreThreadTimeOut(true);
    this.watchdog = watchdog;
    this.limitMillis = limitMillis;
  }

  static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      return thread;
    };
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    watchdog.begin(limitMillis);
  }

  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable failure) {
    watchdog.end();
    Thread.interrupted(); // the interrupt was meant for the task that has ended
  }
}
