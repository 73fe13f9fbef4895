// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.RangeFinder;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.discrete.UnitRanges;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    return of(settings, range, activations, labels, predictions, classes, new RelayMemory());
  }

  /** The same in memory that is used again. */
  static LayerRelay of(
      RelaySettings settings,
      @Nullable Range range,
      Activations activations,
      int[] labels,
      int @Nullable [] predictions,
      int classes,
      RelayMemory memory) {
    Require.atLeast("classes", classes, 1);
    requireRows(activations, labels, predictions);
    UnitRanges ranges = new RangeFinder(activations.units()).accept(activations).snapshot();
    Flag reason = reason(ranges, predictions != null);
    if (reason != null || predictions == null) {
      return none(settings, ranges, classes, reason);
    }
    Bins bins = settings.coarse().bins(range, ranges, activations, memory.order());
    LevelCodes codes = LevelCodes.of(activations, bins, memory);
    int[] units = IntStream.range(0, codes.units()).toArray();
    ShuffledChoice choice = null;
    Preselection preselection = settings.preselection();
    if (preselection.applies(codes.units())) {
      NeuronTables single =
          new NeuronTables(codes, PairGroups.of(labels, predictions, classes), classes);
      units = preselection.choose(single, classes);
      choice = new ShuffledChoice(preselection, codes, single, classes);
    }
    // in tables classes are numbered among those that occur: pairs of all may be too many
    Ranks occurring = Ranks.of(labels, predictions);
    int[] in = occurring.ranks(labels);
    int[] out = occurring.ranks(predictions);
    int[] every = IntStream.range(0, labels.length).toArray();
    long[] patterns = codes.packed(units);
    RelayTable table = codes.table(units.length, patterns, every, in, out, occurring.size());
    RelayTable[] halves = new RelayTable[settings.splits(labels.length) ? 2 : 0];
    for (int half = 0; half < halves.length; half++) {
      long[] ids = LongStream.range(0, labels.length).toArray();
      int[] rows = LayerTables.half(settings.seed(), half, ids);
      halves[half] = codes.table(units.length, patterns, rows, in, out, occurring.size());
    }
    ShuffledNull[] nulls =
        choice == null || units.length == codes.units()
            ? table.shuffledPatterns(settings.seed())
            : choice.nulls(memory.orders(ShuffledChoice.SHUFFLES, labels.length, settings.seed()));
    Counted counted = new Counted(settings, occurring, table, halves, codes.units(), nulls);
    return new Reader(counted, classes, memory).read(units);
  }

  /** Reads a layer that was counted in blocks, all its neurons together. */
  static LayerRelay of(LayerTables counts, int classes) {
    int[] units = IntStream.range(0, counts.units()).toArray();
    RelayCounts whole = counts.whole();
    if (whole.level() > 0) {
      return saturated(counts.settings(), whole, units, classes);
    }
    RelayTable table = whole.snapshot();
    Counted counted =
        new Counted(
            counts.settings(),
            counts.occurring(),
            table,
            counts.halves(units),
            units.length,
            table.shuffledPatterns(counts.settings().seed()));
    return new Reader(counted, classes, new RelayMemory()).read(units);
  }

  /** There are too many patterns to keep; how many and how well covered is told by some of them. */
  private static LayerRelay saturated(
      RelaySettings settings, RelayCounts counts, int[] units, int classes) {
    Fingerprint kept = counts.snapshot().fingerprint();
    double each = Math.scalb(1.0, counts.level());
    double coverage = Math.max(0, 1 - each * kept.seen(1) / counts.samples());
    Uncertainty uncertainty =
        Uncertainty.of(counts.samples(), Double.NaN).withPatterns(each * kept.distinct(), coverage);
    Estimate whole = Estimate.ofBits(Double.NaN, uncertainty, Set.of(Flag.SATURATED));
    List<ClassRelay> none = none(settings, units, counts.samples(), classes, Flag.SATURATED);
    return new LayerRelay(units, whole, none, coverage, null);
  }

  private static List<ClassRelay> none(
      RelaySettings settings, int[] units, long samples, int classes, Flag reason) {
    return IntStream.range(0, Math.min(classes, settings.classes()))
        .mapToObj(label -> ClassRelay.none(label, units.length, samples, reason))
        .toList();
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

  /** Why a layer cannot be read; null if it can. */
  static @Nullable Flag reason(UnitRanges ranges, boolean predicts) {
    if (!predicts) {
      return Flag.NO_PREDICTIONS;
    } else if (ranges.examples() < RelaySettings.FEWEST_EXAMPLES) {
      return Flag.TOO_FEW;
    } else if (ranges.summary().notFinite() > 0) {
      return Flag.NOT_FINITE;
    }
    return ranges.isConstant() ? Flag.CONSTANT : null;
  }

  static LayerRelay none(
      RelaySettings settings, UnitRanges ranges, int classes, @Nullable Flag reason) {
    Flag why = reason == null ? Flag.NO_PREDICTIONS : reason;
    int[] units = IntStream.range(0, ranges.units()).toArray();
    long samples = ranges.examples();
    List<ClassRelay> none = none(settings, units, samples, classes, why);
    return new LayerRelay(units, Estimate.none(samples, why), none, Double.NaN, null);
  }

  /** What was counted of a layer {@code width} neurons wide: no halves if it is not split. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Counted(
      RelaySettings settings,
      Ranks occurring,
      RelayTable table,
      RelayTable[] halves,
      int width,
      ShuffledNull[] nulls) {}

  /** Reads a layer of which there is enough evidence. */
  private record Reader(Counted counted, int classes, RelayMemory memory) {
    LayerRelay read(int... units) {
      RelaySettings settings = counted.settings();
      RelayTable table = counted.table();
      Fingerprint patterns = table.fingerprint();
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      if (units.length < counted.width()) {
        flags.add(Flag.SELECTED_NEURONS);
      }
      if (patterns.coverage() < WELL_COVERED) {
        flags.add(Flag.UNDERSAMPLED);
      }
      ShuffledNull[] nulls = counted.nulls();
      List<ClassRelay> each = new ArrayList<>();
      for (int label = 0; label < Math.min(classes, settings.classes()); label++) {
        each.add(concept(label, nulls, patterns, flags));
      }
      Estimate whole = estimate(table.allClasses(), nulls[nulls.length - 1], patterns, flags);
      return new LayerRelay(units, whole, each, patterns.coverage(), table);
    }

    private ClassRelay concept(
        int label, ShuffledNull[] nulls, Fingerprint patterns, Set<Flag> flags) {
      RelayTable table = counted.table();
      RelayTable[] halves = counted.halves();
      int rank = counted.occurring().rank(label);
      if (rank < 0 || !table.hasInput(rank)) {
        return ClassRelay.none(label, table.units(), table.samples(), Flag.ABSENT_CLASS);
      }
      Concept concept = table.concept(rank);
      RelayPath path =
          halves.length == 0
              ? concept.path(memory)
              : halves[1]
                  .concept(rank)
                  .walk(memory, halves[0].concept(rank).path(memory).removed());
      Set<Flag> own = EnumSet.noneOf(Flag.class);
      own.addAll(flags);
      if (!table.hasOutput(rank)) {
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
