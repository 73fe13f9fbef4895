// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.layer;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.cli.option.ShufflesOption;
import dev.infoscope.cli.table.LabelledLayer;
import dev.infoscope.cli.table.LayerFiles;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.usable.UsableMeasure;
import dev.infoscope.measure.usable.UsableMetrics;
import dev.infoscope.measure.usable.UsableSettings;
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
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code infoscope measure usable}: what a linear reader can use of a layer. */
@Command(
    name = "usable",
    description = {
      "Bits about the label that a linear reader of a layer can use: by how much it shortens an"
          + " online code of the labels, with the cost of learning to read the layer included.",
      TableOptions.KINDS
    },
    footerHeading = "%nExamples:%n",
    footer = {"  infoscope measure usable -a hidden.npy -a output.npy -l y.npy"},
    sortOptions = false)
public final class UsableCommand implements Callable<Integer> {
  private static final int MOST_SHUFFLES = 10_000;
  private static final String AUDIT = "audit: "; // begins why a reading is beyond it

  @Mixin private LayerFiles files = new LayerFiles();
  @Mixin private TableOptions tables = new TableOptions();

  @Option(
      names = "--units",
      defaultValue = "256",
      paramLabel = "N",
      description =
          "Units that a reader sees, at most, by a seeded choice; default ${DEFAULT-VALUE}.")
  private int units;

  @Mixin private ShufflesOption shuffles = new ShufflesOption(5, MOST_SHUFFLES);

  @Mixin private SeedOption seed = new SeedOption();

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec command;

  /** For the command line only. */
  public UsableCommand() {}

  @Override
  public Integer call() {
    UsableSettings settings = settings();
    List<Reading> readings = new ArrayList<>();
    Map<String, Object> layers = new LinkedHashMap<>();
    for (LabelledLayer layer : LabelledLayer.read(tables, files)) {
      List<Reading> own =
          UsableMeasure.readings(settings, layer.layer(), layer.values(), layer.labels());
      readings.addAll(own);
      layers.put(layer.layer().name(), diagnostics(layer, own.get(0)));
    }
    Conditions conditions = Conditions.of(1).withSeed(seed.value());
    Answer answer =
        new Answer("usable", conditions, parameters(), readings, Map.of("layers", layers));
    output.print(answer, ansi -> text(ansi, readings));
    return 0;
  }

  private UsableSettings settings() {
    return Usage.checked(
        command,
        () -> {
          Require.atLeast("--units", units, 1);
          shuffles.check();
          return UsableSettings.defaults()
              .withUnits(units)
              .withShuffles(shuffles.value())
              .withSeed(seed.value());
        });
  }

  private Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    files.tell(parameters);
    tables.tell(parameters);
    parameters.put("units", units);
    parameters.put("null", shuffles.value());
    return parameters;
  }

  private static Map<String, Object> diagnostics(LabelledLayer layer, Reading reading) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", layer.values().examples());
    json.put("units", layer.values().units());
    json.put("classes", layer.classes());
    json.put("ceiling", reading.uncertainty().ceiling());
    json.put("nullDeviation", reading.uncertainty().chance().deviation());
    return json;
  }

  private static String text(Ansi ansi, List<Reading> readings) {
    TextTable table = new TextTable(1, "layer", "usable", "by chance", "ceiling", "flags");
    for (int i = 0; i < readings.size(); i += UsableMetrics.ALL.size()) {
      Reading usable = readings.get(i);
      Layer layer = Objects.requireNonNull(usable.layer());
      table.add(
          !usable.flags().isEmpty(),
          layer.name(),
          TextTable.number(usable.value()),
          TextTable.number(readings.get(i + 1).value()),
          TextTable.number(usable.uncertainty().ceiling()),
          Words.flags(usable));
    }
    return String.format(Locale.ROOT, "Usable information about the label, bits%n%n")
        + table.text(ansi)
        + String.format(Locale.ROOT, "%n")
        + beyond(readings);
  }

  private static String beyond(List<Reading> readings) {
    return readings.stream()
        .filter(reading -> reading.flags().contains(Flag.BEYOND_AUDIT))
        .map(reading -> beyond(Objects.requireNonNull(reading.layer()), reading.obtained()))
        .collect(Collectors.joining());
  }

  private static String beyond(Layer layer, String obtained) {
    String row = obtained.substring(obtained.indexOf(AUDIT) + AUDIT.length());
    return String.format(Locale.ROOT, "%s is beyond the audit: %s%n", layer.name(), row);
  }
}
