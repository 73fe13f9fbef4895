// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.Reading;
import dev.infoscope.measure.drift.DriftSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one run that were measured apart, each without those before it: what is held against
 * earlier ones, such as drift and counts of flags, is derived anew in the order of training. The
 * entries are then those of one measurement from beginning to end. One per run; not thread-safe.
 */
public final class RederivedEntries {
  private final DerivedReadings derived;

  /**
   * Nothing seen yet.
   *
   * @param settings when a reading counts as drifted; null to leave drift out
   */
  public RederivedEntries(@Nullable DriftSettings settings) {
    derived = new DerivedReadings(settings);
  }

  /**
   * Takes in an entry that stays as it is.
   *
   * @param earlier than those that come
   */
  public void recall(ReportEntry earlier) {
    RecalledReadings recalled = RecalledReadings.of(earlier);
    derived.read(recalled.moment(), recalled.readings(), earlier.skipped());
  }

  /**
   * Derives anew.
   *
   * @param entry the next one, of this version of the format
   * @return the same readings of measures, with what is derived from them and those before. Times
   *     between entries are left out
   */
  public ReportEntry next(ReportEntry entry) {
    RecalledReadings recalled = RecalledReadings.of(entry);
    List<Reading> more =
        derived.read(recalled.moment(), recalled.readings(), entry.skipped()).stream()
            .filter(reading -> !reading.metric().equals(RunMetrics.INTERVAL))
            .toList();
    List<ReadingEntry> kept =
        entry.readings().stream().filter(reading -> !RecalledReadings.isDerived(reading)).toList();
    return with(entry, kept, more);
  }

  /** Texts stand in the order in which they come first: in readings, then in matrices. */
  private static ReportEntry with(
      ReportEntry entry, List<ReadingEntry> kept, List<Reading> derived) {
    Obtained texts = new Obtained();
    Set<Integer> used = new HashSet<>();
    kept.forEach(reading -> used.add(reading.obtained()));
    place(entry, used::contains, texts);
    List<ReadingEntry> readings = new ArrayList<>();
    for (ReadingEntry reading : kept) {
      readings.add(reading.withObtained(texts.place(entry.howObtained(reading))));
    }
    derived.forEach(reading -> readings.add(ReadingEntry.of(reading, texts)));
    List<MatrixEntry> matrices =
        entry.matrices().stream()
            .map(matrix -> matrix.withObtained(texts.place(entry.howObtained(matrix))))
            .toList();
    return entry.withFindings(texts.texts(), readings, matrices);
  }

  private static void place(ReportEntry entry, Predicate<Integer> used, Obtained texts) {
    for (int place = 0; place < entry.obtained().size(); place++) {
      if (used.test(place)) {
        texts.place(entry.obtained().get(place));
      }
    }
  }
}
