// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.cli.option.ShufflesOption;
import dev.infoscope.cli.option.ThreadsOption;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.estimate.neighbours.Scale;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.InformationFlow;
import dev.infoscope.measure.flow.Relevance;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Conditions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How links are estimated, and what is made of them. */
final class FlowOptions {
  private static final String QUANTILE = "quantile:";
  private static final int MOST_SHUFFLES = 4000; // as many readings as the null keeps

  @Option(
      names = "--estimator",
      defaultValue = "ksg",
      paramLabel = "NAME",
      converter = KindConverter.class,
      description =
          "ksg (nearest neighbours, the released convention), ksg-printed (equation 6 as printed,"
              + " biased low) or binned; default ${DEFAULT-VALUE}.")
  private FlowEstimator.Kind kind = FlowEstimator.Kind.KSG;

  @Option(
      names = "--k",
      defaultValue = "5",
      paramLabel = "K",
      description = "Number of nearest neighbours; default ${DEFAULT-VALUE}.")
  private int neighbours = 5;

  @Option(
      names = "--jitter",
      defaultValue = "1e-9",
      paramLabel = "SHARE",
      description =
          "Noise against ties, as a share of a unit's deviation; default ${DEFAULT-VALUE}.")
  private double jitter = 1e-9;

  @Option(
      names = "--scale",
      defaultValue = "standard",
      paramLabel = "HOW",
      converter = ScaleConverter.class,
      description =
          "How units are scaled before the search for neighbours: standard, rank or none; default"
              + " ${DEFAULT-VALUE}.")
  private Scale scale = Scale.STANDARD;

  @Option(
      names = "--bins",
      defaultValue = "8",
      paramLabel = "N|quantile:N",
      description =
          "Bins of every unit for binned: of equal width over its own range, or of equal mass;"
              + " default ${DEFAULT-VALUE}.")
  private String bins = "8";

  @Option(
      names = "--corrected",
      description = "Correct binned for its bias, to first order (Miller and Madow).")
  private boolean corrected;

  @Option(
      names = "--beta",
      defaultValue = "0",
      paramLabel = "B",
      description =
          "Subtract what a unit shares with others of its layer (equation 3; 5e-4 in the paper);"
              + " default ${DEFAULT-VALUE}.")
  private double beta;

  @Option(
      names = "--redundancy",
      defaultValue = "preceding",
      paramLabel = "WHICH",
      converter = OthersConverter.class,
      description =
          "Which others count for --beta: preceding (sum, as printed) or all (mean); default"
              + " ${DEFAULT-VALUE}.")
  private Relevance.Others others = Relevance.Others.PRECEDING;

  @Option(
      names = "--whole-layer",
      description =
          "Relevance of the whole layer instead of single units, as equation 3 is printed.")
  private boolean wholeLayer;

  @Mixin private ShufflesOption shuffles = new ShufflesOption(0, MOST_SHUFFLES);

  @Option(
      names = "--fdr",
      paramLabel = "RATE",
      description =
          "Keep in graph and attribution only links that stand out from the null at this rate of"
              + " false discoveries.")
  private @Nullable Double rate;

  @Option(
      names = "--gamma",
      defaultValue = "1",
      paramLabel = "G",
      description =
          "Resolution of the communities in the paper's convention, lower for more and smaller"
              + " ones; default ${DEFAULT-VALUE}.")
  private double gamma = 1;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private SeedOption seed = new SeedOption();

  /** All are checked before any file is read. */
  void check() {
    Require.atLeast("--k", neighbours, 1);
    shuffles.check();
    Require.atLeast("--threads", threads.value(), 1);
    Require.that(
        jitter >= 0 && Double.isFinite(jitter), "--jitter (%s) must be finite and >= 0", jitter);
    Require.that(beta >= 0 && Double.isFinite(beta), "--beta (%s) must be finite and >= 0", beta);
    Require.that(gamma > 0 && Double.isFinite(gamma), "--gamma (%s) must be finite and > 0", gamma);
    Double share = rate;
    Require.that(
        share == null || share > 0 && share < 1, "--fdr (%s) must be above 0 and below 1", rate);
    Require.that(
        share == null || kind == FlowEstimator.Kind.BINNED || shuffles.value() > 0,
        "--fdr (%s) needs a null: --null 20, or --estimator binned",
        rate);
    Require.that(
        !wholeLayer || kind != FlowEstimator.Kind.BINNED, "--whole-layer needs --estimator ksg");
    Require.that(
        !corrected || kind == FlowEstimator.Kind.BINNED, "--corrected needs --estimator binned");
    estimator();
  }

  /** Once it is known how many examples there are. */
  void check(Path file, int rows) {
    if (kind != FlowEstimator.Kind.BINNED && neighbours >= rows) {
      throw new InputException(
          file, "--k (%d) must be below the number of rows (%d)", neighbours, rows);
    }
  }

  private FlowEstimator estimator() {
    boolean equalMass = bins.startsWith(QUANTILE);
    int count;
    try {
      count = Integer.parseInt(equalMass ? bins.substring(QUANTILE.length()) : bins);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "--bins ('%s') must be a number or quantile:number", bins), e);
    }
    Require.that(count >= 2 && count <= 128, "--bins (%d) must be from 2 to 128", count);
    return new FlowEstimator(kind, neighbours, scale, jitter, count, equalMass, corrected);
  }

  InformationFlow reader() {
    Relevance relevance = new Relevance(beta, others, wholeLayer);
    return new InformationFlow(
        estimator(), relevance, shuffles.value(), threads.value(), seed.value());
  }

  @Nullable Double rate() {
    return rate;
  }

  double gamma() {
    return gamma;
  }

  /** The binned estimator draws nothing. */
  Conditions conditions() {
    Conditions exact = Conditions.of(threads.value());
    return !isBinned() && (jitter > 0 || shuffles.value() > 0)
        ? exact.withSeed(seed.value())
        : exact;
  }

  String inWords() {
    return estimator().toString();
  }

  int neighbours() {
    return neighbours;
  }

  boolean isBinned() {
    return kind == FlowEstimator.Kind.BINNED;
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("estimator", kind.label());
    parameters.put("k", neighbours);
    parameters.put("jitter", jitter);
    parameters.put("scale", scale.name().toLowerCase(Locale.ROOT));
    parameters.put("bins", bins);
    parameters.put("corrected", corrected);
    parameters.put("beta", beta);
    parameters.put("redundancy", others.name().toLowerCase(Locale.ROOT));
    parameters.put("wholeLayer", wholeLayer);
    parameters.put("null", shuffles.value());
    parameters.put("fdr", Objects.requireNonNullElse(rate, Double.NaN));
    parameters.put("gamma", gamma);
    return parameters;
  }

  private static <E> E named(E[] all, Function<E, String> name, String given) {
    return Arrays.stream(all)
        .filter(each -> name.apply(each).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    String.format(
                        Locale.ROOT,
                        "'%s' is not one of %s",
                        given,
                        Arrays.stream(all).map(name).toList())));
  }

  /** Estimators by name. */
  static final class KindConverter implements ITypeConverter<FlowEstimator.Kind> {
    @Override
    public FlowEstimator.Kind convert(String value) {
      return named(FlowEstimator.Kind.values(), FlowEstimator.Kind::label, value);
    }
  }

  /** Scales by name. */
  static final class ScaleConverter implements ITypeConverter<Scale> {
    @Override
    public Scale convert(String value) {
      return named(Scale.values(), scale -> scale.name().toLowerCase(Locale.ROOT), value);
    }
  }

  /** Redundancies by name. */
  static final class OthersConverter implements ITypeConverter<Relevance.Others> {
    @Override
    public Relevance.Others convert(String value) {
      return named(
          Relevance.Others.values(), which -> which.name().toLowerCase(Locale.ROOT), value);
    }
  }
}
