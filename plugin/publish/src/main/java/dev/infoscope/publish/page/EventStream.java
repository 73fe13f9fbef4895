// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.infoscope.publish.http.Query;
import dev.infoscope.publish.http.Response;
import dev.infoscope.publish.http.Route;
import dev.infoscope.publish.http.Watchdog;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Sends what happens to browsers, {@value #CLIENTS} at the most. */
final class EventStream implements Route, AutoCloseable {
  static final int CLIENTS = 40;
  private static final long FAREWELL_MILLIS = 1000;

  private final Runs runs;
  private final Watchdog watchdog;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          CLIENTS,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "infoscope-http-events");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
          });

  EventStream(Runs runs, Watchdog watchdog) {
    this.runs = runs;
    this.watchdog = watchdog;
  }

  @Override
  public boolean answer(HttpExchange exchange) throws IOException {
    Channel channel = runs.of(exchange);
    if (channel == null) {
      return Runs.unknown(exchange);
    }
    if (threads.getActiveCount() >= CLIENTS) {
      return full(exchange);
    }
    Headers headers = exchange.getResponseHeaders();
    Response.guard(headers);
    headers.set("Content-Type", "text/event-stream; charset=utf-8");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
      return true;
    }
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    String after = Objects.requireNonNullElse(last, Query.of(exchange).getOrDefault("after", ""));
    return stream(exchange, new Subscriber(exchange, channel, after, watchdog));
  }

  private boolean stream(HttpExchange exchange, Subscriber subscriber) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try {
      threads.execute(subscriber);
      return false;
    } catch (RejectedExecutionException e) {
      return true; // the last place was taken a moment ago; the browser tries again
    }
  }

  private static boolean full(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "5");
    return Response.plain(503, "all %d places are taken\n".formatted(CLIENTS)).send(exchange);
  }

  /** Says good-bye, waits a moment for it to arrive, and ends all streams. */
  @Override
  public void close() {
    runs.all().forEach(Channel::end);
    threads.shutdown();
    try {
      if (threads.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
