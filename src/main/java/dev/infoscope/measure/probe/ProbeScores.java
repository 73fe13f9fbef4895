// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.probe;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.ClassedRows;
import dev.infoscope.network.OutputSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.ValueErrors;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Loss and accuracy on the probe set, of every output of the network: what people judge training
 * by, beside what the other measures say.
 *
 * <p>Classes have the accuracy and the balanced accuracy, each with an interval, see {@link
 * ClassScores}; values have R2 and the root of the mean squared error, see {@link ValueScores}. The
 * loss is that of the output's own loss function. All comes from the pass through the network that
 * is made for the other measures.
 *
 * <p>An output that is not finite reads {@code NaN} with {@link Flag#NOT_FINITE}; one without
 * targets, or with a mask that leaves none in, {@code NaN} with {@link Flag#NO_TARGETS}; R2 of
 * constant targets {@code NaN} with {@link Flag#UNDEFINED}. An accuracy that saying the largest
 * class would reach is flagged {@link Flag#AT_CHANCE}.
 */
public final class ProbeScores implements Measure {
  private static final String TOP = "top";
  private static final String BALANCED = "balanced";

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public boolean readsOutputs() {
    return true;
  }

  /** Counting costs next to nothing. */
  @Override
  public Cost cost(Snapshot snapshot) {
    return new Cost(snapshot.examples(), snapshot.examples());
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    List<Reading> readings = new ArrayList<>();
    for (OutputSnapshot output : snapshot.outputs()) {
      readings.add(loss(output));
      if (output.classes() != null) {
        classes(output.name(), output.classes(), readings);
      }
      if (output.errors() != null) {
        values(output.name(), output.errors(), readings);
      }
    }
    return Findings.of(readings);
  }

  private static Reading loss(OutputSnapshot output) {
    Double loss = output.loss();
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (loss == null) {
      flags.add(Flag.NO_TARGETS);
    } else if (!Double.isFinite(loss)) {
      flags.add(Flag.NOT_FINITE);
    }
    double value = flags.isEmpty() && loss != null ? loss : Double.NaN;
    Uncertainty uncertainty = Uncertainty.of(output.examples(), Double.NaN);
    return reading(
        ProbeMetrics.LOSS, Map.of("output", output.name()), value, uncertainty, flags, "");
  }

  private static void classes(String output, ClassedRows rows, List<Reading> into) {
    ClassScores scores = new ClassScores(rows);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (scores.examples() == 0) {
      flags.add(Flag.NO_TARGETS);
    } else if (!scores.isFinite()) {
      flags.add(Flag.NOT_FINITE);
    }
    boolean known = flags.isEmpty();
    if (known && scores.isAtChance()) {
      flags.add(Flag.AT_CHANCE);
    }
    Map<String, String> labels = Map.of("output", output);
    double top = known ? scores.accuracy() : Double.NaN;
    Uncertainty ofTop = Uncertainty.of(scores.examples(), known ? scores.standardError() : top, 1);
    into.add(reading(ProbeMetrics.ACCURACY, labels, top, ofTop, flags, ""));
    double balanced = known ? scores.balanced() : Double.NaN;
    Uncertainty ofBalanced =
        Uncertainty.of(scores.examples(), known ? scores.balancedStandardError() : balanced, 1);
    into.add(reading(ProbeMetrics.BALANCED_ACCURACY, labels, balanced, ofBalanced, flags, ""));
    ClassScores.Interval none = ClassScores.Interval.NONE;
    interval(output, TOP, known ? scores.interval() : none, ofTop, flags, into);
    interval(output, BALANCED, known ? scores.balancedInterval() : none, ofBalanced, flags, into);
  }

  private static void interval(
      String output,
      String kind,
      ClassScores.Interval interval,
      Uncertainty uncertainty,
      Set<Flag> flags,
      List<Reading> into) {
    Map<String, String> labels = Map.of("output", output, "accuracy", kind);
    String how = kind.equals(TOP) ? "95 %, Wilson" : "95 %, Wilson per class, MOVER";
    into.add(reading(ProbeMetrics.ACCURACY_LOW, labels, interval.low(), uncertainty, flags, how));
    into.add(reading(ProbeMetrics.ACCURACY_HIGH, labels, interval.high(), uncertainty, flags, how));
  }

  private static void values(String output, ValueErrors errors, List<Reading> into) {
    ValueScores scores = ValueScores.of(errors);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (scores.rows() == 0) {
      flags.add(Flag.NO_TARGETS);
    } else if (!scores.isFinite()) {
      flags.add(Flag.NOT_FINITE);
    }
    boolean known = flags.isEmpty();
    Map<String, String> labels = Map.of("output", output);
    Uncertainty ofErrors = Uncertainty.of(scores.rows(), Double.NaN);
    double rmse = known ? scores.rmse() : Double.NaN;
    into.add(reading(ProbeMetrics.RMSE, labels, rmse, ofErrors, flags, ""));
    if (known && scores.constant() == scores.columns()) {
      flags.add(Flag.UNDEFINED);
    }
    double r2 = flags.isEmpty() ? scores.r2() : Double.NaN;
    Uncertainty ofR2 = Uncertainty.of(scores.rows(), 1);
    into.add(reading(ProbeMetrics.R2, labels, r2, ofR2, flags, leftOut(scores)));
  }

  private static String leftOut(ValueScores scores) {
    return scores.constant() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%d of %d units left out, whose targets are constant",
            scores.constant(),
            scores.columns());
  }

  private static Reading reading(
      Metric metric,
      Map<String, String> labels,
      double value,
      Uncertainty uncertainty,
      Set<Flag> flags,
      String obtained) {
    return new Reading(metric, null, labels, value, uncertainty, flags, obtained);
  }
}
