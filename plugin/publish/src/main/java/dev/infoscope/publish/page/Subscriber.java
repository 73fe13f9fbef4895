// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.sun.net.httpserver.HttpExchange;
import dev.infoscope.publish.http.Watchdog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One browser. Its own thread writes; whoever publishes only puts into a bounded queue. When that
 * is full, or a write takes too long, the thread is interrupted, which closes the connection; the
 * browser comes back and gets what it has missed.
 */
final class Subscriber implements Channel.Listener, Runnable {
  private static final int QUEUE = 256;
  private static final long WRITE_MILLIS = 10_000;
  private static final long PING_MILLIS = 15_000;
  private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.UTF_8);

  private final HttpExchange exchange;
  private final Channel channel;
  private final String lastEventId;
  private final Watchdog watchdog;
  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread[] writer = new Thread[1];

  Subscriber(HttpExchange exchange, Channel channel, String lastEventId, Watchdog watchdog) {
    this.exchange = exchange;
    this.channel = channel;
    this.lastEventId = lastEventId;
    this.watchdog = watchdog;
  }

  @Override
  public boolean offer(Message message) {
    if (queue.offer(message)) {
      return true;
    }
    synchronized (writer) {
      if (writer[0] != null) {
        writer[0].interrupt();
      }
    }
    return false;
  }

  @Override
  public void run() {
    synchronized (writer) {
      writer[0] = Thread.currentThread();
    }
    try (exchange;
        OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
      boolean more = write(out, channel.join(this, lastEventId));
      while (more && !Thread.currentThread().isInterrupted()) {
        more = pass(out);
      }
    } catch (IOException gone) {
      // The browser has gone, or was too slow; it may come back.
    } finally {
      channel.leave(this);
      synchronized (writer) {
        writer[0] = null; // no interrupt comes after this
      }
      Thread.interrupted();
    }
  }

  private boolean pass(OutputStream out) throws IOException {
    Message next = next();
    List<Message> more = new ArrayList<>();
    if (next != null) {
      more.add(next);
      queue.drainTo(more);
    }
    return write(out, more);
  }

  private @Nullable Message next() {
    try {
      return queue.poll(PING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // so that nothing written from here on can block
      return null;
    }
  }

  /** Whether more may come: behind the last message the stream is closed in order, not cut. */
  private boolean write(OutputStream out, List<Message> messages) throws IOException {
    boolean more = true;
    watchdog.begin(WRITE_MILLIS);
    try {
      for (Message message : messages) {
        out.write(message.bytes());
        more = more && !message.event().equals(Channel.END);
        watchdog.begin(WRITE_MILLIS);
      }
      if (messages.isEmpty()) {
        out.write(PING);
      }
      out.flush();
    } finally {
      watchdog.end();
    }
    return more;
  }
}
