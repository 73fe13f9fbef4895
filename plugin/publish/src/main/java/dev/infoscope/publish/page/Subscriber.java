// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.http.BrokenStreamException;
import dev.infoscope.publish.http.ResponseStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One browser. It reads from its channel what it is sent, message by message, and holds nothing but
 * its place there. When a message that it has begun with is no longer kept, the connection ends;
 * the browser comes back and gets what there is.
 */
final class Subscriber implements ResponseStream {
  private static final long PING = TimeUnit.SECONDS.toNanos(15);
  private static final byte[] PING_BYTES = ": ping\n\n".getBytes(StandardCharsets.UTF_8);

  private final Channel channel;
  private final Channel.Reader reader;
  private final Places places;
  private Runnable wake = () -> {};
  private @Nullable Message message;
  private ByteBuffer current = ByteBuffer.allocate(0);
  private volatile long since = System.nanoTime(); // when it last took something
  private volatile boolean behind;
  private volatile boolean dropped;

  /** The places of a page. */
  interface Places {
    /** Whether there was one. */
    boolean take(Subscriber subscriber);

    void leave(Subscriber subscriber);
  }

  Subscriber(Channel channel, String lastEventId, Places places) {
    this.channel = channel;
    this.reader = channel.readerAfter(lastEventId);
    this.places = places;
  }

  @Override
  public void opened(Runnable again) {
    wake = again;
    dropped = !places.take(this);
    channel.join(wake);
  }

  @Override
  public void closed() {
    channel.leave(wake);
    places.leave(this);
  }

  /** Gives its place to another one. */
  void drop() {
    dropped = true;
    wake.run();
  }

  /** For how long there has been something for it that it does not take, in nanoseconds. */
  long behind(long now) {
    return behind ? now - since : 0;
  }

  @Override
  public @Nullable ByteBuffer rest() throws BrokenStreamException {
    if (dropped) {
      throw new BrokenStreamException("another reader has its place");
    }
    if (message != null && current.hasRemaining() && !channel.keeps(message, reader)) {
      if (current.position() > 0) {
        throw new BrokenStreamException("too far behind: what it was being sent is no longer kept");
      }
      current = ByteBuffer.allocate(0);
    }
    return current.hasRemaining() ? current.duplicate() : next();
  }

  private @Nullable ByteBuffer next() {
    message = channel.next(reader);
    if (message != null) {
      current = ByteBuffer.wrap(message.bytes());
    } else if (reader.isAtEnd()) {
      return null;
    } else if (System.nanoTime() - since > PING) {
      current = ByteBuffer.wrap(PING_BYTES);
    }
    if (current.hasRemaining() && !behind) {
      since = System.nanoTime();
    }
    behind = current.hasRemaining();
    return current.duplicate();
  }

  @Override
  public void taken(int bytes) {
    current.position(current.position() + bytes);
    if (bytes > 0) {
      since = System.nanoTime();
    }
  }
}
