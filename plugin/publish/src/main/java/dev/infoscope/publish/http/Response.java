// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A whole answer, with the headers that keep browsers from guessing, storing and framing.
 *
 * @param status HTTP status
 * @param type value of Content-Type
 * @param body what to send
 */
@SuppressWarnings("ArrayRecordComponent")
public record Response(int status, String type, byte[] body) {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final int SMALLEST_TO_COMPRESS = 1024;

  /** What a page from here may do: run and fetch what comes from here, and nothing else. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
    return new Response(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends it, compressed if accepted and worth it.
   *
   * @param exchange whose request is GET or HEAD
   * @return true, as a {@link Route} does
   * @throws IOException if the client has gone
   */
  public boolean send(HttpExchange exchange) throws IOException {
    byte[] sent = body;
    if (body.length >= SMALLEST_TO_COMPRESS && accepts(exchange, "Accept-Encoding", "gzip")) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      sent = Packed.compressed(body);
    }
    return send(exchange, status, type, sent);
  }

  static boolean send(HttpExchange exchange, int status, String type, byte[] sent)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    guard(headers);
    headers.set("Vary", "Accept, Accept-Encoding");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || sent.length == 0 ? -1 : sent.length);
    if (!head) {
      exchange.getResponseBody().write(sent);
    }
    return true;
  }

  /**
   * Sets what every answer carries.
   *
   * @param headers of the answer
   */
  public static void guard(Headers headers) {
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  /**
   * Whether one of a header's comma-separated values begins so and is not weighted 0.
   *
   * @param exchange whose request is asked
   * @param header name
   * @param value beginning, lower case
   * @return whether it is accepted
   */
  public static boolean accepts(HttpExchange exchange, String header, String value) {
    for (String line : exchange.getRequestHeaders().getOrDefault(header, List.of())) {
      for (String part : line.split(",")) {
        String wanted = part.strip().toLowerCase(Locale.ROOT);
        if (wanted.startsWith(value) && !wanted.matches(".*;\\s*q=0(\\.0*)?(;.*)?")) {
          return true;
        }
      }
    }
    return false;
  }
}
