// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.relay;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.option.LabelsOption;
import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.cli.option.ThreadsOption;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.measure.relay.CoarseGraining;
import dev.infoscope.measure.relay.SubsetTable;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Conditions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code infoscope measure relay}: relay information of a saved hidden layer. */
@Command(
    name = "relay",
    description = {
      "Through which neurons of a hidden layer the link from class to prediction runs, in bits.",
      TableOptions.KINDS
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope measure relay -a hidden.npy -l y.npy --predictions said.npy",
      "  infoscope measure relay -a hidden.npy -l y.npy --predictions said.npy --class 3"
    },
    sortOptions = false)
public final class RelayCommand implements Callable<Integer> {
  @Option(
      names = {"-a", "--activations"},
      required = true,
      paramLabel = "FILE",
      description = "Activations of a layer, [rows x units].")
  private Path activations = Path.of("");

  @Mixin private LabelsOption labels = new LabelsOption();

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "Class the network predicts for each row.")
  private Path predictions = Path.of("");

  @Option(
      names = "--class",
      paramLabel = "K",
      description = "Only this class against the rest; default every class.")
  private @Nullable Long only;

  @Option(
      names = "--coarse",
      defaultValue = "2means",
      paramLabel = "RULE",
      converter = CoarseConverter.class,
      description =
          "From values to levels: 2means, sign (above 0), median, or a number of levels of equal"
              + " width; default ${DEFAULT-VALUE}.")
  private CoarseGraining coarse = CoarseGraining.twoMeans();

  @Option(
      names = "--neurons",
      paramLabel = "N",
      description =
          "Look at the N most essential neurons; default all, of more than 64 the best 32.")
  private @Nullable Integer neurons;

  @Option(
      names = "--exhaustive",
      description = "Try every set of up to 22 neurons too, and say what the search missed.")
  private boolean exhaustive;

  @Option(
      names = "--corrected",
      description = "Correct relay informations for bias (Miller and Madow, cell by cell).")
  private boolean corrected;

  @Option(
      names = "--split-half",
      description = "Find the order on one half of the rows, read its values on the other.")
  private boolean splitHalf;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private SeedOption seed = new SeedOption();

  @Mixin private TableOptions tables = new TableOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private CommandSpec command;

  /** For the command line only. */
  public RelayCommand() {}

  @Override
  public Integer call() {
    RelayOptions options = options();
    RelayFiles files = RelayFiles.read(activations, labels.file(), predictions, tables);
    check(options, files);
    RelayResult result = new RelayResult(options, files);
    Map<String, Object> diagnostics = RelayDiagnostics.of(options, result);
    Answer answer = new Answer("relay", conditions(), parameters(), result.readings(), diagnostics);
    output.print(answer, ansi -> new RelayText(options, result).text(ansi));
    return 0;
  }

  private RelayOptions options() {
    Usage.check(
        command,
        () -> {
          Require.atLeast("--neurons", neurons == null ? 1 : neurons, 1);
          Require.atLeast("--threads", threads.value(), 1);
          Require.that(
              !exhaustive || coarse.levels() == 2,
              "--coarse (%s) must be one bit to try every set",
              CoarseConverter.text(coarse));
        });
    return new RelayOptions(
        coarse,
        only,
        neurons == null ? 0 : neurons,
        exhaustive,
        corrected,
        splitHalf,
        threads.value(),
        seed.value());
  }

  private void check(RelayOptions options, RelayFiles files) {
    if (only != null && files.place(only) < 0) {
      throw new InputException(labels.file(), "class %d does not occur", only);
    }
    int units = files.activations().columns();
    int kept = units > options.preselection().widest() ? options.preselection().neurons() : units;
    if (exhaustive && kept > SubsetTable.MOST_UNITS) {
      throw new InputException(
          activations,
          "%d neurons; every set can be tried of at most %d (see --neurons)",
          kept,
          SubsetTable.MOST_UNITS);
    }
    if (exhaustive && files.labels().length > SubsetTable.MOST_EXAMPLES) {
      throw new InputException(
          activations,
          "%d rows; every set can be tried on at most %d",
          files.labels().length,
          SubsetTable.MOST_EXAMPLES);
    }
  }

  private Conditions conditions() {
    return Conditions.of(threads.value()).withSeed(seed.value());
  }

  private Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("activations", activations.toString());
    parameters.put("labels", labels.file().toString());
    parameters.put("predictions", predictions.toString());
    parameters.put("class", only == null ? "every" : only);
    parameters.put("coarse", CoarseConverter.text(coarse));
    parameters.put("neurons", neurons == null ? "default" : neurons);
    parameters.put("exhaustive", exhaustive);
    parameters.put("corrected", corrected);
    parameters.put("splitHalf", splitHalf);
    tables.tell(parameters);
    return parameters;
  }
}
