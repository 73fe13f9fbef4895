// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.neuron.AblatedLayer;
import dev.infoscope.cli.neuron.AblationPlot;
import dev.infoscope.cli.neuron.AblationText;
import dev.infoscope.cli.option.ModelOption;
import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.neuron.ablation.AblationSettings;
import dev.infoscope.measure.neuron.ablation.AblationValue;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Conditions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code infoscope ablate}: information-ordered cumulative ablation of a saved network. */
@Command(
    name = "ablate",
    description = {
      "Removes the neurons of each hidden layer one after the other, in the order of what they"
          + " know about the class and in random order, and prints how the accuracy falls.",
      "Neurons are ranked on the probe set, the accuracy is measured on the test set."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  infoscope ablate -m a.zip --probe x.npy -l y.npy --test u.npy --test-labels v"},
    sortOptions = false)
public final class AblateCommand implements Callable<Integer> {
  private static final int MOST_ORDERS = 10_000;
  private static final int FIRST_ORDERS = 199;
  private static final int ENOUGH_ORDERS = 999;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private ClassOptions classes = new ClassOptions();

  @Mixin private ProbeOptions probe = new ProbeOptions();

  @Option(
      names = "--test",
      required = true,
      paramLabel = "FILE",
      description = "Features of the test set; it should share no example with the probe set.")
  private Path test = Path.of("");

  @Option(
      names = "--test-labels",
      required = true,
      paramLabel = "FILE",
      description = "Classes of the test set, one integer per example.")
  private Path testLabels = Path.of("");

  @Option(
      names = "--layer",
      arity = "1..*",
      paramLabel = "NAME",
      description = "Layers to ablate, one at a time; default: all hidden ones.")
  private List<String> layers = List.of();

  @Option(
      names = "--value",
      defaultValue = "mean",
      paramLabel = "mean|zero",
      description = "Output of an ablated neuron; default ${DEFAULT-VALUE}.")
  private String value = "mean";

  @Option(
      names = "--random",
      paramLabel = "N",
      description =
          "Random orders to compare with, at least 10; the fewer, the less a curve can show."
              + " Default 199, and 999 for a layer with a curve that lies farther out than 19 in 20"
              + " of them.")
  private @Nullable Integer random;

  @Option(
      names = "--points",
      defaultValue = "20",
      paramLabel = "N",
      description =
          "Points per curve where each needs a forward pass (any but dense layers above); default"
              + " ${DEFAULT-VALUE}.")
  private int points;

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write the curves to this SVG file.")
  private @Nullable Path out;

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec command;

  /** For the command line only. */
  public AblateCommand() {}

  @Override
  public Integer call() {
    AblationSettings settings = settings();
    ModelFile file = new ModelFile(model.file(), classes.allowed());
    if (out != null) {
      OutputFile.check(
          out, List.of(model.file(), probe.features(), probe.labels(), test, testLabels));
    }
    Normalization normal = probe.normalization(file);
    ProbeFiles ranking = probe.read(normal);
    ProbeFiles tested =
        ProbeFiles.read(probe.tables(), normal::apply, test, testLabels, probe.shape());
    List<AblatedLayer> found =
        new AblationRun(file, layers, settings, probe.predict()).of(ranking, tested);
    if (out != null) {
      write(out, AblationPlot.of(found) + "<!-- " + conditions().words() + " -->\n");
    }
    if (!OutputFile.isStandard(out)) {
      output.print(
          answer(found, normal), ansi -> normal.line() + new AblationText(found, value).text(ansi));
    }
    return 0;
  }

  private void write(Path file, String plot) {
    OutputFile.write(
        file, command.commandLine().getOut(), target -> Files.writeString(target, plot));
  }

  private AblationSettings settings() {
    Usage.check(
        command,
        () -> {
          Require.that(
              List.of("mean", "zero").contains(value), "--value (%s) must be mean or zero", value);
          Require.atLeast("--random", firstOrders(), 10);
          Require.atMost("--random", firstOrders(), MOST_ORDERS);
          Require.atLeast("--points", points, 2);
        });
    return AblationSettings.defaults()
        .withValue(AblationValue.valueOf(value.toUpperCase(Locale.ROOT)))
        .withRandomOrders(firstOrders(), mostOrders())
        .withPoints(points)
        .withSeed(seed.value());
  }

  private int firstOrders() {
    return random == null ? FIRST_ORDERS : random;
  }

  private int mostOrders() {
    return random == null ? ENOUGH_ORDERS : random;
  }

  private Answer answer(List<AblatedLayer> found, Normalization normal) {
    List<Reading> readings = found.stream().flatMap(layer -> layer.readings().stream()).toList();
    Map<String, Object> diagnostics = new LinkedHashMap<>();
    found.forEach(layer -> diagnostics.put(layer.layer().name(), layer.diagnostics()));
    return new Answer("ablate", conditions(), parameters(normal), readings, diagnostics);
  }

  private Conditions conditions() {
    return Conditions.of(1).withOmpThreads(OmpThreads.count()).withSeed(seed.value());
  }

  private Map<String, Object> parameters(Normalization normal) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("model", model.file().toString());
    probe.describe(parameters);
    normal.describe(parameters);
    parameters.put("test", test.toString());
    parameters.put("testLabels", testLabels.toString());
    parameters.put("value", value);
    parameters.put("random", firstOrders());
    parameters.put("mostRandom", mostOrders());
    parameters.put("points", points);
    return parameters;
  }
}
