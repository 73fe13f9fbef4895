// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.measure.Metric;
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
  private final Map<String, Double> accuracy = new TreeMap<>();
  private final Map<String, Double> probeLoss = new TreeMap<>();

  /**
   * Takes the next report.
   *
   * @return the run, as it is then
   */
  RunOverview add(ReportEntry entry) {
    watched.add(entry);
    addLoss(entry.progress(), entry.score());
    entry.readings().forEach(reading -> ofOutput(reading, ProbeMetrics.ACCURACY, accuracy));
    entry.readings().forEach(reading -> ofOutput(reading, ProbeMetrics.LOSS, probeLoss));
    entry.readings().forEach(this::addLabel);
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

  private static void ofOutput(ReadingEntry reading, Metric metric, Map<String, Double> byOutput) {
    Double value = reading.value();
    if (value != null && reading.metric().equals(metric.meterName())) {
      byOutput.put(reading.labels().getOrDefault("output", ""), value);
    }
  }

  private void addLabel(ReadingEntry reading) {
    String layer = reading.layer();
    Integer index = reading.layerIndex();
    Double value = reading.value();
    boolean told = ACTIVATION.equals(reading.labels().getOrDefault("signal", ACTIVATION));
    if (layer != null
        && index != null
        && value != null
        && told
        && reading.metric().equals(PlaneMetrics.LABEL.meterName())) {
      RunOverview.OfLayer found = new RunOverview.OfLayer(index, layer, value);
      label.merge(reading.labels().getOrDefault("estimator", ""), found, this::nearer);
    }
  }

  /** Of several outputs only those that say classes are read beside the labels. */
  private RunOverview.OfLayer nearer(RunOverview.OfLayer known, RunOverview.OfLayer next) {
    boolean knownTells = accuracy.containsKey(known.layer());
    boolean nextTells = accuracy.containsKey(next.layer());
    boolean isNearer = knownTells == nextTells ? next.index() >= known.index() : nextTells;
    return isNearer ? next : known;
  }
}
