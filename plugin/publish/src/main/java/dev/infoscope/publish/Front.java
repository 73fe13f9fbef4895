// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * What the endpoint answers. On loopback only hosts that mean loopback are served, so that a web
 * page elsewhere cannot read it by pointing its own name here (DNS rebinding).
 */
final class Front implements HttpHandler {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int SMALLEST_TO_COMPRESS = 1024;

  private final boolean loopbackOnly;
  private final UnaryOperator<String> scrape;

  Front(boolean loopbackOnly, UnaryOperator<String> scrape) {
    this.loopbackOnly = loopbackOnly;
    this.scrape = scrape;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getPath();
      if (loopbackOnly && !LOOPBACK.contains(host(exchange))) {
        answer(
            exchange,
            421,
            "text/plain; charset=utf-8",
            "this endpoint answers to localhost only\n");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        answer(exchange, 405, "text/plain; charset=utf-8", "only GET and HEAD\n");
      } else if (path.equals("/metrics")) {
        String type =
            accepts(exchange, "Accept", "application/openmetrics-text") ? OPEN_METRICS : TEXT;
        answer(exchange, 200, type, scrape.apply(type));
      } else if (path.equals("/")) {
        answer(exchange, 200, "text/plain; charset=utf-8", "Infoscope: see /metrics\n");
      } else {
        answer(exchange, 404, "text/plain; charset=utf-8", "nothing here; see /metrics\n");
      }
    }
  }

  private static String host(HttpExchange exchange) {
    String host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "");
    return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }

  /** Whether one of a header's comma-separated values begins so and is not weighted 0. */
  private static boolean accepts(HttpExchange exchange, String header, String value) {
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

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cache-Control", "no-store");
    headers.set("Vary", "Accept, Accept-Encoding");
    if (body.length >= SMALLEST_TO_COMPRESS && accepts(exchange, "Accept-Encoding", "gzip")) {
      headers.set("Content-Encoding", "gzip");
      body = compressed(body);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] compressed(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }
}
