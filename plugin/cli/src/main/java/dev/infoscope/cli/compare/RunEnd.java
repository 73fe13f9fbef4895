// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.SessionEnd;
import dev.infoscope.publish.history.SkippedLines;
import dev.infoscope.publish.history.Trainings;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.RunMetrics;
import dev.infoscope.report.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run has come to.
 *
 * @param file its history
 * @param run its name
 * @param epoch of the last report
 * @param cut whether its file should say how it ended, and does not
 * @param provenance how it was measured
 * @param series by key; those of the last report that have a value
 * @param without of the others, why they have none
 */
record RunEnd(
    Path file,
    String run,
    int epoch,
    boolean cut,
    Provenance provenance,
    Map<SeriesKey, SeriesEnd> series,
    WithoutValue without) {
  private static final Set<String> LESS_IS_BETTER =
      Set.of(
          "infoscope.probe.loss",
          "infoscope.probe.rmse",
          "infoscope.neuron.dead",
          "infoscope.activation.dormant",
          "infoscope.activation.duplicate");

  /** Of the run and the instrument, not of the network; and bounds of what is compared itself. */
  private static final Set<String> LEFT_OUT =
      Stream.concat(
              RunMetrics.ALL.stream(),
              Stream.of(ProbeMetrics.ACCURACY_LOW, ProbeMetrics.ACCURACY_HIGH))
          .map(Metric::meterName)
          .collect(Collectors.toSet());

  /**
   * Reads a history of one run; what was trained again replaces what was measured before. If the
   * run was begun anew in it, the last training is read, under its name. Of a report nothing stays
   * in memory but the best values so far, however long the history is.
   *
   * @param skipped takes the damaged lines that were left out
   * @throws InputException if it cannot be read, holds several runs, or does not say how it was
   *     measured
   */
  static RunEnd read(Path file, Consumer<SkippedLines> skipped) {
    Course course = new Course(file);
    try {
      skipped.accept(History.forEach(file, course));
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    } catch (IOException e) {
      throw new InputException(file, e);
    }
    return course.end();
  }

  /** Whether another history holds the same readings to the last bit, if only as a copy. */
  boolean isSameRun(RunEnd other) {
    return file.equals(other.file)
        || epoch == other.epoch && !series.isEmpty() && series.equals(other.series);
  }

  /** The last training of a file. */
  private static final class Course implements History.Reader {
    private final Path file;
    private final Deque<TrainingProgress> reports = new ArrayDeque<>();
    private final Map<SeriesKey, BestSoFar> best = new HashMap<>();
    private final Trainings trainings = new Trainings();
    private @Nullable ReportEntry last;
    private String name = "";
    private boolean cut;

    Course(Path file) {
      this.file = file;
    }

    @Override
    public void accept(ReportEntry entry) {
      if (last != null && !last.run().equals(entry.run())) {
        throw new InputException(
            file, "holds runs " + last.run() + " and " + entry.run() + "; one is compared");
      }
      removeReplaced(entry.progress());
      readings(entry).forEach((key, reading) -> add(key, reading, entry.epoch()));
      reports.addLast(entry.progress());
      last = entry;
      name = trainings.named(entry).run();
      cut = Boolean.TRUE.equals(entry.endFollows());
    }

    private void removeReplaced(TrainingProgress by) {
      int before = reports.size();
      by.removeReplaced(reports::peekLast, Function.identity(), reports::removeLast);
      if (reports.size() < before) {
        best.values().forEach(each -> each.keep(reports.size()));
      }
    }

    private void add(SeriesKey key, ReadingEntry reading, int epoch) {
      Double value = reading.value();
      if (value != null && !value.isNaN()) {
        best.computeIfAbsent(key, fresh -> new BestSoFar(LESS_IS_BETTER.contains(key.metric())))
            .add(value, epoch, reports.size());
      }
    }

    @Override
    public void ended(SessionEnd end) {
      cut = false;
    }

    RunEnd end() {
      ReportEntry end = last;
      if (end == null || end.provenance() == null) {
        throw new InputException(
            file, end == null ? "holds no report" : "does not say how it was measured");
      }
      Map<SeriesKey, ReadingEntry> readings = readings(end);
      return new RunEnd(
          file,
          name,
          end.epoch(),
          cut,
          end.provenance(),
          ends(readings),
          WithoutValue.of(end, readings));
    }

    private Map<SeriesKey, SeriesEnd> ends(Map<SeriesKey, ReadingEntry> readings) {
      Map<SeriesKey, SeriesEnd> ends = new TreeMap<>();
      readings.forEach(
          (key, reading) -> {
            if (reading.value() != null) {
              ends.put(key, seriesEnd(reading, best.get(key)));
            }
          });
      return ends;
    }
  }

  /** Those that are compared, also without a value. */
  private static Map<SeriesKey, ReadingEntry> readings(ReportEntry entry) {
    Map<SeriesKey, ReadingEntry> readings = new HashMap<>();
    for (ReadingEntry reading : entry.readings()) {
      boolean compared =
          !LEFT_OUT.contains(reading.metric()) && !reading.metric().startsWith("infoscope.drift.");
      if (compared) {
        readings.put(SeriesKey.of(reading), reading);
      }
    }
    return readings;
  }

  private static SeriesEnd seriesEnd(ReadingEntry last, @Nullable BestSoFar best) {
    Double error = last.standardError();
    Double value = last.value();
    return new SeriesEnd(
        value == null ? Double.NaN : value,
        error == null ? Double.NaN : error,
        best == null ? Double.NaN : best.value(),
        best == null ? 0 : best.epoch());
  }
}
