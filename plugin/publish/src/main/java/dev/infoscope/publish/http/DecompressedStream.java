// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A compressed body for a client that wants it plain: unpacked bit by bit, never as a whole. */
final class DecompressedStream implements ResponseStream {
  private static final int STEP = 16_384;

  private final GZIPInputStream in;
  private ByteBuffer step = ByteBuffer.allocate(0);

  DecompressedStream(byte[] gzip) throws IOException {
    this.in = new GZIPInputStream(new ByteArrayInputStream(gzip));
  }

  @Override
  public @Nullable ByteBuffer rest() throws BrokenStreamException {
    if (!step.hasRemaining()) {
      byte[] next = next();
      if (next.length == 0) {
        return null;
      }
      step = ByteBuffer.wrap(next);
    }
    return step.duplicate();
  }

  private byte[] next() throws BrokenStreamException {
    try {
      return in.readNBytes(STEP);
    } catch (IOException e) {
      throw new BrokenStreamException("what was packed here cannot be unpacked: " + e.getMessage());
    }
  }

  @Override
  public void taken(int bytes) {
    step.position(step.position() + bytes);
  }

  @Override
  public long held() {
    return STEP;
  }
}
