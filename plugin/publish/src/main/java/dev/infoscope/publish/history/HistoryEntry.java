// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.Provenance;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One report as it stands in a history file, one line of JSON. Immutable.
 *
 * @param schema version of the format, {@link #SCHEMA} for what is written today
 * @param session when the writer of this line was started, ISO 8601
 * @param run name of the run
 * @param model name of the model
 * @param plannedEpochs epochs the run is meant to have; 0 if not said
 * @param epoch finished epochs, from 1
 * @param iteration parameter updates so far
 * @param time when the network was examined, ISO 8601
 * @param score loss of the last minibatch; null if unknown
 * @param provenance how the readings were obtained
 * @param layers the layers examined, from input to output
 * @param readings what was measured; those of a metric stand together
 * @param matrices values too many for series
 * @param skipped layers that were not examined, with the reason
 * @param durations seconds each measure took
 * @param health how the instrument was doing before this report; null if unknown
 */
public record HistoryEntry(
    int schema,
    String session,
    String run,
    String model,
    int plannedEpochs,
    int epoch,
    int iteration,
    String time,
    @Nullable Double score,
    Provenance provenance,
    List<Layer> layers,
    List<HistoryReading> readings,
    List<HistoryMatrix> matrices,
    Map<String, String> skipped,
    Map<String, Double> durations,
    @Nullable Health health) {
  /**
   * The version of the format that is written, and the newest that is understood; all before it
   * are.
   */
  public static final int SCHEMA = 4;

  /** Copies the collections; what an older file lacks is empty. */
  public HistoryEntry {
    layers = layers == null ? List.of() : List.copyOf(layers);
    readings = readings == null ? List.of() : ReadingColumns.inOrder(readings);
    matrices = matrices == null ? List.of() : List.copyOf(matrices);
    skipped = skipped == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(skipped));
    durations =
        durations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(durations));
  }

  /**
   * A report as an entry.
   *
   * @param report what was measured
   * @param session when the writer was started, ISO 8601
   * @param health how the instrument is doing; null if unknown
   * @return the entry
   */
  public static HistoryEntry of(EpochReport report, String session, @Nullable Health health) {
    Moment moment = report.moment();
    Map<String, Double> seconds = new TreeMap<>();
    report.durations().forEach((measure, taken) -> seconds.put(measure, taken.toNanos() / 1e9));
    return new HistoryEntry(
        SCHEMA,
        session,
        report.run().name(),
        report.run().model(),
        report.run().plannedEpochs(),
        moment.epoch(),
        moment.iteration(),
        moment.time().toString(),
        HistoryReading.finite(moment.score()),
        report.run().provenance(),
        List.copyOf(layersOf(report)),
        report.readings().stream().map(HistoryReading::of).toList(),
        report.matrices().stream().map(HistoryMatrix::of).toList(),
        report.skipped(),
        seconds,
        health);
  }

  private static Collection<Layer> layersOf(EpochReport report) {
    Map<Integer, Layer> layers = new TreeMap<>();
    for (Reading reading : report.readings()) {
      Layer layer = reading.layer();
      if (layer != null) {
        layers.putIfAbsent(layer.index(), layer);
      }
    }
    report.matrices().forEach(each -> layers.putIfAbsent(each.layer().index(), each.layer()));
    return layers.values();
  }

  /**
   * How far training was.
   *
   * @return epoch and iteration
   */
  public TrainingProgress progress() {
    return new TrainingProgress(epoch, iteration);
  }
}
