// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection. It reads a head under a deadline, waits for the answer, sends it as the
 * client takes it, and begins again. Only the thread of its {@link SelectorLoop} uses it.
 */
final class Connection {
  private enum State {
    READING,
    WORKING,
    SENDING,
    ENDING,
    CLOSED
  }

  private static final long IDLE = TimeUnit.SECONDS.toNanos(30);
  private static final long HEAD = TimeUnit.SECONDS.toNanos(5);
  private static final long STUCK = TimeUnit.SECONDS.toNanos(10);
  private static final long ANSWER = TimeUnit.SECONDS.toNanos(60);
  private static final long FAREWELL = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_IGNORED = 262_144;
  private static final int PIECE = 65_536; // what a channel copies to write it
  private static final int TURN = 16 * PIECE; // then others get a turn

  private final SelectorLoop loop;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final RequestBuffer buffer = new RequestBuffer();
  private final AtomicBoolean woken = new AtomicBoolean();
  private State state = State.READING;
  private long since = System.nanoTime(); // when it last came on
  private long limit = IDLE; // how long after that it is ended
  private long lastTime = Long.MAX_VALUE; // when it is ended in any case, from birth
  private final long birth = since;
  private boolean begun;
  private int ignored;
  private boolean keepsAlive;
  private ByteBuffer head = ByteBuffer.allocate(0);
  private @Nullable ResponseStream body;

  Connection(SelectorLoop loop, SocketChannel channel, SelectionKey key) {
    this.loop = loop;
    this.channel = channel;
    this.key = key;
  }

  /** The channel can be read or written. */
  void ready() throws IOException {
    if (key.isReadable()) {
      read();
    }
    if (state == State.SENDING && key.isValid() && key.isWritable()) {
      send();
    }
  }

  private void read() throws IOException {
    if (state == State.READING) {
      int read = buffer.read(channel);
      if (read < 0) {
        close();
      } else {
        advance();
      }
    } else if (!ignore()) {
      close();
    }
  }

  /** Whatever comes while nothing is wanted is thrown away, but not for ever. */
  private boolean ignore() throws IOException {
    ByteBuffer nowhere = ByteBuffer.allocate(4096);
    int read = channel.read(nowhere);
    ignored += Math.max(0, read);
    return read >= 0 && ignored < MOST_IGNORED;
  }

  private void advance() {
    byte[] whole = buffer.takeHead();
    if (whole != null) {
      begin(State.WORKING, Long.MAX_VALUE, 0);
      begun = false;
      loop.take(this, whole);
    } else if (buffer.isFull()) {
      answer(Response.plain(431, "a request's head must be <= 16384 bytes\n"), null);
    } else if (!begun && !buffer.isEmpty()) {
      begun = true;
      begin(State.READING, HEAD, SelectionKey.OP_READ);
    }
  }

  private void begin(State next, long nanos, int interest) {
    state = next;
    since = System.nanoTime();
    limit = nanos;
    key.interestOps(interest);
  }

  /** Sends an answer; behind one to no request the connection is closed. */
  void answer(Response response, @Nullable Request request) {
    if (state == State.CLOSED) {
      return;
    }
    keepsAlive = request != null && request.keepsAlive() && response.hasEnd();
    head = ByteBuffer.wrap(response.head(keepsAlive));
    begin(State.SENDING, STUCK, SelectionKey.OP_WRITE);
    lastTime = response.hasEnd() ? since - birth + ANSWER : Long.MAX_VALUE;
    if (request == null || !request.isHead()) {
      body = response.body();
      body.opened(this::wake);
    }
    loop.soon(this, this::send);
  }

  /** From any thread: there may be more to send. */
  private void wake() {
    if (woken.compareAndSet(false, true)) {
      loop.soon(
          this,
          () -> {
            woken.set(false);
            send();
          });
    }
  }

  private void send() throws IOException {
    for (int sent = 0; state == State.SENDING; ) {
      ByteBuffer next = head.hasRemaining() || body == null ? head : body.rest();
      if (next == null || body == null && !next.hasRemaining()) {
        finish();
      } else if (!next.hasRemaining()) {
        begin(State.SENDING, Long.MAX_VALUE, SelectionKey.OP_READ); // to hear when it goes
        return;
      } else if (sent >= TURN || !write(next)) {
        key.interestOps(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
        return;
      } else {
        sent += PIECE;
      }
    }
  }

  /** Whether the client took something. */
  @SuppressWarnings("ReferenceEquality") // buffers of equal content are not the same
  private boolean write(ByteBuffer next) throws IOException {
    boolean first = next == head;
    ByteBuffer piece = next.duplicate();
    piece.limit(Math.min(piece.limit(), piece.position() + PIECE));
    int taken = channel.write(piece);
    if (limit == Long.MAX_VALUE || taken > 0) {
      since = System.nanoTime();
      limit = STUCK;
    }
    if (first) {
      head.position(head.position() + taken);
    } else if (body != null) {
      body.taken(taken);
    }
    return taken > 0;
  }

  private void finish() throws IOException {
    forget();
    lastTime = Long.MAX_VALUE;
    if (keepsAlive) {
      begin(State.READING, IDLE, SelectionKey.OP_READ);
      advance(); // the next request may be here already
    } else {
      channel.shutdownOutput(); // the last word arrives even if something unread is on its way
      begin(State.ENDING, FAREWELL, SelectionKey.OP_READ);
    }
  }

  private void forget() {
    ResponseStream ended = body;
    body = null;
    if (ended != null) {
      ended.closed();
    }
  }

  /** From time to time: ends what takes too long, and asks a stream that rests. */
  void checkTimeout(long now) throws IOException {
    if (now - since > limit || now - birth > lastTime) {
      close();
    } else if (state == State.SENDING && limit == Long.MAX_VALUE) {
      send();
    }
  }

  /** How long nothing has come on, of what others may be served in place of; 0 of the rest. */
  long waiting(long now) {
    boolean reading = state == State.READING;
    boolean stuck = state == State.SENDING && limit != Long.MAX_VALUE || state == State.ENDING;
    return reading || stuck ? now - since : 0;
  }

  /** Bytes that are kept for this client alone. */
  long held() {
    return body == null ? 0 : body.held();
  }

  void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      loop.forget(this);
      key.cancel();
      forget();
      try {
        channel.close();
      } catch (IOException e) {
        // Nothing is left that could be done with it.
      }
    }
  }
}
