// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the epoch from the name of a folder: the number after {@code epoch}, else after {@code
 * step}, {@code iter}, {@code ckpt} or {@code checkpoint}, else the only whole number there is.
 */
final class EpochName {
  private static final String NUMBER = "(\\d+(?:\\.\\d+)*)";
  private static final Pattern ANY = Pattern.compile(NUMBER);
  private static final Pattern EPOCH = behind("epochs?|(?<![a-z])ep|(?<![a-z])e");
  private static final Pattern STEP = behind("steps?|iter(?:ation)?s?|ckpt|checkpoint");
  private static final int MOST_DIGITS = 10;
  private static final String CURE = "; rename it, as epoch-0001";

  private EpochName() {}

  private static Pattern behind(String words) {
    return Pattern.compile("(?:" + words + ")[-_ =.:#]*" + NUMBER, Pattern.CASE_INSENSITIVE);
  }

  /**
   * The epoch in a name.
   *
   * @return null if there is no number in it
   * @throws InputException if it is not clear which number is meant, or it is no whole number or
   *     too large a one
   */
  static @Nullable Integer of(Path folder) {
    String name = String.valueOf(folder.getFileName());
    List<String> all = found(ANY, name);
    if (all.isEmpty()) {
      return null;
    }
    List<String> meant = found(EPOCH, name);
    meant = meant.isEmpty() ? found(STEP, name) : meant;
    if (meant.isEmpty()) {
      List<String> whole = all.stream().filter(number -> number.indexOf('.') < 0).toList();
      meant = whole.isEmpty() ? all : whole;
    }
    if (meant.size() > 1) {
      throw new InputException(
          folder, "has " + String.join(" and ", meant) + " for its epoch in its name" + CURE);
    }
    return number(folder, meant.get(0));
  }

  private static List<String> found(Pattern pattern, String name) {
    return pattern.matcher(name).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static int number(Path folder, String text) {
    if (text.indexOf('.') >= 0) {
      throw new InputException(folder, "has " + text + " for its epoch, no whole number" + CURE);
    }
    String digits = text.replaceFirst("^0+(?=\\d)", "");
    if (digits.length() > MOST_DIGITS || Long.parseLong(digits) > Integer.MAX_VALUE) {
      throw new InputException(
          folder, "has " + text + " for its epoch, more than " + Integer.MAX_VALUE + CURE);
    }
    return Integer.parseInt(digits);
  }
}
