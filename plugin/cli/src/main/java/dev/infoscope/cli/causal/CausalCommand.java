// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.discrete.Range;
import dev.infoscope.measure.causal.CausalBins;
import dev.infoscope.measure.causal.Overflow;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Conditions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code infoscope measure causal}: the causal plane of saved weights. */
@Command(
    name = "causal",
    description = {
      "Sensitivity, effective information and degeneracy of a layer, in bits: what its weights do"
          + " to inputs that are set at random.",
      "Several layers, each with its own --weights, --bias and --activation, from input to output,"
          + " are read as one block.",
      TableOptions.KINDS
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope measure causal --weights W.npy --bias b.npy --activation tanh",
      "  infoscope measure causal --weights W.csv --activation relu --input-range -1:1"
    },
    sortOptions = false)
public final class CausalCommand implements Callable<Integer> {
  /** A table of bins x bins is held per edge. */
  private static final int MOST_BINS = 4096;

  @ArgGroup(exclusive = false, multiplicity = "1..*")
  private List<LayerFiles> layers = new ArrayList<>();

  @Option(
      names = "--input-range",
      defaultValue = "0:1",
      paramLabel = "LO:HI",
      converter = RangeConverter.class,
      description = "Range of the outputs of the layer before; default ${DEFAULT-VALUE}.")
  private Range inputRange = new Range(0, 1);

  @Option(
      names = "--output-range",
      paramLabel = "LO:HI",
      converter = RangeConverter.class,
      description =
          "Range over which outputs are binned; default: the range of the activation, or 0:1 if"
              + " it has no bounds.")
  private @Nullable Range outputRange;

  @Option(
      names = "--bins",
      defaultValue = "64",
      paramLabel = "N",
      description = "Bins of every input and output; default ${DEFAULT-VALUE}.")
  private int bins;

  @Option(
      names = "--overflow",
      defaultValue = "clamp",
      paramLabel = "RULE",
      converter = OverflowConverter.class,
      description =
          "Outputs beyond their range: clamp counts them in the end bins, drop leaves them out as"
              + " the authors' program does; default ${DEFAULT-VALUE}.")
  private Overflow overflow = Overflow.CLAMP;

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

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--samples",
      defaultValue = "65536",
      paramLabel = "N",
      description = "Samples of a block of several layers; default ${DEFAULT-VALUE}.")
  private int samples;

  @Mixin private TableOptions tables = new TableOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private CommandSpec command;

  /** For the command line only. */
  public CausalCommand() {}

  @Override
  public Integer call() {
    CausalOptions options = options();
    if (layers.size() > 1) {
      block(options);
    } else {
      layer(options);
    }
    return 0;
  }

  private void layer(CausalOptions options) {
    CausalResult result = CausalResult.of(options, layers.get(0), tables);
    Answer answer =
        new Answer(
            "causal",
            conditions(),
            parameters(options),
            result.readings(),
            CausalDiagnostics.of(options, result));
    output.print(answer, ansi -> new CausalText(options, result).text(ansi));
  }

  private void block(CausalOptions options) {
    BlockResult result = BlockResult.of(options, layers, tables);
    Answer answer =
        new Answer(
            "causal",
            conditions(),
            parameters(options),
            result.readings(),
            BlockDiagnostics.of(options, result));
    output.print(answer, ansi -> new BlockText(options, result).text(ansi));
  }

  private CausalOptions options() {
    Usage.check(
        command,
        () -> {
          Require.atLeast("--bins", bins, 2);
          Require.atMost("--bins", bins, MOST_BINS);
          Require.atLeast("--samples", samples, 1);
          if (layers.size() > 1) {
            Require.that(bins <= 127, "--bins (%d) must be <= 127 for a block of layers", bins);
            Require.that(!joint, "--joint (true) must be false for a block of layers");
            Require.that(
                overflow == Overflow.CLAMP,
                "--overflow (drop) must be clamp for a block of layers");
          }
        });
    CausalBins both = CausalBins.of(bins).with(overflow);
    return new CausalOptions(inputRange, outputRange, both, joint, perEdge, samples, seed.value());
  }

  /** Without samples all is exact. */
  private Conditions conditions() {
    Conditions exact = Conditions.of(1);
    return joint || layers.size() > 1 ? exact.withSeed(seed.value()) : exact;
  }

  private Map<String, Object> parameters(CausalOptions options) {
    LayerFiles last = layers.get(layers.size() - 1);
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (layers.size() == 1) {
      parameters.putAll(last.parameters());
    } else {
      parameters.put("layers", layers.stream().map(LayerFiles::parameters).toList());
      parameters.put("samples", samples);
    }
    parameters.put("inputRange", CausalOptions.words(options.inputRange()));
    parameters.put("outputRange", CausalOptions.words(options.outputRange(last)));
    parameters.put("bins", bins);
    parameters.put("overflow", OverflowConverter.words(overflow));
    parameters.put("joint", joint);
    parameters.put("perEdge", perEdge);
    tables.tell(parameters);
    return parameters;
  }
}
