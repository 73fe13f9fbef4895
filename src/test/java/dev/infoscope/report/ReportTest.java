// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.infoscope.measure.Reading;
import dev.infoscope.network.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Provenance PROVENANCE =
      new Provenance("1", Map.of("quantizer", "binned"), 7, 1, 1, 100, 10, "00ff");

  @Test
  void aReportIsNotChangedByWhatItWasMadeOf() {
    List<Reading> readings = new ArrayList<>();
    Map<String, Duration> durations = new HashMap<>(Map.of("b", Duration.ZERO, "a", Duration.ZERO));
    Run run = new Run("r", "m", 3, PROVENANCE);
    Moment moment = new Moment(1, 2, Instant.EPOCH, 0.1);
    Map<String, String> skipped = new HashMap<>(Map.of("z", "no values", "a", "frozen"));
    EpochReport report = new EpochReport(run, moment, readings, skipped, durations);
    durations.clear();
    skipped.clear();
    assertThat(report.skipped().keySet()).containsExactly("a", "z");
    assertThat(report.durations().keySet()).containsExactly("a", "b");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> report.readings().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> report.durations().clear());
  }

  @Test
  void healthIsNotChangedByWhatItWasMadeOf() {
    Map<String, Long> skipped = new HashMap<>(Map.of("busy", 2L));
    Health health = new Health(5, skipped, Map.of("plane", 1L), Map.of("plane", true));
    skipped.clear();
    assertThat(health.skipped()).containsEntry("busy", 2L);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> health.active().clear());
  }

  @Test
  void theVersionIsThatOfThePom() {
    assertThat(Provenance.currentVersion()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void aSinkNeedsToTakeReportsOnly() throws Exception {
    List<EpochReport> taken = new ArrayList<>();
    Run run = new Run("r", "m", 3, PROVENANCE);
    EpochReport report =
        new EpochReport(run, new Moment(1, 2, Instant.EPOCH, 0.1), List.of(), Map.of(), Map.of());
    try (ReportSink sink = taken::add) {
      sink.begin(run);
      sink.update(new Health(0, Map.of(), Map.of(), Map.of()));
      sink.publish(report);
    }
    assertThat(taken).containsExactly(report);
  }
}
