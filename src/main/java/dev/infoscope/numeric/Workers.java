// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Splits independent tasks over threads. Each task writes only what is its own, so the number of
 * threads changes nothing but the time.
 */
public final class Workers {
  private Workers() {}

  /**
   * Runs tasks 0 to {@code tasks - 1}, each once, and waits for all of them. When the calling
   * thread is interrupted no further task begins, and those that run are interrupted too.
   *
   * @param threads how many, at least 1; the calling thread alone for 1
   * @param tasks how many, at least 0
   * @param worker makes what one thread works with
   * @throws CancellationException if the calling thread was interrupted; its flag stays set
   */
  public static void run(int threads, int tasks, Supplier<IntConsumer> worker) {
    AtomicInteger next = new AtomicInteger();
    Runnable loop = () -> work(next, tasks, worker.get());
    if (threads == 1) {
      loop.run();
    } else {
      runWith(Math.min(threads, Math.max(2, tasks)) - 1, loop); // the calling thread works too
    }
  }

  /** Takes one task after the other until none is left. */
  private static void work(AtomicInteger next, int tasks, IntConsumer worker) {
    for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
      Cancellation.check();
      worker.accept(task);
    }
  }

  private static void runWith(int others, Runnable loop) {
    ExecutorService pool = Executors.newFixedThreadPool(others);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < others; i++) {
        running.add(pool.submit(loop));
      }
      loop.run();
      for (Future<?> one : running) {
        await(one);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void await(Future<?> running) {
    try {
      running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Cancellation.check();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
