// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import dev.infoscope.cli.answer.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** A comparison for people, and as values for JSON. */
final class ComparisonText {
  private ComparisonText() {}

  /** What it comes to, a sentence each. */
  static List<String> words(Comparison comparison, int top) {
    List<String> words = new ArrayList<>();
    words.add(side(comparison.first()) + " against " + side(comparison.second()));
    long judged =
        comparison.differences().stream()
            .filter(each -> each.basis() != Difference.Basis.NONE)
            .count();
    words.add(exceeding(comparison, judged));
    words.addAll(byChance(judged));
    comparison.largest().stream()
        .filter(Difference::exceeds)
        .limit(top)
        .forEach(each -> words.add(words(each)));
    words.addAll(NotComparedText.words(comparison.notCompared()));
    return words;
  }

  private static String exceeding(Comparison comparison, long judged) {
    boolean seeds = comparison.first().size() + comparison.second().size() > 2;
    return String.format(
        Locale.ROOT,
        "%d of %d final values whose uncertainty is known differ by more than %s; %d others"
            + " have none",
        comparison.exceeding(),
        judged,
        seeds ? "what seeds do" : "their uncertainty",
        comparison.differences().size() - judged);
  }

  /** What to expect if nothing differs; of few values nothing. */
  private static List<String> byChance(long judged) {
    return judged <= 20
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "of %d about %d would by chance alone, at 95 %%",
                judged,
                Math.round(0.05 * judged)));
  }

  private static String side(List<RunEnd> runs) {
    return runs.stream()
        .map(
            run ->
                String.format(
                    Locale.ROOT,
                    "%s (epoch %d%s)",
                    run.file().getFileName(),
                    run.epoch(),
                    run.cut() ? ", cut off" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String words(Difference each) {
    String unit = each.key().unit().isEmpty() ? "" : " " + each.key().unit();
    return String.format(
        Locale.ROOT,
        "%s: %.4g to %.4g%s (%+.3g), %s",
        each.key().words(),
        each.firstMean(),
        each.secondMean(),
        unit,
        each.change(),
        each.verdict());
  }

  /** One line per series, layer by layer; those beyond their limit are marked. */
  static String table(Comparison comparison, Ansi ansi) {
    TextTable table =
        new TextTable(
            3, "layer", "measure", "verdict", "final", "final", "change", "error", "best", "best");
    comparison.differences().forEach(each -> add(table, each));
    return table.text(ansi);
  }

  private static void add(TextTable table, Difference each) {
    String layer = each.key().layer();
    String labels = each.key().labels().isEmpty() ? "" : " {" + each.key().labels() + "}";
    table.add(
        each.exceeds(),
        layer == null ? "" : layer,
        each.key().metric().replaceFirst("^infoscope\\.", "") + labels,
        each.verdict(),
        TextTable.number(each.firstMean()),
        TextTable.number(each.secondMean()),
        TextTable.number(each.change()),
        TextTable.number(each.error()),
        TextTable.number(each.firstBest()),
        TextTable.number(each.secondBest()));
  }

  /** The same for programs. */
  static Map<String, Object> values(Comparison comparison, int top) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("first", files(comparison.first()));
    values.put("second", files(comparison.second()));
    values.put("words", words(comparison, top));
    values.put("differences", comparison.largest().stream().map(ComparisonText::value).toList());
    values.put(
        "notCompared", comparison.notCompared().stream().map(NotComparedText::value).toList());
    return values;
  }

  private static List<String> files(List<RunEnd> runs) {
    return runs.stream().map(run -> run.file().toString()).toList();
  }

  private static Map<String, Object> value(Difference each) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("metric", each.key().metric());
    value.put("layer", each.key().layer());
    value.put("labels", each.key().labels());
    value.put("unit", each.key().unit());
    value.put("first", each.first());
    value.put("second", each.second());
    value.put("firstBest", each.firstBest());
    value.put("secondBest", each.secondBest());
    value.put("change", each.change());
    value.put("standardError", each.error());
    value.put("limit", each.limit());
    value.put("exceeds", each.exceeds());
    value.put("verdict", each.verdict());
    return value;
  }
}
