// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.readings;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How far the readings of two versions differ, by measure. */
final class ReadingComparison {
  /** Bits by which pairwise bounds may differ, which are computed in single precision. */
  private static final double PAIRWISE = 1e-6;

  private static final double OTHERS = 1e-9;

  /** What is counted of a measure. */
  private static final class Counts {
    private int lines;
    private int same;
    private int words;
    private int errors;
    private int before;
    private int after;
    private double most;
    private String where = "";
  }

  private final Map<String, Counts> measures = new TreeMap<>();

  ReadingComparison(Collection<String> before, Collection<String> after) {
    Map<String, Deque<ReadingLine>> old = new HashMap<>();
    for (String line : before) {
      ReadingLine parsed = ReadingLine.parse(line);
      old.computeIfAbsent(parsed.what(), what -> new ArrayDeque<>()).add(parsed);
    }
    for (String line : after) {
      ReadingLine now = ReadingLine.parse(line);
      ReadingLine then = old.getOrDefault(now.what(), new ArrayDeque<>()).poll();
      if (then == null) {
        of(now).after++;
      } else {
        compare(then, now, of(now));
      }
    }
    old.values().forEach(lines -> lines.forEach(line -> of(line).before++));
  }

  private Counts of(ReadingLine line) {
    return measures.computeIfAbsent(line.measure(), measure -> new Counts());
  }

  private static void compare(ReadingLine then, ReadingLine now, Counts counts) {
    counts.lines++;
    double difference = now.difference(then);
    counts.same += difference == 0 ? 1 : 0;
    counts.errors += now.hasErrorAs(then) ? 0 : 1;
    counts.words += now.words().equals(then.words()) ? 0 : 1;
    if (difference > counts.most) {
      counts.most = difference;
      counts.where = now.what();
    }
  }

  /** Whether no number that both have differs by more than it may. */
  boolean holds() {
    return measures.entrySet().stream()
        .allMatch(
            entry ->
                entry.getValue().most
                    <= (entry.getKey().contains(" pairwise") ? PAIRWISE : OTHERS));
  }

  /**
   * A line for each measure: how many lines both have and how many are the same to the bit but for
   * words, the largest difference, how many have a standard error or other flags in one only, and
   * how many lines only the one or the other has.
   */
  void print(PrintStream to) {
    to.printf(
        Locale.ROOT,
        "%-28s %8s %8s %10s %8s %8s %8s %8s  %s%n",
        "measure",
        "lines",
        "same",
        "most",
        "errors",
        "flags",
        "gone",
        "new",
        "where most");
    measures.forEach(
        (measure, counts) ->
            to.printf(
                Locale.ROOT,
                "%-28s %8d %8d %10.2g %8d %8d %8d %8d  %.120s%n",
                measure,
                counts.lines,
                counts.same,
                counts.most,
                counts.errors,
                counts.words,
                counts.before,
                counts.after,
                counts.where));
  }
}
