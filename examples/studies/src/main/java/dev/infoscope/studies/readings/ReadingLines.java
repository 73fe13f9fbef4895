// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.readings;

import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.RunMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes every reading of a run as a line that holds all its bits, and every matrix as a hash. */
final class ReadingLines implements ReportSink {
  /** What a clock decides, and not the network. */
  private static final Set<Metric> CLOCKED = Set.of(RunMetrics.OVERHEAD, RunMetrics.INTERVAL);

  private final String network;
  private final List<String> lines = new ArrayList<>();
  private Health health = new Health(0, Map.of(), Map.of(), Map.of());

  ReadingLines(String network) {
    this.network = network;
  }

  @Override
  public synchronized void publish(EpochReport report) throws NoSuchAlgorithmException {
    int epoch = report.moment().epoch();
    for (Reading reading : report.readings()) {
      if (!CLOCKED.contains(reading.metric())) {
        lines.add(line(epoch, reading));
      }
    }
    for (Matrix matrix : report.matrices()) {
      lines.add(
          String.join(
              " ",
              network,
              String.valueOf(epoch),
              matrix.metric().meterName(),
              matrix.layer().name(),
              matrix.rows().size() + "x" + matrix.columns().size(),
              hash(matrix)));
    }
    report.skipped().forEach((layer, reason) -> lines.add(skipped(epoch, layer, reason)));
  }

  private String line(int epoch, Reading reading) {
    return String.join(
        " ",
        network,
        String.valueOf(epoch),
        reading.metric().meterName(),
        reading.layer() == null ? "-" : reading.layer().name(),
        reading.labels().toString(),
        reading.metric().unit(),
        Double.toHexString(reading.value()),
        Double.toHexString(reading.uncertainty().standardError()),
        reading.flags().toString());
  }

  @Override
  public synchronized void update(Health newest) {
    health = newest;
  }

  /** A run in which anything failed or was skipped is no run to compare by. */
  synchronized List<String> sorted() {
    List<String> sorted = new ArrayList<>(lines);
    Collections.sort(sorted);
    sorted.add(network + " " + health);
    return sorted;
  }

  private String skipped(int epoch, String layer, String reason) {
    return String.format(Locale.ROOT, "%s %d skipped %s: %s", network, epoch, layer, reason);
  }

  private static String hash(Matrix matrix) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    String names = matrix.rows() + " " + matrix.columns();
    digest.update(names.getBytes(StandardCharsets.UTF_8));
    ByteBuffer bits = ByteBuffer.allocate(Double.BYTES * matrix.values().length);
    bits.asDoubleBuffer().put(matrix.values());
    return HexFormat.of().formatHex(digest.digest(bits.array()));
  }
}
