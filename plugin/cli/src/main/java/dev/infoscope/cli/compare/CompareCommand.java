// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.history.HistoryFiles;
import dev.infoscope.numeric.Require;
import dev.infoscope.publish.history.SkippedLines;
import dev.infoscope.report.Conditions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code infoscope compare}: what differs between runs, and whether it means anything. */
@Command(
    name = "compare",
    description = {
      "Compares runs: for each layer and measure the final and the best values, and whether they"
          + " differ by more than the uncertainty of the readings or, where a side has several"
          + " runs, by more than runs with other seeds do. All must have been measured in the same"
          + " way on the same examples. Values that not every run has at its end are not compared;"
          + " they are counted and named, with the reason.",
      "The first history is the baseline of all others; with --against the histories before it are"
          + " one side, those after it the other."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope compare before.jsonl after.jsonl",
      "  infoscope compare a1.jsonl a2.jsonl --against b1.jsonl b2.jsonl"
    },
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "HISTORY", description = "Histories, JSON lines.")
  private List<Path> histories = List.of();

  @Option(
      names = "--against",
      arity = "1..*",
      paramLabel = "HISTORY",
      description = "The other side, such as the same training with a change, for several seeds.")
  private List<Path> against = List.of();

  @Option(
      names = "--top",
      defaultValue = "10",
      paramLabel = "N",
      description = "Differences to name in words, at most; default ${DEFAULT-VALUE}.")
  private int top;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private CommandSpec command;

  /** For the command line only. */
  public CompareCommand() {}

  @Override
  public Integer call() {
    Usage.check(command, this::check);
    List<SkippedLines> skipped = new ArrayList<>();
    List<Comparison> all = comparisons(skipped::add);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("histories", histories.stream().map(Path::toString).toList());
    parameters.put("against", against.stream().map(Path::toString).toList());
    Map<String, Object> diagnostics = new LinkedHashMap<>();
    diagnostics.put(
        "comparisons", all.stream().map(each -> ComparisonText.values(each, top)).toList());
    output.print(
        new Answer("compare", Conditions.of(1), parameters, List.of(), diagnostics),
        ansi -> text(all, ansi));
    HistoryFiles.tell(command.commandLine().getErr(), HistoryFiles.words(skipped));
    return 0;
  }

  private void check() {
    Require.that(top >= 0, "--top (%d) must be >= 0", top);
    Require.that(
        histories.size() > 1 || !against.isEmpty(),
        "one history (%s) is no comparison; give another one",
        histories.get(0));
  }

  private String text(List<Comparison> all, Ansi ansi) {
    StringBuilder text = new StringBuilder();
    for (Comparison each : all) {
      ComparisonText.words(each, top)
          .forEach(line -> text.append(String.format(Locale.ROOT, "%s%n", line)));
      text.append(ComparisonText.table(each, ansi));
    }
    return text.toString();
  }

  private List<Comparison> comparisons(Consumer<SkippedLines> skipped) {
    List<RunEnd> first = read(histories, skipped);
    if (!against.isEmpty()) {
      return List.of(Comparison.of(first, read(against, skipped)));
    }
    List<Comparison> all = new ArrayList<>();
    for (RunEnd other : first.subList(1, first.size())) {
      all.add(Comparison.of(first.subList(0, 1), List.of(other)));
    }
    return all;
  }

  private static List<RunEnd> read(List<Path> files, Consumer<SkippedLines> skipped) {
    return files.stream().map(file -> RunEnd.read(file, skipped)).toList();
  }
}
