// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.layer;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.neuron.RuleConverter;
import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.cli.option.ShufflesOption;
import dev.infoscope.cli.table.LabelledLayer;
import dev.infoscope.cli.table.LayerFiles;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.redundancy.RedundancyMeasure;
import dev.infoscope.measure.redundancy.RedundancyMetrics;
import dev.infoscope.measure.redundancy.RedundancySettings;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Conditions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code infoscope measure redundancy}: how many units hold a bit, and how many it needs. */
@Command(
    name = "redundancy",
    description = {
      "Average degrees of redundancy and vulnerability of what the units of a layer say about the"
          + " label: how many units hold a bit, and on how many of them it depends.",
      TableOptions.KINDS
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope measure redundancy -a hidden.npy -l y.npy",
      "  infoscope measure redundancy -a wide.npy -l y.npy --units 8 --quantizer 2means"
    },
    sortOptions = false)
public final class RedundancyCommand implements Callable<Integer> {
  private static final int MOST_SHUFFLES = 100_000;

  @Mixin private LayerFiles files = new LayerFiles();
  @Mixin private TableOptions tables = new TableOptions();

  @Option(
      names = "--quantizer",
      defaultValue = "1bit",
      paramLabel = "RULE",
      converter = RuleConverter.class,
      description =
          "How values become one bit: 1bit (above --threshold), 2means; default"
              + " ${DEFAULT-VALUE}.")
  private Discretizer rule = Discretizer.threshold(0);

  @Option(
      names = "--threshold",
      paramLabel = "T",
      description = "For 1bit: values strictly above it are 1. Default 0; for a sigmoid take 0.5.")
  private @Nullable Double threshold;

  @Option(
      names = "--units",
      paramLabel = "N",
      description =
          "Read wider layers in disjoint groups of N units. Default: all units together, which"
              + " needs a narrow layer or many rows.")
  private @Nullable Integer units;

  @Option(
      names = "--groups",
      defaultValue = "8",
      paramLabel = "N",
      description = "Groups to read of a layer, at most; default ${DEFAULT-VALUE}.")
  private int groups;

  @Mixin private ShufflesOption shuffles = new ShufflesOption(20, MOST_SHUFFLES);

  @Mixin private SeedOption seed = new SeedOption();

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec command;

  /** For the command line only. */
  public RedundancyCommand() {}

  @Override
  public Integer call() {
    RedundancySettings settings = settings();
    List<Reading> readings = new ArrayList<>();
    Map<String, Object> layers = new LinkedHashMap<>();
    for (LabelledLayer layer : LabelledLayer.read(tables, files)) {
      RedundancyMeasure measure = new RedundancyMeasure(settings);
      List<Reading> own = measure.readings(layer.layer(), layer.values(), layer.labels());
      readings.addAll(own);
      layers.put(layer.layer().name(), diagnostics(layer, own));
    }
    Conditions exact = Conditions.of(1);
    Conditions conditions =
        shuffles.value() > 0 || units != null ? exact.withSeed(seed.value()) : exact;
    Map<String, Object> parameters = parameters(settings);
    output.print(
        new Answer("redundancy", conditions, parameters, readings, Map.of("layers", layers)),
        ansi -> text(ansi, readings));
    return 0;
  }

  private RedundancySettings settings() {
    return Usage.checked(
        command,
        () -> {
          Require.that(rule.bins() == 2, "--quantizer must be 1bit or 2means");
          boolean oneBit = rule.kind() == Discretizer.Kind.THRESHOLD;
          Require.that(threshold == null || oneBit, "--threshold goes with --quantizer 1bit only");
          Require.atLeast("--units", units == null ? Integer.MAX_VALUE : units, 1);
          Require.atLeast("--groups", groups, 1);
          shuffles.check();
          return new RedundancySettings(
              threshold == null ? rule : Discretizer.threshold(threshold),
              units == null ? Integer.MAX_VALUE : units,
              groups,
              shuffles.value(),
              seed.value());
        });
  }

  private Map<String, Object> parameters(RedundancySettings settings) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    files.tell(parameters);
    tables.tell(parameters);
    parameters.put("quantizer", RuleConverter.text(settings.rule()));
    parameters.put("units", units == null ? "all" : units);
    parameters.put("groups", groups);
    parameters.put("null", shuffles.value());
    return parameters;
  }

  private static Map<String, Object> diagnostics(LabelledLayer layer, List<Reading> readings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", layer.values().examples());
    json.put("units", layer.values().units());
    json.put("classes", layer.classes());
    json.put("coverage", readings.get(0).uncertainty().coverage());
    json.put("redundancyNull", Words.chance(readings.get(0)));
    json.put("vulnerabilityNull", Words.chance(readings.get(1)));
    return json;
  }

  private static String text(Ansi ansi, List<Reading> readings) {
    TextTable table =
        new TextTable(
            1,
            "layer",
            "redundancy",
            "by chance",
            "vulnerability",
            "by chance",
            "coverage",
            "flags");
    for (int i = 0; i < readings.size(); i += RedundancyMetrics.ALL.size()) {
      Reading redundancy = readings.get(i);
      Reading vulnerability = readings.get(i + 1);
      Layer layer = Objects.requireNonNull(redundancy.layer());
      table.add(
          !vulnerability.flags().isEmpty(),
          layer.name(),
          TextTable.number(redundancy.value()),
          TextTable.number(Words.chance(redundancy)),
          TextTable.number(vulnerability.value()),
          TextTable.number(Words.chance(vulnerability)),
          TextTable.number(redundancy.uncertainty().coverage()),
          Words.flags(vulnerability));
    }
    return String.format(Locale.ROOT, "Average degrees of redundancy and vulnerability, units%n%n")
        + table.text(ansi)
        + String.format(Locale.ROOT, "%n");
  }
}
