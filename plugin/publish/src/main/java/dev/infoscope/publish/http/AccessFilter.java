// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are allowed. On loopback only hosts that mean loopback are served, so that
 * a web page elsewhere cannot read the endpoint by pointing its own name here (DNS rebinding). With
 * a token every request must bring it: as {@code Authorization: Bearer}, or once as {@code
 * /?token=}, for which a browser gets a cookie.
 */
final class AccessFilter {
  private static final String BEARER = "Bearer ";

  private final HostNames names;
  private final @Nullable String token;
  private final String cookie;

  AccessFilter(HostNames names, @Nullable String token) {
    this.names = names;
    this.token = token;
    String port = String.valueOf(names.uri().getPort()); // a cookie is for all ports of a host
    this.cookie = "infoscope-" + port + "=" + (token == null ? "" : digest(token));
  }

  /** Why not, or null to let the request in. */
  @Nullable Response refuse(Request request) {
    if (!names.include(request.header("host"))) {
      return Response.plain(403, elsewhere());
    }
    if (token == null || hasBearer(request, token) || hasCookie(request)) {
      return null;
    }
    if (request.path().equals("/") && same(request.parameter("token"), token)) {
      return Response.plain(303, "welcome\n")
          .with("Set-Cookie", cookie + "; Path=/; HttpOnly; SameSite=Strict")
          .with("Location", "/");
    }
    return Response.plain(401, "a token is needed: Authorization: Bearer, or open /?token=\n")
        .with("WWW-Authenticate", "Bearer");
  }

  private String elsewhere() {
    return "this endpoint answers to localhost, 127.0.0.1, [::1] and "
        + names.host()
        + " only: open it by one of these names\n";
  }

  private static boolean hasBearer(Request request, String token) {
    String sent = Objects.requireNonNullElse(request.header("authorization"), "");
    return sent.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && same(sent.substring(BEARER.length()).strip(), token);
  }

  private boolean hasCookie(Request request) {
    for (String line : request.headers().getOrDefault("cookie", List.of())) {
      for (String sent : line.split(";")) {
        if (same(sent.strip(), cookie)) {
          return true;
        }
      }
    }
    return false;
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
