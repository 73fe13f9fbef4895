// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few daemon threads that compute responses. Each connection waits for one at the most. Scrapes
 * have a thread of their own, so that nothing else that is asked for keeps them out.
 */
final class RequestWorkers implements AutoCloseable {
  private static final String SCRAPE = "/metrics";

  private final ThreadPoolExecutor all = lane("infoscope-http", 4);
  private final ThreadPoolExecutor scrapes = lane("infoscope-http-scrape", 1);
  private final Map<String, ThreadPoolExecutor> own = Map.of(SCRAPE, scrapes);

  private static ThreadPoolExecutor lane(String name, int threads) {
    ThreadPoolExecutor lane =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(SelectorLoop.CONNECTIONS),
            daemons(name));
    lane.allowCoreThreadTimeOut(true);
    return lane;
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

  /** Where requests for a path are answered. */
  Executor of(String path) {
    return own.getOrDefault(path, all);
  }

  @Override
  public void close() {
    all.shutdownNow();
    scrapes.shutdownNow();
  }
}
