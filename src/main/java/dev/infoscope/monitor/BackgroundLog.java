// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to another log on a thread of its own, so that whoever has something to tell neither waits
 * for that log nor fails with it: it may throw, hang, or be full, and so may the methods of the
 * failures reported to it. What does not fit into a short queue is left out; it was counted.
 */
final class BackgroundLog implements Log {
  private static final int MOST_WAITING = 64;
  private static final long IDLE_SECONDS = 5;

  private final Log to;
  private final Runnable failed;
  private final ThreadPoolExecutor writer;

  /**
   * A log before another.
   *
   * @param to where messages go
   * @param failed called when that log throws
   */
  BackgroundLog(Log to, Runnable failed) {
    this.to = to;
    this.failed = failed;
    this.writer =
        new ThreadPoolExecutor(
            0,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> Threads.daemon("infoscope-log", work),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public void info(String message) {
    write(log -> log.info(message));
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    write(
        log ->
            log.warn(
                FailureCopy.message(message, cause),
                isToldInALine(cause) ? null : FailureCopy.of(cause)));
  }

  @Override
  public void debug(String message, @Nullable Throwable cause) {
    write(log -> log.debug(FailureCopy.message(message, cause), null));
  }

  /** A file or a connection that cannot be used is the machine's trouble; no stack tells more. */
  private static boolean isToldInALine(@Nullable Throwable cause) {
    return cause instanceof IOException || cause instanceof UncheckedIOException;
  }

  private void write(Consumer<Log> message) {
    try {
      writer.execute(() -> tell(message));
    } catch (Throwable noThread) {
      failed.run(); // too little memory even for a thread
    }
  }

  private void tell(Consumer<Log> message) {
    try {
      message.accept(to);
    } catch (Throwable broken) {
      failed.run();
    }
  }

  /** Waits until all messages so far are written, or the time is up. */
  void await(Deadline deadline) throws InterruptedException {
    AtomicReference<@Nullable Void> nothing = new AtomicReference<>();
    FutureTask<@Nullable Void> last = new FutureTask<>(nothing::get);
    writer.execute(last);
    try {
      last.get(deadline.leftMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      last.cancel(false); // the log hangs; it has had its time
    }
  }
}
