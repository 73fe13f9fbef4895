// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The host names under which an address is served. On loopback these are {@code localhost}, {@code
 * 127.0.0.1}, {@code [::1]} and the address itself, in any way of writing them; elsewhere any.
 */
final class HostNames {
  private static final int LONGEST = 64;

  private final InetSocketAddress bound;

  HostNames(InetSocketAddress bound) {
    this.bound = bound;
  }

  /** Where to look. */
  URI uri() {
    return URI.create("http://" + host() + ":" + bound.getPort() + "/");
  }

  /** As it stands in an address of the web. */
  String host() {
    InetAddress address = bound.getAddress();
    if (address.isAnyLocalAddress()) {
      return "localhost";
    }
    String literal = address.getHostAddress();
    int scope = literal.indexOf('%');
    if (address.isLoopbackAddress() && scope >= 0) {
      literal = literal.substring(0, scope); // there is one loopback
    }
    return literal.contains(":") ? "[" + literal + "]" : literal;
  }

  /** Whether a Host header names this address, with or without a port. */
  boolean include(@Nullable String header) {
    if (!bound.getAddress().isLoopbackAddress()) {
      return true;
    }
    if (header == null || header.length() > LONGEST) {
      return false;
    }
    String host = withoutPort(header);
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    InetAddress named = literal(host);
    return named != null && (named.equals(bound.getAddress()) || isUsual(named.getAddress()));
  }

  /** 127.0.0.1 or ::1. */
  private static boolean isUsual(byte[] address) {
    int first = address.length == 4 ? 127 : 0;
    for (int i = 1; i < address.length - 1; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[0] == first && address[address.length - 1] == 1;
  }

  private static String withoutPort(String header) {
    int colon = header.lastIndexOf(':');
    return colon >= 0 && isNumber(header.substring(colon + 1)) && !header.endsWith("]")
        ? header.substring(0, colon)
        : header;
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The address that is written so; null if none is. Never asks for a name. */
  private static @Nullable InetAddress literal(String host) {
    boolean six =
        host.startsWith("[") && host.endsWith("]") && isOf(host, "0123456789abcdefABCDEF:.[]");
    if (!six && !isFour(host)) {
      return null;
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return null; // in brackets, but no address
    }
  }

  private static boolean isOf(String text, String allowed) {
    return text.chars().allMatch(c -> allowed.indexOf(c) >= 0);
  }

  private static boolean isFour(String host) {
    String[] parts = host.split("\\.", -1);
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 3 || !isNumber(part) || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return parts.length == 4;
  }
}
