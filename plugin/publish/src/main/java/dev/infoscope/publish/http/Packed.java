// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Long text that many clients ask for: compressed once, kept and sent so. Immutable. */
public final class Packed {
  private final byte[] gzip;
  private final int length;

  private Packed(byte[] gzip, int length) {
    this.gzip = gzip;
    this.length = length;
  }

  /**
   * Compresses a text.
   *
   * @param text any
   * @return the same, smaller
   */
  public static Packed of(String text) {
    return new Packed(compressed(text.getBytes(StandardCharsets.UTF_8)), text.length());
  }

  static byte[] compressed(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + body.length / 3);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
    return bytes.toByteArray();
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
   * @return characters
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
   * Sends it with status 200, as it is kept if the client accepts that.
   *
   * @param exchange whose request is GET or HEAD
   * @param type value of Content-Type
   * @return true, as a {@link Route} does
   * @throws IOException if the client has gone
   */
  public boolean send(HttpExchange exchange, String type) throws IOException {
    if (!Response.accepts(exchange, "Accept-Encoding", "gzip")) {
      return Response.of(200, type, text()).send(exchange);
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    return Response.send(exchange, 200, type, gzip);
  }
}
