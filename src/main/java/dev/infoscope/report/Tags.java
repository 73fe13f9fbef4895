// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.SettingValues;
import dev.infoscope.numeric.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the user says of a run: hyperparameters such as {@code lr}, and notes. Values are texts,
 * whole numbers (long), finite numbers (double) and truth values; they keep the order in which they
 * were given.
 *
 * <p>The limits keep what every report and every page repeats short.
 */
public final class Tags {
  /** The most tags that a run may have. */
  public static final int MOST = 64;

  /** The most characters that a name may have. */
  public static final int LONGEST_NAME = 64;

  /** The most characters that a text may have. */
  public static final int LONGEST_TEXT = 256;

  private Tags() {}

  /**
   * Checks and copies tags.
   *
   * @param tags by name
   * @return in the same order; immutable
   * @throws IllegalArgumentException if there are too many, a name or a text is blank, too long or
   *     has control characters, or a value is none of those that tags may have
   */
  public static Map<String, Object> copy(Map<String, ?> tags) {
    Map<String, Object> copies = new LinkedHashMap<>();
    tags.forEach((name, value) -> copies.put(name(name), value(name, value)));
    Require.that(copies.size() <= MOST, "tags (%d) must be <= %d", copies.size(), MOST);
    return Collections.unmodifiableMap(copies);
  }

  /**
   * Adds a tag.
   *
   * @param tags those that are there
   * @param name not there yet
   * @param value of it
   * @return all of them; immutable
   * @throws IllegalArgumentException as of {@link #copy}, or if the name is there
   */
  public static Map<String, Object> with(Map<String, Object> tags, String name, Object value) {
    Require.that(
        !tags.containsKey(Require.given("tag", name)),
        "tag %s (%s) must be given once; it is %s already",
        name,
        value,
        tags.get(name));
    Map<String, Object> more = new LinkedHashMap<>(tags);
    more.put(name, Require.given("tag " + name, value));
    return copy(more);
  }

  private static String name(String name) {
    requireText("name of a tag", name, LONGEST_NAME);
    return name;
  }

  private static Object value(String name, Object value) {
    if (value instanceof String text) {
      requireText("tag " + name, text, LONGEST_TEXT);
      return text;
    }
    boolean plain = value instanceof Number || value instanceof Boolean;
    boolean finite = !(value instanceof Number number) || Double.isFinite(number.doubleValue());
    Require.that(
        plain && finite,
        "tag %s (%s) must be a text, a finite number or a truth value",
        name,
        value);
    return SettingValues.copy(Map.of(name, value)).values().iterator().next();
  }

  private static void requireText(String what, String text, int longest) {
    Require.that(!text.isBlank(), "%s (%s) must not be blank", what, text);
    Require.that(
        text.length() <= longest,
        "%s (%d characters) must have <= %d",
        what,
        text.length(),
        longest);
    Require.that(
        text.chars().noneMatch(Character::isISOControl),
        "%s (%s) must have no control characters",
        what,
        text.replaceAll("\\p{Cntrl}", "?"));
  }
}
