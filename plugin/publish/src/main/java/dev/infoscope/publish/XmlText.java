// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text that comes from outside, such as the name of a layer, in XML, SVG and HTML. */
public final class XmlText {
  /** Embeddings, overrides and isolates of the bidirectional algorithm (UAX #9). */
  private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

  private XmlText() {}

  /** What is markup already, and is not escaped again. */
  private record Markup(String markup) {
    @Override
    public String toString() {
      return markup;
    }
  }

  /**
   * Markup to be put into a template as it is.
   *
   * @param made by {@link #format}, or of numbers alone
   * @return a value for {@link #format}
   */
  public static Object markup(CharSequence made) {
    return new Markup(made.toString());
  }

  /**
   * Fills a template as {@link String#format} does, under any locale, with all texts escaped but
   * {@link #markup}.
   *
   * @param template markup, in which no text stands in an attribute with quotes around it
   * @param values numbers and texts
   * @return markup
   */
  public static String format(String template, Object... values) {
    Object[] safe = values.clone();
    for (int i = 0; i < safe.length; i++) {
      safe[i] = safe[i] instanceof CharSequence text ? escaped(text.toString()) : safe[i];
    }
    return String.format(Locale.ROOT, template, safe);
  }

  /**
   * Escapes what would be markup; what XML 1.0 has no place for, such as NUL or half a character,
   * becomes U+FFFD, as does what {@link #inOrder} takes out.
   *
   * @param text any
   * @return to stand between tags
   */
  public static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    inOrder(text).codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  /**
   * Text that leaves the order of what stands after it alone: the controls by which a name could
   * turn the rest of a sentence around, numbers included, become U+FFFD. Letters written from right
   * to left stay as they are.
   *
   * @param text any
   * @return the same, unless it has U+202A to U+202E or U+2066 to U+2069
   */
  public static String inOrder(String text) {
    return TURNS.matcher(text).replaceAll("\uFFFD");
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      default -> safe.appendCodePoint(isAllowed(c) ? c : '\uFFFD');
    }
  }

  /** Char of XML 1.0, section 2.2. */
  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= ' ' && c < 0xD800
        || c >= 0xE000 && c < 0xFFFE
        || c > 0xFFFF;
  }
}
