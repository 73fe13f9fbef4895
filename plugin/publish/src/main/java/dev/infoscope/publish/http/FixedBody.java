// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A response body that is completely in memory. */
final class FixedBody implements ResponseStream {
  private final ByteBuffer left;
  private final int length;
  private final Runnable sent;

  /** Says when the last byte has been taken. */
  FixedBody(byte[] body, Runnable sent) {
    this.left = ByteBuffer.wrap(body);
    this.length = body.length;
    this.sent = sent;
  }

  @Override
  public @Nullable ByteBuffer rest() {
    if (left.hasRemaining()) {
      return left.duplicate();
    }
    sent.run();
    return null;
  }

  @Override
  public void taken(int bytes) {
    left.position(left.position() + bytes);
  }

  @Override
  public long held() {
    return length;
  }
}
