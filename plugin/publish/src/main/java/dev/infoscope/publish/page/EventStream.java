// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.http.Request;
import dev.infoscope.publish.http.Response;
import dev.infoscope.publish.http.Route;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Sends what happens to browsers, {@value #CLIENTS} at the most. When all places are taken, one
 * that does not read gives way.
 */
final class EventStream implements Route, Subscriber.Places, AutoCloseable {
  static final int CLIENTS = 40;

  private static final String TYPE = "text/event-stream; charset=utf-8";
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
  private static final long FAREWELL_MILLIS = 1000;

  private final Runs runs;
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();

  EventStream(Runs runs) {
    this.runs = runs;
  }

  @Override
  public Response answer(Request request) {
    Channel channel = runs.of(request);
    if (channel == null) {
      return Runs.unknown();
    }
    if (!hasPlace()) {
      return Response.plain(503, "all " + CLIENTS + " places are taken\n").with("Retry-After", "5");
    }
    String last = request.header("last-event-id");
    String after = Objects.requireNonNullElse(last, request.parameter("after"));
    return Response.stream(TYPE, new Subscriber(channel, after, this));
  }

  private synchronized boolean hasPlace() {
    if (subscribers.size() < CLIENTS) {
      return true;
    }
    long now = System.nanoTime();
    Subscriber slowest =
        subscribers.stream().max(Comparator.comparingLong(each -> each.behind(now))).orElseThrow();
    if (slowest.behind(now) < PATIENCE) {
      return false;
    }
    subscribers.remove(slowest);
    slowest.drop();
    return true;
  }

  @Override
  public synchronized boolean take(Subscriber subscriber) {
    return subscribers.size() < CLIENTS && subscribers.add(subscriber);
  }

  @Override
  public synchronized void leave(Subscriber subscriber) {
    subscribers.remove(subscriber);
    notifyAll();
  }

  /** How many listen. */
  synchronized int size() {
    return subscribers.size();
  }

  /** Says good-bye, and waits a moment for it to arrive. */
  @Override
  public void close() {
    runs.all().forEach(Channel::end);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
    try {
      awaitNobody(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitNobody(long end) throws InterruptedException {
    for (long left = 1; !subscribers.isEmpty() && left > 0; ) {
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      wait(Math.max(1, left));
    }
  }
}
