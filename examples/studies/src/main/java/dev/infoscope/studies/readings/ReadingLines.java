// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.readings;

import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.RunMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes every reading and every matrix of a run as a line that holds all its bits: what was read,
 * its numbers, and its flags, with tabs between them.
 */
final class ReadingLines implements ReportSink {
  /** What a clock decides, and not the network, and a count of flags, which stand at each line. */
  private static final Set<Metric> LEFT_OUT =
      Set.of(RunMetrics.OVERHEAD, RunMetrics.INTERVAL, RunMetrics.FLAGGED);

  private final String network;
  private final List<String> lines = new ArrayList<>();
  private Health health = new Health(0, Map.of(), Map.of(), Map.of());

  ReadingLines(String network) {
    this.network = network;
  }

  @Override
  public synchronized void publish(EpochReport report) {
    int epoch = report.moment().epoch();
    for (Reading reading : report.readings()) {
      if (!LEFT_OUT.contains(reading.metric())) {
        lines.add(line(epoch, reading));
      }
    }
    for (Matrix matrix : report.matrices()) {
      lines.add(line(epoch, matrix));
    }
    report.skipped().forEach((layer, reason) -> lines.add(skipped(epoch, layer, reason)));
  }

  private String line(int epoch, Reading reading) {
    String layer = reading.layer() == null ? "-" : reading.layer().name();
    String what = what(epoch, reading.metric(), layer, reading.labels().toString());
    double error = reading.uncertainty().standardError();
    String flags = reading.flags().toString();
    return new ReadingLine(what, List.of(reading.value()), error, flags).text();
  }

  private String line(int epoch, Matrix matrix) {
    String names = matrix.rows() + " " + matrix.columns();
    String what = what(epoch, matrix.metric(), matrix.layer().name(), names);
    List<Double> values = Arrays.stream(matrix.values()).boxed().toList();
    return new ReadingLine(what, values, Double.NaN, "").text();
  }

  private String what(int epoch, Metric metric, String layer, String labels) {
    return String.join(
        " ", network, String.valueOf(epoch), metric.meterName(), layer, labels, metric.unit());
  }

  @Override
  public synchronized void update(Health newest) {
    health = newest;
  }

  /** A run in which anything failed or was skipped is no run to compare by. */
  synchronized List<String> sorted() {
    List<String> sorted = new ArrayList<>(lines);
    Collections.sort(sorted);
    sorted.add(ReadingLine.of(network + " health", health.toString()).text());
    return sorted;
  }

  private String skipped(int epoch, String layer, String reason) {
    return ReadingLine.of(network + " " + epoch + " skipped " + layer, reason).text();
  }
}
