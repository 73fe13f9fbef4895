// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request without its body, which is never read. Immutable.
 *
 * @param method as sent, such as {@code GET}
 * @param path as sent, not decoded, without query
 * @param query as sent, behind the question mark; may be empty
 * @param headers by name in lower case, values in the order in which they came
 * @param keepsAlive whether the client may send another one on the same connection
 */
public record Request(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    boolean keepsAlive) {

  boolean isHead() {
    return method.equals("HEAD");
  }

  /**
   * The first value of a header.
   *
   * @param name in lower case
   * @return as sent, without white space around it; null if there is none
   */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.get(0);
  }

  /**
   * A parameter behind the question mark.
   *
   * @param name as sent
   * @return its last value, decoded; empty if there is none or it is malformed
   */
  public String parameter(String name) {
    String found = "";
    for (String part : query.split("&")) {
      int equals = part.indexOf('=');
      if (equals == name.length() && part.startsWith(name)) {
        found = decoded(part.substring(equals + 1));
      }
    }
    return found;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * Whether one of a header's comma-separated values is that and not weighted 0. Looks at every
   * character once or twice, however the header is made.
   *
   * @param header name in lower case
   * @param value without parameters
   * @return whether it is accepted
   */
  public boolean accepts(String header, String value) {
    for (String line : Objects.requireNonNullElse(headers.get(header), List.<String>of())) {
      for (String part : line.split(",")) {
        String[] pieces = part.split(";");
        if (pieces.length > 0 && pieces[0].strip().equalsIgnoreCase(value) && !isRefused(pieces)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isRefused(String[] pieces) {
    for (int i = 1; i < pieces.length; i++) {
      String piece = pieces[i].strip();
      if (piece.regionMatches(true, 0, "q=", 0, 2)) {
        return piece.length() > 2 && piece.chars().skip(2).allMatch(c -> c == '0' || c == '.');
      }
    }
    return false;
  }
}
