// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a layer relays: of all classes at once, and of each against the rest.
 *
 * @param units neurons looked at, ascending; all of them unless the layer is too wide
 * @param whole I_R of all classes at once
 * @param classes one by one
 * @param coverage of the patterns, 0 to 1; {@code NaN} without evidence
 * @param table the counts; null when there is not enough evidence
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerRelay(
    int[] units,
    Estimate whole,
    List<ClassRelay> classes,
    double coverage,
    @Nullable RelayTable table) {
  private static final double WELL_COVERED = 0.9;

  /** Copies the list. */
  public LayerRelay {
    classes = List.copyOf(classes);
  }

  /**
   * Reads a layer.
   *
   * @param settings how
   * @param range values the activation function can take; null when unbounded or unknown
   * @param activations values of the layer, {@code [examples x units]}
   * @param labels class of each example, from 0 to {@code classes - 1}
   * @param predictions class predicted for each, from 0 to {@code classes - 1}; null where none is
   * @param classes number of classes, at least 1
   * @return what it relays; {@code NaN} with a flag where there is not enough evidence: fewer than
   *     50 examples, values that are not finite, a layer that is constant, no predictions, or a
   *     class that does not occur
   * @throws IllegalArgumentException if lengths disagree, or a label or prediction is out of range
   */
  public static LayerRelay of(
      RelaySettings settings,
      @Nullable Range range,
      Activations activations,
      int[] labels,
      int @Nullable [] predictions,
      int classes) {
    Require.atLeast("classes", classes, 1);
    requireRows(activations, labels, predictions);
    Flag reason = reason(activations, predictions);
    if (reason != null || predictions == null) {
      return none(activations, Math.min(classes, settings.classes()), reason);
    }
    Bins bins = settings.coarse().bins(range, activations);
    Ranks occurring = Ranks.of(labels, predictions);
    Reader reader =
        new Reader(settings, bins, activations, labels, predictions, classes, occurring);
    RelayTable table = reader.count(activations, labels, predictions);
    int[] units = IntStream.range(0, bins.units()).toArray();
    if (settings.preselection().applies(bins.units())) {
      NeuronTables single = NeuronTables.of(activations, bins, labels, predictions, classes);
      units = settings.preselection().choose(single, classes);
      table = table.select(units);
    }
    return reader.read(units, table);
  }

  private static void requireRows(
      Activations activations, int[] labels, int @Nullable [] predictions) {
    Require.that(
        labels.length == activations.examples()
            && (predictions == null || predictions.length == labels.length),
        "labels (%d) and predictions (%s) must be as many as examples (%d)",
        labels.length,
        predictions == null ? "none" : predictions.length,
        activations.examples());
  }

  /** The same with the neurons' numbers in a wider layer. */
  LayerRelay numbered(int... numbers) {
    int[] wide = Arrays.stream(units).map(unit -> numbers[unit]).toArray();
    return new LayerRelay(wide, whole, classes, coverage, table);
  }

  private static @Nullable Flag reason(Activations activations, int @Nullable [] predictions) {
    if (predictions == null) {
      return Flag.NO_PREDICTIONS;
    } else if (activations.examples() < RelaySettings.FEWEST_EXAMPLES) {
      return Flag.TOO_FEW;
    } else if (ValueSummary.of(activations).notFinite() > 0) {
      return Flag.NOT_FINITE;
    }
    return isConstant(activations) ? Flag.CONSTANT : null;
  }

  private static boolean isConstant(Activations activations) {
    double[] first = new double[activations.units()];
    double[] other = new double[activations.units()];
    activations.copy(0, 1, first);
    for (int row = 1; row < activations.examples(); row++) {
      activations.copy(row, 1, other);
      if (!Arrays.equals(first, other)) {
        return false;
      }
    }
    return true;
  }

  private static LayerRelay none(Activations activations, int classes, @Nullable Flag reason) {
    Flag why = reason == null ? Flag.NO_PREDICTIONS : reason;
    int[] units = IntStream.range(0, activations.units()).toArray();
    long samples = activations.examples();
    List<ClassRelay> none = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      none.add(ClassRelay.none(label, units.length, samples, why));
    }
    return new LayerRelay(units, Estimate.none(samples, why), none, Double.NaN, null);
  }

  /** Reads a layer of which there is enough evidence. */
  private record Reader(
      RelaySettings settings,
      Bins bins,
      Activations activations,
      int[] labels,
      int[] predictions,
      int classes,
      Ranks occurring) {

    /** In the table classes are numbered among those that occur: pairs of all may be too many. */
    RelayTable count(Activations some, int[] someLabels, int[] somePredictions) {
      return new RelayCounts(bins, occurring.size(), occurring.size())
          .accept(some, occurring.ranks(someLabels), occurring.ranks(somePredictions))
          .snapshot();
    }

    LayerRelay read(int[] units, RelayTable table) {
      Fingerprint patterns = table.fingerprint();
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      if (units.length < bins.units()) {
        flags.add(Flag.SELECTED_NEURONS);
      }
      if (patterns.coverage() < WELL_COVERED) {
        flags.add(Flag.UNDERSAMPLED);
      }
      ShuffledNull[] nulls = table.shuffledPatterns(settings.seed());
      RelayTable[] halves = settings.splits(labels.length) ? halves(units) : new RelayTable[0];
      List<ClassRelay> each = new ArrayList<>();
      for (int label = 0; label < Math.min(classes, settings.classes()); label++) {
        each.add(concept(label, table, nulls, halves, patterns, flags));
      }
      Estimate whole = estimate(table.allClasses(), nulls[nulls.length - 1], patterns, flags);
      return new LayerRelay(units, whole, each, patterns.coverage(), table);
    }

    private ClassRelay concept(
        int label,
        RelayTable table,
        ShuffledNull[] nulls,
        RelayTable[] halves,
        Fingerprint patterns,
        Set<Flag> flags) {
      if (Arrays.stream(labels).noneMatch(own -> own == label)) {
        return ClassRelay.none(label, table.units(), labels.length, Flag.ABSENT_CLASS);
      }
      int rank = occurring.rank(label);
      Concept concept = table.concept(rank);
      RelayPath path =
          halves.length == 0
              ? concept.path()
              : halves[1].concept(rank).walk(halves[0].concept(rank).path().removed());
      Set<Flag> own = EnumSet.noneOf(Flag.class);
      own.addAll(flags);
      if (Arrays.stream(predictions).noneMatch(predicted -> predicted == label)) {
        own.add(Flag.NEVER_PREDICTED);
      }
      return ClassRelay.of(label, estimate(concept, nulls[rank], patterns, own), concept, path);
    }

    private static Estimate estimate(
        Concept concept, ShuffledNull none, Fingerprint patterns, Set<Flag> known) {
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      flags.addAll(known);
      double bits = concept.relay();
      if (!concept.isLinked() || !none.isExceededBy(bits)) {
        flags.add(Flag.NOT_ABOVE_NULL);
      }
      Uncertainty uncertainty =
          Uncertainty.of(patterns.samples(), concept.standardError(), concept.information())
              .withPatterns(patterns.distinct(), patterns.coverage())
              .withCorrection(concept.correction())
              .withNull(none);
      return Estimate.ofBits(bits, uncertainty, flags);
    }

    /** Which half an example is in depends on its number alone. */
    private RelayTable[] halves(int[] units) {
      RelayTable[] halves = new RelayTable[2];
      for (int half = 0; half < 2; half++) {
        int own = half;
        int[] rows =
            IntStream.range(0, labels.length)
                .filter(row -> (Mix.at(settings.seed(), row) & 1) == own)
                .toArray();
        halves[half] =
            count(activations.select(rows), pick(labels, rows), pick(predictions, rows))
                .select(units);
      }
      return halves;
    }

    private static int[] pick(int[] values, int[] rows) {
      return Arrays.stream(rows).map(row -> values[row]).toArray();
    }
  }

  /**
   * How much neurons relay for classes beside their own, from aggregated relay information.
   *
   * @return smearedness of the neurons looked at
   */
  public Smearedness smearedness() {
    return Smearedness.of(classes.stream().map(ClassRelay::aggregated).toArray(double[][]::new));
  }
}
