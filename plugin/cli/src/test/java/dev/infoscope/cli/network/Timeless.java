// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes the times out of what a run serves and writes; all else is the same in each run. A number
 * is taken only if it is written in ASCII digits, with a point.
 */
final class Timeless {
  private static final Pattern NUMBER = Pattern.compile("\\b[0-9]+([.][0-9]+)?(E-?[0-9]+)?\\b");
  private static final Pattern INSTANT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?Z");
  private static final Pattern STAMP =
      Pattern.compile(" [0-9]{10}([.][0-9]{1,3})?$", Pattern.MULTILINE);
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"[0-9a-f]{8}\"");

  /** What tells how long something took, or how far the instrument had come just then. */
  private static final Pattern DURATION =
      Pattern.compile(
          "(?m)^[^{\n]*infoscope[._](overhead|analysis|snapshots|training[._](interval|last))[^\\n\"]*(\"[^\\n]*)?$"
              + "|\"metric\":\"infoscope[.](overhead|training[.]interval)\"[^}]*|\"seconds\":[0-9.]+"
              + "|\"(durations|seconds)\":[{][^}]*"
              + "|\"snapshots\":[0-9]+");

  private Timeless() {}

  static String text(String text) {
    String steady = INSTANT.matcher(text).replaceAll("TIME");
    steady = STAMP.matcher(steady).replaceAll(" TIME");
    steady = TOKEN.matcher(steady).replaceAll("TOKEN");
    return DURATION.matcher(steady).replaceAll(Timeless::withoutNumbers);
  }

  private static String withoutNumbers(MatchResult found) {
    return NUMBER.matcher(found.group()).replaceAll("NUMBER");
  }
}
