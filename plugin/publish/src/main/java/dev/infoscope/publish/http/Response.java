// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer, with the headers that keep browsers from guessing, storing and framing. Immutable; an
 * answer of bytes can be sent to many.
 */
public final class Response {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final int SMALLEST_TO_COMPRESS = 1024;
  private static final byte[] NONE = {};
  private static final Runnable NOTHING = () -> {};

  /** What a page from here may do: run and fetch what comes from here, and nothing else. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(303, "See Other"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"));

  private final int status;
  private final Map<String, String> headers;
  private final byte[] whole;
  private final @Nullable ResponseStream stream;
  private final Runnable sent;

  private Response(
      int status,
      Map<String, String> headers,
      byte[] whole,
      @Nullable ResponseStream stream,
      Runnable sent) {
    this.status = status;
    this.headers = headers;
    this.whole = whole;
    this.stream = stream;
    this.sent = sent;
  }

  /**
   * An answer in words.
   *
   * @param status HTTP status
   * @param text for people
   * @return plain text
   */
  public static Response plain(int status, String text) {
    return of(status, PLAIN, text);
  }

  /**
   * An answer of text.
   *
   * @param status HTTP status
   * @param type value of Content-Type
   * @param text to send as UTF-8
   * @return the answer
   */
  public static Response of(int status, String type, String text) {
    return of(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An answer of bytes.
   *
   * @param status HTTP status
   * @param type value of Content-Type
   * @param bytes to send; not copied
   * @return the answer
   */
  public static Response of(int status, String type, byte[] bytes) {
    return new Response(status, guarded(type), bytes, null, NOTHING);
  }

  /**
   * An answer that goes on until it ends, and the connection with it.
   *
   * @param type value of Content-Type
   * @param stream sent as the client takes it
   * @return the answer, with status 200
   */
  public static Response stream(String type, ResponseStream stream) {
    return new Response(200, guarded(type), NONE, stream, NOTHING);
  }

  private static Map<String, String> guarded(String type) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Cache-Control", "no-store");
    headers.put("Vary", "Accept, Accept-Encoding");
    return headers;
  }

  /**
   * The same with another header.
   *
   * @param name of the header
   * @param value without line ends
   * @return a copy
   */
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, whole, stream, sent);
  }

  /**
   * The same, as a page that contains a style.
   *
   * @param hash of the style, as a Content-Security-Policy names it
   * @return a copy whose policy allows that style and no other
   */
  public Response allowingStyle(String hash) {
    return with("Content-Security-Policy", POLICY.replace("style-src 'self'", "style-src " + hash));
  }

  /**
   * The same, and something that is done when the client has been sent the last byte.
   *
   * @param sent called once, on the thread that writes; must not wait
   * @return a copy
   */
  public Response then(Runnable sent) {
    return new Response(status, headers, whole, stream, sent);
  }

  /** The same, compressed if accepted and worth it. */
  Response suited(Request request) {
    if (whole.length < SMALLEST_TO_COMPRESS
        || headers.containsKey("Content-Encoding")
        || !request.accepts("accept-encoding", "gzip")) {
      return this;
    }
    byte[] gzip = CompressedText.compressed(whole);
    return new Response(status, headers, gzip, null, sent).with("Content-Encoding", "gzip");
  }

  /** Whether another answer can follow on the same connection. */
  boolean hasEnd() {
    return stream == null;
  }

  ResponseStream body() {
    return stream == null ? new FixedBody(whole, sent) : stream;
  }

  /** The status line and the headers. */
  byte[] head(boolean keepsAlive) {
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(status).append(' ').append(PHRASES.get(status)).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (hasEnd()) {
      head.append("Content-Length: ").append(whole.length).append("\r\n");
    }
    head.append(keepsAlive ? "" : "Connection: close\r\n").append("\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
