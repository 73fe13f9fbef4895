// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the documentation site is, so that the page's help can link into it. The page cannot know:
 * the system property {@code infoscope.docs} says it, as in {@code
 * https://docs.example.org/infoscope/}.
 */
final class DocsAddress {
  /** Name of the system property. */
  static final String PROPERTY = "infoscope.docs";

  private static final Set<String> SCHEMES = Set.of("http", "https", "file");

  private DocsAddress() {}

  /**
   * Reads an address.
   *
   * @param text as given; null if it was not
   * @return with a slash at its end; empty if it is no http, https or file address, as a link to
   *     anything else has no place on the page
   */
  static String of(@Nullable String text) {
    try {
      URI address = new URI(text == null ? "" : text.strip());
      boolean known = address.getScheme() != null && SCHEMES.contains(address.getScheme());
      return !known ? "" : address.toString().replaceFirst("/*$", "/");
    } catch (URISyntaxException e) {
      return ""; // the help then names the page without a link
    }
  }
}
