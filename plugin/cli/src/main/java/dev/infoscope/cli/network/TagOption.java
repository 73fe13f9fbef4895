// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Tags;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tags of a run as they stand on the command line: {@code lr=0.01}. */
final class TagOption {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private TagOption() {}

  /**
   * Reads tags.
   *
   * @param given each {@code NAME=VALUE}; numbers, true and false are taken as such
   * @return in the same order
   * @throws IllegalArgumentException if one has no name or value, or is not as in {@link Tags}
   */
  static Map<String, Object> parse(List<String> given) {
    Map<String, Object> tags = Map.of();
    for (String each : given) {
      int at = each.indexOf('=');
      Require.that(at > 0, "--tag (%s) must be NAME=VALUE", each);
      tags = Tags.with(tags, each.substring(0, at), value(each.substring(at + 1)));
    }
    return tags;
  }

  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    if (WHOLE.matcher(text).matches()) {
      return Long.valueOf(text);
    }
    return NUMBER.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
  }

  /** Tells a builder of a tag. */
  static void tell(InfoscopeBuilder builder, String name, Object value) {
    if (value instanceof Number number) {
      builder.tag(name, number);
    } else if (value instanceof Boolean truth) {
      builder.tag(name, truth);
    } else {
      builder.tag(name, value.toString());
    }
  }
}
