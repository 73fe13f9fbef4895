// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.count.Range;
import dev.infoscope.count.Require;
import dev.infoscope.report.Provenance;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code infoscope measure causal}: the causal plane of saved weights. */
@Command(
    name = "causal",
    description = {
      "Sensitivity, effective information and degeneracy of a layer, in bits: what its weights do"
          + " to inputs that are set at random.",
      "Tables are .npy (float32, float64, int32, int64; C order; 1-D or 2-D) or .csv (numbers,"
          + " comma; a first line without any number is a header)."
    },
    sortOptions = false)
public final class CausalCommand implements Callable<Integer> {
  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "Weights of a layer, [inputs x outputs].")
  private Path weights = Path.of("");

  @Option(names = "--bias", paramLabel = "FILE", description = "One number per output; default 0.")
  private @Nullable Path bias;

  @Option(
      names = "--activation",
      required = true,
      paramLabel = "NAME[:P]",
      converter = NamedActivation.Converter.class,
      description =
          "sigmoid, tanh, relu, leakyrelu:SLOPE, elu:ALPHA, softplus, hardsigmoid, hardtanh,"
              + " gelu, swish:SLOPE, identity (for the logits of a softmax).")
  private @Nullable NamedActivation activation;

  @Option(
      names = "--input-range",
      defaultValue = "0:1",
      paramLabel = "LO:HI",
      converter = RangeConverter.class,
      description = "What the layer before can put out; default ${DEFAULT-VALUE}.")
  private Range inputRange = new Range(0, 1);

  @Option(
      names = "--output-range",
      paramLabel = "LO:HI",
      converter = RangeConverter.class,
      description =
          "Over which outputs are binned, values beyond go to the end bins; default that of the"
              + " activation, 0:1 where it has no bounds.")
  private @Nullable Range outputRange;

  @Option(
      names = "--bins",
      defaultValue = "64",
      paramLabel = "N",
      description = "Bins of every input and output; default ${DEFAULT-VALUE}.")
  private int bins;

  @Option(
      names = "--joint",
      description =
          "Estimate the joint effective information too; it is refused, with bounds, where the"
              + " outputs have too many patterns.")
  private boolean joint;

  @Option(
      names = "--per-edge",
      description = "With --json, sensitivity and effective information of every edge.")
  private boolean perEdge;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the joint estimate, the rest is exact; default ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private CommandSpec command;

  /** For the command line only. */
  public CausalCommand() {}

  @Override
  public Integer call() {
    CausalOptions options = options();
    CausalResult result = CausalResult.of(options, weights, bias);
    Answer answer =
        new Answer(
            "causal",
            parameters(options),
            result.readings(),
            CausalDiagnostics.of(options, result));
    output.print(answer, ansi -> new CausalText(options, result).text(ansi));
    return 0;
  }

  private CausalOptions options() {
    try {
      Require.atLeast("--bins", bins, 2);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
    return new CausalOptions(
        Objects.requireNonNull(activation), inputRange, outputRange, bins, joint, perEdge, seed);
  }

  private Map<String, Object> parameters(CausalOptions options) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("version", Provenance.currentVersion());
    parameters.put("weights", weights.toString());
    parameters.put("bias", bias == null ? Double.NaN : bias.toString());
    parameters.put("activation", options.activation().name());
    parameters.put("inputRange", CausalOptions.words(options.inputRange()));
    parameters.put("outputRange", CausalOptions.words(options.outputRange()));
    parameters.put("bins", bins);
    parameters.put("joint", joint);
    parameters.put("perEdge", perEdge);
    parameters.put("seed", seed);
    return parameters;
  }
}
