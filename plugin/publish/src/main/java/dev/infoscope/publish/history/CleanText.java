// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

/**
 * Text from a history as other programs take it. JSON can hold what UTF-8 has no bytes for, half a
 * surrogate pair, and control characters at which parsers stop; each becomes U+FFFD.
 */
final class CleanText {
  private static final int REPLACEMENT = 0xFFFD;
  private static final int SHOWN = 60;

  private CleanText() {}

  /** The text, with tabs and ends of lines, but without other control characters. */
  static String of(String text) {
    return text.codePoints().allMatch(CleanText::isFit)
        ? text
        : text.codePoints()
            .map(c -> isFit(c) ? c : REPLACEMENT)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isFit(int c) {
    boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !lone && (!Character.isISOControl(c) || c == '\t' || c == '\n' || c == '\r');
  }

  /** For a message: one line, shortened, in quotes. */
  static String quoted(String text) {
    String line = of(text).replaceAll("\\s", " ");
    return "'" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line) + "'";
  }
}
