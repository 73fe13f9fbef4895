// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.cli.option.ShufflesOption;
import dev.infoscope.cli.table.LayerFiles;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Conditions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code infoscope measure information-plane}: I(X;T) and I(T;Y) of saved activations. */
@Command(
    name = "information-plane",
    description = {
      "I(X;T), what a layer keeps of the input, and I(T;Y), what it holds about the label, in"
          + " bits.",
      TableOptions.KINDS + " Files may be larger than memory."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope measure information-plane -a hidden.npy -a output.npy -l y.npy",
      "  infoscope measure information-plane -a relu.csv -l y.csv --range data -j"
    },
    sortOptions = false)
public final class InformationPlaneCommand implements Callable<Integer> {
  private static final int MOST_SHUFFLES = 10_000;

  @Mixin private LayerFiles files = new LayerFiles();

  @Option(
      names = "--estimator",
      arity = "1..*",
      split = ",",
      paramLabel = "NAME",
      converter = EstimatorChoice.Converter.class,
      description =
          "binned, pairwise, ksg, renyi; repeat for more. pairwise gives an upper bound and, as"
              + " pairwise-lower, a lower one. Default: binned and pairwise.")
  private List<EstimatorChoice> estimators =
      List.of(EstimatorChoice.BINNED, EstimatorChoice.PAIRWISE);

  @Option(
      names = "--bins",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "Bins per unit; default ${DEFAULT-VALUE}, and 29 to compare with the figures of the first"
              + " papers.")
  private int bins;

  @Option(
      names = "--range",
      defaultValue = "-1:1",
      paramLabel = "LO:HI|data",
      converter = BinRange.Converter.class,
      description =
          "Where the bins lie: between two numbers, values beyond go to the end bins; or"
              + " from smallest to largest value of each layer. Default ${DEFAULT-VALUE}.")
  private BinRange range = new BinRange(null);

  @Option(
      names = "--noise",
      defaultValue = "relative:0.1",
      paramLabel = "KIND:AMOUNT",
      converter = NoiseConverter.class,
      description =
          "Noise of the pairwise bounds, relative:factor of the layer's variance or"
              + " absolute:variance. Default ${DEFAULT-VALUE}.")
  private Noise noise = Noise.relative(0.1);

  @Mixin private ShufflesOption shuffles = new ShufflesOption(20, MOST_SHUFFLES);

  @Option(
      names = "--sample",
      defaultValue = "2000",
      paramLabel = "N",
      description =
          "Rows that estimators which need all pairs look at, chosen by hash of the row number;"
              + " default ${DEFAULT-VALUE}. Of more than 4096 rows pairwise takes some of the"
              + " pairs, in the time of 4096.")
  private int sample;

  @Option(
      names = "--max-patterns",
      defaultValue = "4000000",
      paramLabel = "N",
      description =
          "Different patterns, by label, beyond which binned counts some of them only"
              + " and says saturated; about 80 bytes each. Default ${DEFAULT-VALUE}.")
  private int mostPatterns;

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--allow-nan",
      description = "Do not refuse NaN and infinity; such a layer has no reading, and is flagged.")
  private boolean allowNan;

  @Option(
      names = "--diagnose",
      description =
          "Also try other bins, fewer rows and twice the scale on the sample, and compare layers"
              + " and estimators.")
  private boolean diagnose;

  @Mixin private TableOptions tables = new TableOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private CommandSpec command;

  /** For the command line only. */
  public InformationPlaneCommand() {}

  @Override
  public Integer call() {
    PlaneOptions options = options();
    PlaneResult result = new PlaneRun(options, files, tables, output.progress()).result();
    Answer answer =
        new Answer(
            "information-plane",
            conditions(options, result),
            parameters(options, result),
            result.readings(),
            PlaneDiagnostics.of(result));
    output.print(answer, ansi -> new PlaneText(options, result).text(ansi));
    return 0;
  }

  private PlaneOptions options() {
    Usage.check(
        command,
        () -> {
          Require.atLeast("--bins", bins, 2);
          shuffles.check();
          Require.atLeast("--sample", sample, 2);
          Require.atLeast("--max-patterns", mostPatterns, 1);
        });
    return new PlaneOptions(
        EnumSet.copyOf(estimators),
        bins,
        range,
        noise,
        shuffles.value(),
        seed.value(),
        sample,
        mostPatterns,
        allowNan,
        diagnose);
  }

  private Conditions conditions(PlaneOptions options, PlaneResult result) {
    Conditions exact = Conditions.of(1);
    boolean choosesRows = options.samplesRows() && result.sample() < result.examples();
    return shuffles.value() > 0 || diagnose || choosesRows ? exact.withSeed(seed.value()) : exact;
  }

  private Map<String, Object> parameters(PlaneOptions options, PlaneResult result) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    files.tell(parameters);
    parameters.put("estimator", options.estimators().stream().map(String::valueOf).toList());
    parameters.put("bins", bins);
    parameters.put("range", range.toString());
    parameters.put("noise", noise.toString());
    parameters.put("null", shuffles.value());
    parameters.put("sample", result.sample());
    parameters.put("maxPatterns", mostPatterns);
    parameters.put("allowNan", allowNan);
    parameters.put("diagnose", diagnose);
    tables.tell(parameters);
    return parameters;
  }
}
