// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The head of a request: its first line and its headers, as RFC 9112 has them, strictly. Looks at
 * every byte a fixed number of times; there is no expression that could be made to search.
 */
final class HeadParser {
  /** How many headers there may be. */
  static final int MOST_HEADERS = 100;

  private static final String LATEST = "HTTP/1.1";
  private static final String OTHER_TOKENS = "!#$%&'*+-.^_`|~";

  /** A head that is not understood. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;

    Refused(int status, String reason) {
      super(reason, null, false, false);
      this.status = status;
    }

    Response answer() {
      return Response.plain(status, getMessage() + "\n");
    }
  }

  private final Map<String, List<String>> headers = new LinkedHashMap<>();

  private HeadParser() {}

  /** Parses a head, given without the empty line at its end. */
  static Request parse(byte[] head) throws Refused {
    List<String> lines = List.of(new String(head, StandardCharsets.ISO_8859_1).split("\r\n"));
    if (lines.isEmpty()) {
      throw new Refused(400, "a request line is needed");
    }
    return new HeadParser().request(lines);
  }

  private Request request(List<String> lines) throws Refused {
    String[] first = firstLine(lines.get(0));
    if (lines.size() > MOST_HEADERS + 1) {
      throw new Refused(
          431,
          String.format(Locale.ROOT, "headers (%d) must be <= %d", lines.size(), MOST_HEADERS));
    }
    for (String line : lines.subList(1, lines.size())) {
      header(line);
    }
    String target = origin(first[1]);
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    boolean open = first[2].equals(LATEST) && !hasBody() && !says("connection", "close");
    return new Request(first[0], path, query, headers, open);
  }

  /** Method, address and version. */
  private static String[] firstLine(String line) throws Refused {
    String[] first = line.split(" ", -1);
    if (first.length != 3 || !isToken(first[0])) {
      throw new Refused(400, "the first line must be: method, address, version");
    }
    if (!first[2].equals(LATEST) && !first[2].equals("HTTP/1.0")) {
      throw new Refused(505, "the version must be HTTP/1.1 or HTTP/1.0");
    }
    return first;
  }

  private void header(String line) throws Refused {
    int colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.substring(0, colon))) {
      throw new Refused(400, "a header must be: name, colon, value");
    }
    String value = line.substring(colon + 1).strip();
    if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new Refused(400, "a header must have no control characters");
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    if (name.equals("host") && headers.containsKey(name)) {
      throw new Refused(400, "there must be one Host");
    }
    headers.computeIfAbsent(name, fresh -> new ArrayList<>(1)).add(value);
  }

  /** The path and query; of a whole address its host counts, not the header's (RFC 9112, 3.2.2). */
  private String origin(String target) throws Refused {
    String rest = target;
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      int slash = target.indexOf('/', 7);
      headers.put("host", List.of(target.substring(7, slash < 0 ? target.length() : slash)));
      rest = slash < 0 ? "/" : target.substring(slash);
    }
    if (!rest.startsWith("/") || !isAddress(rest)) {
      throw new Refused(400, "the address must be a path, with % before two hexadecimal digits");
    }
    return rest;
  }

  private static boolean isAddress(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '#' || c == '%' && !isEscape(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || OTHER_TOKENS.indexOf(c) >= 0);
  }

  /** Bodies are not read; behind one the connection is of no use. */
  private boolean hasBody() {
    List<String> length = headers.getOrDefault("content-length", List.of("0"));
    return headers.containsKey("transfer-encoding") || !length.equals(List.of("0"));
  }

  private boolean says(String name, String value) {
    return headers.getOrDefault(name, List.of()).stream()
        .flatMap(line -> List.of(line.split(",")).stream())
        .anyMatch(part -> part.strip().equalsIgnoreCase(value));
  }
}
