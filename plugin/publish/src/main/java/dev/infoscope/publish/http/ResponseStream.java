// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A body that is sent as its client takes it. All methods are called by the one thread that writes
 * to all clients, so none may wait; nothing of the body is held for a client that does not read.
 */
public interface ResponseStream {
  /**
   * The client is there.
   *
   * @param wake to be called, by any thread, when there is more to send
   */
  default void opened(Runnable wake) {}

  /**
   * What comes next: the rest of a piece that was begun, or else a new one.
   *
   * @return bytes, from position to limit; empty if there is nothing yet; null at the end
   * @throws BrokenStreamException if what was begun is there no more, so that the connection must
   *     be cut
   */
  @Nullable ByteBuffer rest() throws BrokenStreamException;

  /**
   * The client has taken some of it.
   *
   * @param bytes how many of those that {@link #rest} gave
   */
  void taken(int bytes);

  /**
   * How much memory is held for this client alone.
   *
   * @return bytes
   */
  default long held() {
    return 0;
  }

  /** The connection is closed, at the end or before. */
  default void closed() {}
}
