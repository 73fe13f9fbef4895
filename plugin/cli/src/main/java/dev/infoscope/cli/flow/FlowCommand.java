// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Conditions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code infoscope measure flow}: the information flow through saved layers. */
@Command(
    name = "flow",
    description = {
      "Neural information flow: the information that every unit of a layer holds about every unit"
          + " of the next, in bits, and the network as a graph of it.",
      TableOptions.KINDS + " They are [examples x units]."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope measure flow -a inputs.npy -a hidden.npy -a logits.npy --null 20",
      "  infoscope measure flow -a hidden.npy -a logits.npy --svg flow.svg"
    },
    sortOptions = false)
public final class FlowCommand implements Callable<Integer> {
  @Option(
      names = {"-a", "--activations", "--layer"},
      required = true,
      arity = "1",
      paramLabel = "FILE",
      description =
          "Values of a layer; at least two, from input to output, each computed from the one"
              + " before. Give logits, not probabilities, of a softmax.")
  private List<Path> files = List.of();

  @Mixin private FlowOptions options = new FlowOptions();

  @Mixin private FlowFiles pictures = new FlowFiles();

  @Option(
      names = "--attribution",
      description =
          "With --json, the sum over all paths of the product of their links, for every feature"
              + " and output.")
  private boolean attribution;

  @Mixin private TableOptions tables = new TableOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private CommandSpec command;

  /** For the command line only. */
  public FlowCommand() {}

  @Override
  public Integer call() {
    requireGood();
    pictures.check(files);
    FlowResult result = FlowResult.of(options, files, tables);
    pictures.write(result, options.conditions(), command.commandLine().getOut());
    Map<String, Object> diagnostics = FlowDiagnostics.of(result, options, attribution);
    Conditions conditions = options.conditions();
    Answer answer = new Answer("flow", conditions, parameters(), result.readings(), diagnostics);
    if (!pictures.takesStandard()) {
      output.print(answer, ansi -> new FlowText(result, options).text(ansi));
    }
    return 0;
  }

  private void requireGood() {
    Usage.check(
        command,
        () -> {
          Require.that(
              files.size() >= 2, "--layer (%d) must be given at least twice", files.size());
          options.check();
        });
  }

  private Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("layers", files.stream().map(Path::toString).toList());
    parameters.putAll(options.parameters());
    tables.tell(parameters);
    return parameters;
  }
}
