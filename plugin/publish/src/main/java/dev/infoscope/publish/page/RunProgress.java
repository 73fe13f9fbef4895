// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.TrainingProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, for its line of the table of runs. Takes reports one by one and keeps a
 * few numbers. Epochs that are trained again after a restart replace what was there, also in the
 * lowest loss. Not thread-safe.
 */
final class RunProgress {
  private static final int MOST_LOWS = 4096;
  private static final String ACTIVATION = "activation";

  /** A loss below all before it. */
  private record Low(TrainingProgress progress, double loss) {}

  private final Deque<Low> lows = new ArrayDeque<>();
  private final WatchedTime watched = new WatchedTime();
  private final Map<String, RunOverview.OfLayer> label = new TreeMap<>();
  private @Nullable Double accuracy;
  private @Nullable Double probeLoss;

  /**
   * Takes the next report.
   *
   * @return the run, as it is then
   */
  RunOverview add(ReportEntry entry) {
    watched.add(entry);
    addLoss(entry.progress(), entry.score());
    entry.readings().forEach(this::add);
    Low best = lows.peekLast();
    return new RunOverview(
        entry.epoch(),
        entry.iteration(),
        entry.time(),
        entry.score(),
        best == null ? null : (Double) best.loss(),
        best == null ? 0 : best.progress().epoch(),
        accuracy,
        probeLoss,
        label,
        watched.seconds(),
        watched.parts());
  }

  private void addLoss(TrainingProgress progress, @Nullable Double loss) {
    while (!lows.isEmpty() && !progress.isAfter(lows.getLast().progress())) {
      lows.removeLast();
    }
    if (loss != null && (lows.isEmpty() || loss < lows.getLast().loss())) {
      lows.addLast(new Low(progress, loss));
    }
    if (lows.size() > MOST_LOWS) {
      lows.removeFirst(); // the oldest and highest of very many
    }
  }

  private void add(ReadingEntry reading) {
    Double value = reading.value();
    if (value == null) {
      return;
    }
    if (reading.metric().equals(ProbeMetrics.ACCURACY.meterName())) {
      accuracy = value;
    } else if (reading.metric().equals(ProbeMetrics.LOSS.meterName())) {
      probeLoss = value;
    } else if (reading.metric().equals(PlaneMetrics.LABEL.meterName())) {
      addLabel(reading, value);
    }
  }

  private void addLabel(ReadingEntry reading, double value) {
    String layer = reading.layer();
    Integer index = reading.layerIndex();
    boolean told = ACTIVATION.equals(reading.labels().getOrDefault("signal", ACTIVATION));
    if (layer != null && index != null && told) {
      String estimator = reading.labels().getOrDefault("estimator", "");
      RunOverview.OfLayer known = label.get(estimator);
      if (known == null || index >= known.index()) {
        label.put(estimator, new RunOverview.OfLayer(index, layer, value));
      }
    }
  }
}
