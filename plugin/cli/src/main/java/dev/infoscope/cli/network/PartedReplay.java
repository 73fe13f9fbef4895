// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.answer.ProgressDisplay;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.measure.motion.MotionMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.RederivedEntries;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Replays checkpoints in parts that know nothing of each other, and joins what they find to the
 * history that {@link ReplayLoop} would have written.
 *
 * <p>The first checkpoints are examined here, until every layer has shown the values at which
 * ranges and bins are frozen: mostly the first alone. Each part examines these again, so all parts
 * freeze the same. Drift and counts of flags are derived here, in the order of training. The
 * history is written at the end, once everything is measured.
 */
final class PartedReplay implements AutoCloseable {
  /** What says whether all ranges of a layer are frozen, and what its distance is held against. */
  private static final Set<Metric> TELLING =
      Set.of(PlaneMetrics.INPUT, CausalMetrics.SENSITIVITY, MotionMetrics.DISTANCE);

  private static final Set<Flag> NOT_FROZEN = Set.of(Flag.CONSTANT, Flag.NOT_FINITE);

  private final PartRunner runner;
  private final CheckpointReplay leading;
  private final SharedReplay shared;
  private final Set<String> notFinite = new TreeSet<>();
  private final Map<String, Long> failures = new TreeMap<>();

  PartedReplay(PartRunner runner, CheckpointReplay leading, SharedReplay shared) {
    this.runner = runner;
    this.leading = leading;
    this.shared = shared;
  }

  /**
   * Measures what is missing in a history, and appends it.
   *
   * @param course all moments of the run, those that are in the history and those that are missing,
   *     in the order of training
   * @param out the history
   * @throws InputException if a checkpoint cannot be measured; nothing is written then
   */
  void measure(PartedCourse course, WrittenHistory written, Path out, ProgressDisplay shown)
      throws IOException {
    RederivedEntries derived = derived();
    if (!written.isEmpty()) {
      History.forEach(out, derived::recall);
    }
    try {
      List<ReportEntry> found = new ArrayList<>();
      int examined = lead(course, written, found);
      List<byte[]> parts = course.parts(examined, runner::parts);
      List<byte[]> lines = new ArrayList<>();
      if (!parts.isEmpty()) {
        runner.run(
            SerialBytes.of(shared),
            parts,
            bytes -> {
              take(bytes, lines);
              shown.tell(words(found.size() + lines.size(), course.missing()));
            });
      }
      write(out, found, lines, derived);
    } finally {
      shown.end();
    }
  }

  private RederivedEntries derived() {
    boolean drift = !shared.options().without().contains("drift");
    return new RederivedEntries(drift ? DriftSettings.defaults() : null);
  }

  private static String words(int measured, int all) {
    return String.format(Locale.ROOT, "%d of %d checkpoints", measured, all);
  }

  /** Examines the first moments, and says how many. */
  private int lead(PartedCourse course, WrittenHistory written, List<ReportEntry> found) {
    boolean frozen = false;
    int examined = 0;
    for (; !frozen && examined < course.moments().size(); examined++) {
      PartMoment moment = course.moments().get(examined);
      if (!moment.isPassedOver()) {
        EpochReport report = leading.examine(shared.checkpoint(moment));
        written.requireLike(report);
        if (course.isMissing(examined)) {
          found.add(report.entry());
        }
        frozen = report.readings().stream().noneMatch(PartedReplay::isNotFrozen);
      }
    }
    return examined;
  }

  private static boolean isNotFrozen(Reading reading) {
    return TELLING.contains(reading.metric())
        && reading.flags().stream().anyMatch(NOT_FROZEN::contains);
  }

  private void take(byte[] bytes, List<byte[]> lines) {
    PartResult result = SerialBytes.read(PartResult.class, bytes);
    if (!result.refusal().isEmpty()) {
      throw InputException.retold(result.refusal());
    }
    lines.addAll(result.lines());
    notFinite.addAll(result.notFinite());
    result.failures().forEach((name, count) -> failures.merge(name, count, Long::sum));
  }

  private static void write(
      Path out, List<ReportEntry> found, List<byte[]> lines, RederivedEntries derived) {
    try (HistoryFile history = new HistoryFile(out)) {
      for (ReportEntry entry : found) {
        history.publish(derived.next(History.entry(History.line(entry))));
      }
      for (byte[] line : lines) {
        history.publish(derived.next(History.entry(line)));
      }
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    } catch (IOException e) {
      throw InputException.unwritable(out, e);
    }
  }

  /** Layers that held NaN or infinity in some moment, and so have no readings there. */
  List<String> notFinite() {
    notFinite.addAll(leading.notFinite());
    return List.copyOf(notFinite);
  }

  /** How often what has failed, by name of the measure. */
  Map<String, Long> failures() {
    Map<String, Long> all = new TreeMap<>(failures);
    leading.failures().forEach((name, count) -> all.merge(name, count, Long::sum));
    return all;
  }

  @Override
  public void close() {
    leading.close();
  }
}
