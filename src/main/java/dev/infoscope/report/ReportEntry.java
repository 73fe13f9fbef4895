// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.numeric.Require;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one form into which a report is converted for all that is written of it: names in place of
 * metrics, null for what is not defined, each text on how readings were obtained once. A line of
 * the history file is one, and the page, the HTML report and the exports are made of it. {@link
 * EpochReport#entry()} makes it once. Immutable.
 *
 * @param schema version of the format, {@link #SCHEMA} for what is written today
 * @param session when the writer of the line was started, ISO 8601; empty for one not yet written
 * @param run name of the run
 * @param model name of the model
 * @param plannedEpochs epochs the run is meant to have; 0 if not said
 * @param tags what the user says of the run, as in {@link Tags}
 * @param epoch finished epochs, from 1
 * @param iteration parameter updates so far
 * @param time when the network was examined, ISO 8601
 * @param score loss of the last minibatch; null if unknown
 * @param provenance how the readings were obtained
 * @param obtained how readings and matrices were obtained, each text once; {@link
 *     #howObtained(ReadingEntry)} gives that of one
 * @param layers the layers examined, from input to output; {@code reduction} as of the first
 *     reading of a layer
 * @param readings what was measured; those of a metric stand together
 * @param matrices values too many for series
 * @param skipped layers that were not examined, with the reason
 * @param durations seconds each measure took
 * @param health how the instrument was doing before this report; null if unknown
 * @param endFollows true if the writer ends its session with a line that says how it ended, so that
 *     a file without that line stops where the process was killed; null if unknown
 */
public record ReportEntry(
    int schema,
    String session,
    String run,
    String model,
    int plannedEpochs,
    Map<String, Object> tags,
    int epoch,
    int iteration,
    String time,
    @Nullable Double score,
    Provenance provenance,
    List<String> obtained,
    List<Layer> layers,
    List<ReadingEntry> readings,
    List<MatrixEntry> matrices,
    Map<String, String> skipped,
    Map<String, Double> durations,
    @Nullable Health health,
    @Nullable Boolean endFollows) {
  /**
   * The version of the format that is written, and the newest that is understood; all before it
   * are.
   */
  public static final int SCHEMA = 4;

  /**
   * Copies the collections; what an older file lacks is empty.
   *
   * @throws IllegalArgumentException if a reading or matrix names a text that is not there
   */
  public ReportEntry {
    obtained = obtained == null ? List.of() : List.copyOf(obtained);
    tags = tags == null ? Map.of() : Tags.copy(tags);
    layers = layers == null ? List.of() : List.copyOf(layers);
    readings = readings == null ? List.of() : List.copyOf(readings);
    matrices = matrices == null ? List.of() : List.copyOf(matrices);
    skipped = skipped == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(skipped));
    durations =
        durations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(durations));
    for (ReadingEntry reading : readings) {
      requireThere(reading.metric(), reading.obtained(), obtained);
    }
    for (MatrixEntry matrix : matrices) {
      requireThere(matrix.metric(), matrix.obtained(), obtained);
    }
  }

  private static void requireThere(String metric, @Nullable Integer place, List<String> texts) {
    Require.that(
        place == null || place >= 0 && place < texts.size(),
        "obtained (%s) of %s must be a place in a list of %d",
        place,
        metric,
        texts.size());
  }

  /** Converts a report; only {@link EpochReport#entry()} does, so that it is done once. */
  static ReportEntry of(EpochReport report) {
    Moment moment = report.moment();
    Obtained texts = new Obtained();
    List<ReadingEntry> readings =
        report.readings().stream().map(each -> ReadingEntry.of(each, texts)).toList();
    List<MatrixEntry> matrices =
        report.matrices().stream().map(each -> MatrixEntry.of(each, texts)).toList();
    Map<String, Double> seconds = new TreeMap<>();
    report.durations().forEach((measure, taken) -> seconds.put(measure, taken.toNanos() / 1e9));
    return new ReportEntry(
        SCHEMA,
        "",
        report.run().name(),
        report.run().model(),
        report.run().plannedEpochs(),
        report.run().tags(),
        moment.epoch(),
        moment.iteration(),
        moment.time().toString(),
        ReadingEntry.finite(moment.score()),
        report.run().provenance(),
        texts.texts(),
        List.copyOf(layersOf(report)),
        ReadingEntry.byKind(readings).stream().flatMap(List::stream).toList(),
        matrices,
        report.skipped(),
        seconds,
        null,
        null);
  }

  /**
   * The same entry as a line of a file; readings and matrices are shared.
   *
   * @param session when the writer of the line was started, ISO 8601
   * @param health how the instrument is doing; null if unknown
   * @return a copy
   */
  public ReportEntry written(String session, @Nullable Health health) {
    return copy(session, run, health, endFollows);
  }

  /**
   * The same entry by a writer that will say how its session ended.
   *
   * @return a copy
   */
  public ReportEntry withEndFollowing() {
    return copy(session, run, health, true);
  }

  /**
   * The same entry under another name; readings and matrices are shared.
   *
   * @param name of the run
   * @return a copy
   */
  public ReportEntry withRun(String name) {
    return copy(session, name, health, endFollows);
  }

  ReportEntry withFindings(
      List<String> texts, List<ReadingEntry> found, List<MatrixEntry> foundMatrices) {
    return new ReportEntry(
        schema,
        session,
        run,
        model,
        plannedEpochs,
        tags,
        epoch,
        iteration,
        time,
        score,
        provenance,
        texts,
        layers,
        found,
        foundMatrices,
        skipped,
        durations,
        health,
        endFollows);
  }

  private ReportEntry copy(
      String ofSession, String name, @Nullable Health health, @Nullable Boolean endFollows) {
    return new ReportEntry(
        schema,
        ofSession,
        name,
        model,
        plannedEpochs,
        tags,
        epoch,
        iteration,
        time,
        score,
        provenance,
        obtained,
        layers,
        readings,
        matrices,
        skipped,
        durations,
        health,
        endFollows);
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
   * How a reading was obtained beside the settings of its measure.
   *
   * @param reading of this entry
   * @return in words; empty if there is nothing to say, or an older file does not say it
   */
  public String howObtained(ReadingEntry reading) {
    return text(reading.obtained());
  }

  /**
   * How a matrix was obtained beside the settings of its measure.
   *
   * @param matrix of this entry
   * @return in words; empty if there is nothing to say, or an older file does not say it
   */
  public String howObtained(MatrixEntry matrix) {
    return text(matrix.obtained());
  }

  private String text(@Nullable Integer place) {
    return place == null ? "" : obtained.get(place);
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
