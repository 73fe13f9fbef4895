// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is let in. On loopback only hosts that mean loopback are served, so that a web page
 * elsewhere cannot read the endpoint by pointing its own name here (DNS rebinding). With a token
 * every request must bring it: as {@code Authorization: Bearer}, or once as {@code /?token=}, for
 * which a browser gets a cookie.
 */
final class Doorkeeper {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String BEARER = "Bearer ";

  /** With 403, not 421: the JDK's server has no words for the latter in its status line. */
  private static final String ELSEWHERE =
      "this endpoint answers to localhost, 127.0.0.1 and [::1] only: open it by one of these"
          + " names\n";

  private final boolean loopbackOnly;
  private final @Nullable String token;
  private final String cookie;

  Doorkeeper(boolean loopbackOnly, @Nullable String token, int port) {
    this.loopbackOnly = loopbackOnly;
    this.token = token;
    this.cookie = "infoscope-" + port + "=" + (token == null ? "" : digest(token)); // per port
  }

  /** Why not, or null to let the request in. */
  @Nullable Response refuse(HttpExchange exchange) {
    if (loopbackOnly && !LOOPBACK.contains(host(exchange))) {
      return Response.plain(403, ELSEWHERE);
    }
    if (token == null || hasBearer(exchange, token) || hasCookie(exchange)) {
      return null;
    }
    if (exchange.getRequestURI().getPath().equals("/") && hasParameter(exchange, token)) {
      exchange
          .getResponseHeaders()
          .set("Set-Cookie", cookie + "; Path=/; HttpOnly; SameSite=Strict");
      exchange.getResponseHeaders().set("Location", "/");
      return Response.plain(303, "welcome\n");
    }
    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    return Response.plain(401, "a token is needed: Authorization: Bearer, or open /?token=\n");
  }

  private static String host(HttpExchange exchange) {
    String host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "");
    return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }

  private static boolean hasBearer(HttpExchange exchange, String token) {
    Headers headers = exchange.getRequestHeaders();
    String sent = Objects.requireNonNullElse(headers.getFirst("Authorization"), "");
    return sent.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && same(sent.substring(BEARER.length()).strip(), token);
  }

  private boolean hasCookie(HttpExchange exchange) {
    for (String line : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
      for (String sent : line.split(";")) {
        if (same(sent.strip(), cookie)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasParameter(HttpExchange exchange, String token) {
    return same(Query.of(exchange).getOrDefault("token", ""), token);
  }

  /** Takes as long for any wrong text. */
  private static boolean same(String sent, String wanted) {
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
