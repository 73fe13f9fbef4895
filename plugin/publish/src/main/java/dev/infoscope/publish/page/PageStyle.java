// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The style sheets as part of the page, so that the browser paints as soon as it has the page and
 * waits for no other answer. A policy allows them by their hash.
 */
record PageStyle(String text) {
  private static final Pattern LINKS = Pattern.compile("(<link rel=\"stylesheet\"[^>]*>\n)+");

  /** All style sheets, in their order. */
  static PageStyle read() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : PageFiles.STYLES) {
      all.append(PageFiles.text(name)).append('\n');
    }
    return new PageStyle(all.toString());
  }

  /** The page with the style sheets in place of the links to them. */
  String in(String page) {
    return LINKS.matcher(page).replaceFirst(Matcher.quoteReplacement(element()));
  }

  String element() {
    return "<style>" + text + "</style>\n";
  }

  String hash() {
    return hash(text);
  }

  /** A text as a Content-Security-Policy names it. */
  static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
