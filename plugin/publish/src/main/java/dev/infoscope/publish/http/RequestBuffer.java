// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that a client has sent and that are not yet answered; at most the size of a head. */
final class RequestBuffer {
  /** Bytes of a head. */
  static final int MOST = 16_384;

  private static final int FIRST = 1024;

  private byte[] bytes = new byte[FIRST];
  private int filled;
  private int searched;

  /** Reads what is there; -1 at the end. */
  int read(SocketChannel channel) throws IOException {
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(MOST, 2 * filled));
    }
    int read = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled));
    filled += Math.max(0, read);
    return read;
  }

  boolean isEmpty() {
    return filled == 0;
  }

  boolean isFull() {
    return filled == MOST;
  }

  /** Takes a head out, without the empty line behind it; null if it is not all there. */
  byte @Nullable [] takeHead() {
    skipLineEnds();
    for (; searched + 4 <= filled; searched++) {
      if (isLineEnd(searched) && isLineEnd(searched + 2)) {
        byte[] head = Arrays.copyOf(bytes, searched);
        drop(searched + 4);
        return head;
      }
    }
    return null;
  }

  /** Lines without anything before a request are allowed (RFC 9112, 2.2). */
  private void skipLineEnds() {
    int empty = 0;
    while (searched == 0 && empty + 2 <= filled && isLineEnd(empty)) {
      empty += 2;
    }
    drop(empty);
  }

  private boolean isLineEnd(int at) {
    return bytes[at] == '\r' && bytes[at + 1] == '\n';
  }

  private void drop(int count) {
    if (count > 0) {
      byte[] rest = Arrays.copyOfRange(bytes, count, filled);
      filled = rest.length;
      bytes = Arrays.copyOf(rest, Math.max(FIRST, filled));
      searched = 0;
    }
  }
}
