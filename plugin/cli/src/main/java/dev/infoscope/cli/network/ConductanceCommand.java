// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.answer.Answer;
import dev.infoscope.cli.answer.OutputOptions;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.option.ModelOption;
import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.cli.option.ShufflesOption;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Conditions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code infoscope measure conductance}: the conductance plane of a saved network. */
@Command(
    name = "conductance",
    description = {
      "Conductance of every layer of a saved DL4J network, and the information plane of"
          + " conductances beside that of activations on the same examples, in bits.",
      "A reconstruction after Dabounou and Baazzouz 2024; see src/site/conductance.md."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope measure conductance -m net.zip --probe x.npy -l y.npy",
      "  infoscope measure conductance -m net.h5 --probe x.npy -l y.npy --steps 20"
    },
    sortOptions = false)
public final class ConductanceCommand implements Callable<Integer> {
  private static final int MOST = 10_000; // steps, shuffles

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private ClassOptions classes = new ClassOptions();

  @Mixin private ProbeOptions probe = new ProbeOptions();

  @Option(
      names = "--steps",
      defaultValue = "50",
      paramLabel = "N",
      description = "Steps along the path; default ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--target",
      defaultValue = "predicted",
      paramLabel = "predicted|label|CLASS",
      converter = TargetConverter.class,
      description =
          "Whose logit: of the predicted class, of the true class (the label leaks in), or of one"
              + " class. Default ${DEFAULT-VALUE}.")
  private ConductanceTarget target = ConductanceTarget.predicted();

  @Option(
      names = "--rule",
      defaultValue = "midpoint",
      paramLabel = "RULE",
      converter = RuleConverter.class,
      description =
          "midpoint, averaged, captum-left, gauss-legendre or jacobian-input; default"
              + " ${DEFAULT-VALUE}.")
  private ConductanceRule rule = ConductanceRule.MIDPOINT;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Start of the path, one row of features; default 0.")
  private @Nullable Path baseline;

  @Option(
      names = "--bins",
      defaultValue = "30",
      paramLabel = "N",
      description = "Bins per unit of the binned estimator; default ${DEFAULT-VALUE}.")
  private int bins;

  @Mixin private ShufflesOption shuffles = new ShufflesOption(20, MOST);

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--per-sample",
      description = "With --json, the conductances themselves, layer by layer and row by row.")
  private boolean perSample;

  @Option(
      names = "--maps",
      paramLabel = "FOLDER",
      description =
          "Also draw the integrated gradients of every example as PNG, blue for the class and red"
              + " against it; needs --shape channels,height,width.")
  private @Nullable Path maps;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private CommandSpec command;

  /** For the command line only. */
  public ConductanceCommand() {}

  @Override
  public Integer call() {
    ConductanceRequest request = request();
    ModelFile file = new ModelFile(model.file(), classes.allowed());
    Normalization normal = probe.normalization(file);
    ConductanceStudy study = ConductanceStudy.of(request, file, probe, normal);
    if (maps != null) {
      AttributionFiles.write(maps, study.found(), probe.shape());
    }
    Answer answer =
        new Answer(
            "conductance",
            conditions(),
            parameters(normal),
            study.readings(),
            study.diagnostics(perSample));
    output.print(answer, ansi -> normal.line() + new ConductanceText(study, request).text(ansi));
    return 0;
  }

  private ConductanceRequest request() {
    Usage.check(
        command,
        () -> {
          Require.atLeast("--steps", steps, 1);
          Require.atMost("--steps", steps, MOST);
          Require.atLeast("--bins", bins, 2);
          shuffles.check();
          Require.that(
              maps == null || probe.shape().length == 3,
              "--maps needs --shape channels,height,width");
        });
    PlaneSettings plane =
        PlaneSettings.defaults()
            .withQuantizer(Discretizer.activationRange(bins))
            .withShuffles(shuffles.value())
            .withSeed(seed.value());
    return new ConductanceRequest(
        rule, steps, target, baseline, probe.shape(), maps != null, probe.predict(), plane);
  }

  private Conditions conditions() {
    Conditions exact = Conditions.of(1).withOmpThreads(OmpThreads.count());
    return shuffles.value() > 0 ? exact.withSeed(seed.value()) : exact;
  }

  private Map<String, Object> parameters(Normalization normal) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("model", model.file().toString());
    probe.describe(parameters);
    normal.describe(parameters);
    parameters.put("steps", steps);
    parameters.put("target", target.toString());
    parameters.put("rule", rule.toString());
    parameters.put("baseline", baseline == null ? 0 : baseline.toString());
    parameters.put("bins", bins);
    parameters.put("noise", PlaneSettings.defaults().noise().toString());
    parameters.put("null", shuffles.value());
    return parameters;
  }

  /** Reads {@code predicted}, {@code label} or a class. */
  static final class TargetConverter implements ITypeConverter<ConductanceTarget> {
    @Override
    public ConductanceTarget convert(String word) {
      if (word.equals("predicted")) {
        return ConductanceTarget.predicted();
      } else if (word.equals("label")) {
        return ConductanceTarget.label();
      } else if (word.matches("\\d{1,6}")) {
        return ConductanceTarget.of(Integer.parseInt(word));
      }
      throw new TypeConversionException("'" + word + "' is not predicted, label or a class");
    }
  }

  /** Reads the name of a rule. */
  static final class RuleConverter implements ITypeConverter<ConductanceRule> {
    @Override
    public ConductanceRule convert(String word) {
      for (ConductanceRule rule : ConductanceRule.values()) {
        if (rule.toString().equals(word)) {
          return rule;
        }
      }
      throw new TypeConversionException(
          "'"
              + word
              + "' is not one of midpoint, averaged, captum-left, gauss-legendre, jacobian-input");
    }
  }
}
