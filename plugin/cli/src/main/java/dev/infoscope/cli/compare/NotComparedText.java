// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was not compared, for people in few lines, and as values for JSON. */
final class NotComparedText {
  private static final int NAMES = 4;
  private static final int LINES = 8;

  private NotComparedText() {}

  /** A sentence, and a line for each reason; nothing if all was compared. */
  static List<String> words(List<NotCompared> all) {
    if (all.isEmpty()) {
      return List.of();
    }
    Map<List<NotCompared.Lack>, List<NotCompared>> reasons = new LinkedHashMap<>();
    all.forEach(
        each -> reasons.computeIfAbsent(each.lacking(), fresh -> new ArrayList<>()).add(each));
    List<String> words = new ArrayList<>();
    words.add(series(all) + " not compared, as not every run ends with a value:");
    reasons.entrySet().stream()
        .limit(LINES)
        .forEach(each -> words.add("  " + line(each.getKey(), each.getValue())));
    if (reasons.size() > LINES) {
      words.add(
          String.format(
              Locale.ROOT, "  and for %d other reasons (--json has all)", reasons.size() - LINES));
    }
    return words;
  }

  private static String line(List<NotCompared.Lack> lacking, List<NotCompared> groups) {
    Set<String> layers = new LinkedHashSet<>();
    Set<String> metrics = new LinkedHashSet<>();
    for (NotCompared group : groups) {
      layers.add(group.layer() == null ? "the network" : group.layer());
      group.metrics().forEach(each -> metrics.add(each.replaceFirst("^infoscope\\.", "")));
    }
    return String.format(
        Locale.ROOT,
        "%s of %s, without a value in %s: %s",
        series(groups),
        shortened(layers),
        lacking.stream()
            .map(each -> each.file().getFileName() + " (" + each.reason() + ")")
            .collect(Collectors.joining(" and ")),
        shortened(metrics));
  }

  private static String series(List<NotCompared> groups) {
    int count = groups.stream().mapToInt(each -> each.keys().size()).sum();
    return count + " series";
  }

  private static String shortened(Set<String> names) {
    String first = names.stream().limit(NAMES).collect(Collectors.joining(", "));
    return names.size() <= NAMES
        ? first
        : String.format(Locale.ROOT, "%s and %d more", first, names.size() - NAMES);
  }

  /** The same for programs, with all names. */
  static Map<String, Object> value(NotCompared each) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("layer", each.layer());
    value.put("series", each.keys().size());
    value.put("metrics", each.metrics());
    value.put("lacking", each.lacking().stream().map(NotComparedText::value).toList());
    return value;
  }

  private static Map<String, Object> value(NotCompared.Lack lack) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("file", lack.file().toString());
    value.put("reason", lack.reason());
    return value;
  }
}
