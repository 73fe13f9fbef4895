// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import dev.infoscope.cli.history.ProvenanceDifference;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.report.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Two sides, each one run or several of other seeds, all measured alike on the same examples.
 *
 * @param first runs of the one side
 * @param second runs of the other
 * @param differences of the series of which all runs have a final value, layer by layer
 * @param notCompared the other series
 */
record Comparison(
    List<RunEnd> first,
    List<RunEnd> second,
    List<Difference> differences,
    List<NotCompared> notCompared) {
  /**
   * Compares.
   *
   * @throws InputException if a run was measured on other examples, by another version or with
   *     other settings than the first, or one of several is there twice
   */
  static Comparison of(List<RunEnd> first, List<RunEnd> second) {
    List<RunEnd> all = new ArrayList<>(first);
    all.addAll(second);
    all.forEach(run -> requireAlike(all.get(0), run));
    if (all.size() > 2) {
      requireDistinct(all);
    }
    List<Difference> differences = new ArrayList<>();
    for (SeriesKey key : first.get(0).series().keySet()) {
      if (all.stream().allMatch(run -> run.series().containsKey(key))) {
        differences.add(Difference.of(key, ends(first, key), ends(second, key)));
      }
    }
    return new Comparison(first, second, List.copyOf(differences), NotCompared.of(all));
  }

  private static List<SeriesEnd> ends(List<RunEnd> runs, SeriesKey key) {
    List<SeriesEnd> ends = new ArrayList<>();
    for (RunEnd run : runs) {
      SeriesEnd end = run.series().get(key);
      if (end != null) {
        ends.add(end);
      }
    }
    return ends;
  }

  /** A run that is counted twice, under whatever name, is no other seed. */
  private static void requireDistinct(List<RunEnd> runs) {
    for (int i = 1; i < runs.size(); i++) {
      for (RunEnd before : runs.subList(0, i)) {
        if (runs.get(i).isSameRun(before)) {
          throw new InputException(
              runs.get(i).file(),
              "is the same run as " + before.file() + "; give each run once, of a seed of its own");
        }
      }
    }
  }

  /** The seed of the shuffles may differ: the examples are those whose hash is equal. */
  private static void requireAlike(RunEnd one, RunEnd other) {
    Provenance now = other.provenance();
    Provenance was = withSeed(one.provenance(), now.seed());
    if (!now.isComparableTo(was)) {
      throw new InputException(
          other.file(),
          "cannot be held against "
              + one.file()
              + ", which was measured "
              + ProvenanceDifference.words(was, now));
    }
  }

  private static Provenance withSeed(Provenance of, long seed) {
    return new Provenance(
        of.version(),
        of.settings(),
        seed,
        of.threads(),
        of.ompThreads(),
        of.samples(),
        of.classes(),
        of.probeHash());
  }

  /** The largest first. */
  List<Difference> largest() {
    return differences.stream()
        .sorted(
            Comparator.comparing((Difference each) -> !each.exceeds())
                .thenComparing(each -> -each.size()))
        .toList();
  }

  long exceeding() {
    return differences.stream().filter(Difference::exceeds).count();
  }
}
