// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Long text that many clients ask for: compressed once, kept and sent so. Immutable. */
public final class CompressedText {
  private final byte[] gzip;
  private final int length;

  /** Writes a text, in UTF-8. */
  @FunctionalInterface
  public interface Text {
    /**
     * Writes all of it.
     *
     * @param out where to; not to be closed
     * @throws IOException as it comes from {@code out}
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private CompressedText(byte[] gzip, int length) {
    this.gzip = gzip;
    this.length = length;
  }

  /**
   * Compresses a text while it is written, so that it is never in memory as a whole.
   *
   * @param text any
   * @return the same, smaller
   */
  public static CompressedText of(Text text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      Counting counting = new Counting(gzip);
      text.writeTo(counting);
      gzip.finish();
      return new CompressedText(bytes.toByteArray(), counting.count);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
  }

  private static final class Counting extends OutputStream {
    private final OutputStream out;
    private int count;

    Counting(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      out.write(b, offset, length);
      count += length;
    }
  }

  static byte[] compressed(byte[] body) {
    return of(out -> out.write(body, 0, body.length)).gzip;
  }

  /**
   * What it takes in memory.
   *
   * @return bytes
   */
  public int size() {
    return gzip.length;
  }

  /**
   * How long the text is.
   *
   * @return bytes of UTF-8
   */
  public int length() {
    return length;
  }

  /**
   * The text as it was.
   *
   * @return unpacked anew each time
   */
  public String text() {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
  }

  /**
   * An answer with status 200, as it is kept if the client accepts that.
   *
   * @param request who asks
   * @param type value of Content-Type
   * @return the answer
   */
  public Response answer(Request request, String type) {
    if (request.accepts("accept-encoding", "gzip")) {
      return Response.of(200, type, gzip).with("Content-Encoding", "gzip");
    }
    try {
      return Response.stream(type, new DecompressedStream(gzip));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
  }
}
