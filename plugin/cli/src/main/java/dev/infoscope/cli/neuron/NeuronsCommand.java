// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.neuron;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.option.LabelsOption;
import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.cli.option.ShufflesOption;
import dev.infoscope.cli.table.FewestRows;
import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.LabelColumn;
import dev.infoscope.cli.table.LabelledLayer;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.neuron.DuplicateUnit;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.Neuron;
import dev.infoscope.measure.neuron.NeuronCounts;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Conditions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code infoscope measure neurons}: what single neurons know of the class. */
@Command(
    name = "neurons",
    description = {
      "Entropy, class information and KL selectivity of every unit of a layer, in bits; dead,"
          + " always-on and duplicate units.",
      TableOptions.KINDS
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope measure neurons -a hidden.npy -l y.npy",
      "  infoscope measure neurons -a sigmoid.npy -l y.npy --threshold 0.5"
    },
    sortOptions = false)
public final class NeuronsCommand implements Callable<Integer> {
  private static final int MOST_PERMUTATIONS = 1_000_000;
  static final Metric ENTROPY = NeuronMetrics.ENTROPY.perLayer("unit");
  static final Metric LABEL_INFORMATION = NeuronMetrics.LABEL_INFORMATION.perLayer("unit");
  static final Metric SELECTIVITY = NeuronMetrics.SELECTIVITY.perLayer("unit");

  @Option(
      names = {"-a", "--activations"},
      required = true,
      paramLabel = "FILE",
      description = "Activations of a layer, [rows x units].")
  private Path activations = Path.of("");

  @Mixin private LabelsOption labels = new LabelsOption();

  @Option(
      names = "--quantizer",
      defaultValue = "1bit",
      paramLabel = "RULE",
      converter = RuleConverter.class,
      description =
          "How values become codes: 1bit (above --threshold), 2means, quantile:N, levels:N;"
              + " default ${DEFAULT-VALUE}.")
  private Discretizer rule = Discretizer.threshold(0);

  @Option(
      names = "--threshold",
      paramLabel = "T",
      description = "For 1bit: values strictly above it are 1. Default 0; for a sigmoid take 0.5.")
  private @Nullable Double threshold;

  @Mixin private ShufflesOption shuffles = new ShufflesOption(100, MOST_PERMUTATIONS);

  @Option(
      names = "--permutations",
      paramLabel = "N",
      hidden = true,
      description = "The name of --null in earlier versions.")
  private @Nullable Integer permutations;

  @Mixin private SeedOption seed = new SeedOption();

  @Mixin private TableOptions tables = new TableOptions();

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec command;

  /** For the command line only. */
  public NeuronsCommand() {}

  @Override
  public Integer call() {
    Discretizer chosen = rule();
    Matrix matrix = tables.matrix(activations);
    LabelColumn column = tables.labels(labels.file(), matrix::rows);
    FewestRows.require(activations, matrix.rows());
    LayerNeurons neurons = neurons(chosen, matrix, LabelledLayer.classes(column, matrix), column);
    Layer layer = new Layer(0, FileStem.of(activations), "file", null, "");
    Answer answer =
        new Answer(
            "neurons",
            conditions(),
            parameters(chosen),
            readings(layer, neurons),
            diagnostics(matrix, column, neurons));
    output.print(answer, ansi -> new NeuronsText(layer, chosen, neurons).text(ansi));
    return 0;
  }

  private Discretizer rule() {
    return Usage.checked(
        command,
        () -> {
          shuffles.check();
          Integer old = permutations;
          Require.that(
              old == null || old >= 0 && old <= MOST_PERMUTATIONS,
              "--permutations (%d) must be from 0 to %d",
              old,
              MOST_PERMUTATIONS);
          boolean oneBit = rule.kind() == Discretizer.Kind.THRESHOLD;
          Require.that(threshold == null || oneBit, "--threshold goes with --quantizer 1bit only");
          return threshold == null ? rule : Discretizer.threshold(threshold);
        });
  }

  private int shuffles() {
    return permutations == null ? shuffles.value() : permutations;
  }

  private LayerNeurons neurons(
      Discretizer chosen, Matrix matrix, int[] classes, LabelColumn column) {
    Activations values = Activations.of(matrix.values(), matrix.columns());
    NeuronCounts counts = new NeuronCounts(chosen.perUnit(null, values), column.classes().length);
    return LayerNeurons.of(counts.accept(values, classes).snapshot(), shuffles(), seed.value());
  }

  private static List<Reading> readings(Layer layer, LayerNeurons neurons) {
    List<Reading> readings = new ArrayList<>();
    for (Neuron neuron : neurons.neurons()) {
      Map<String, String> labels = Map.of("unit", String.valueOf(neuron.unit()));
      readings.add(Reading.of(ENTROPY, layer, labels, neuron.entropy()));
      readings.add(Reading.of(LABEL_INFORMATION, layer, labels, neuron.labelInformation()));
      readings.add(Reading.of(SELECTIVITY, layer, labels, neuron.selectivity()));
    }
    return readings;
  }

  private static Map<String, Object> diagnostics(
      Matrix matrix, LabelColumn column, LayerNeurons neurons) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", matrix.rows());
    json.put("classes", column.classes());
    json.put("dead", neurons.dead());
    json.put("alwaysOn", neurons.alwaysOn());
    json.put("alwaysOff", neurons.alwaysOff());
    json.put("duplicate", twins(neurons.duplicates()));
    json.put("sameCode", twins(neurons.sameCode()));
    json.put(
        "correctedInformation",
        neurons.neurons().stream().mapToDouble(Neuron::correctedInformation).toArray());
    json.put(
        "classSelectivity",
        neurons.neurons().stream().mapToDouble(Neuron::classSelectivity).toArray());
    json.put(
        "classSelectivityWithheld",
        neurons.neurons().stream().map(Neuron::whyNoClassSelectivity).toList());
    json.put("informationThreshold", neurons.informationThreshold());
    json.put("selectivityThreshold", neurons.selectivityThreshold());
    return json;
  }

  private static List<Map<String, Object>> twins(List<DuplicateUnit> twins) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (DuplicateUnit twin : twins) {
      list.add(Map.of("unit", twin.unit(), "of", twin.of()));
    }
    return list;
  }

  private Conditions conditions() {
    Conditions exact = Conditions.of(1);
    return shuffles() > 0 ? exact.withSeed(seed.value()) : exact;
  }

  private Map<String, Object> parameters(Discretizer chosen) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("activations", activations.toString());
    parameters.put("labels", labels.file().toString());
    parameters.put("quantizer", RuleConverter.text(chosen));
    parameters.put("permutations", shuffles());
    tables.tell(parameters);
    return parameters;
  }
}
