// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochReportTest {
  private static final Metric BITS = Metric.gauge("infoscope.test.bits", "bits", "a").perLayer();
  private static final Metric RATE = Metric.gauge("infoscope.test.rate", "ratio", "b").perLayer();
  private static final Metric TABLE =
      Metric.matrix("infoscope.test.table", "bits", "c", "class", "unit");

  private static Reading reading(Metric metric, Layer layer, double value) {
    return new Reading(metric, layer, Map.of(), value, Uncertainty.of(10, Double.NaN), Set.of());
  }

  private static EpochReport report() {
    Layer first = new Layer(0, "a", "Dense", null, "mean over positions");
    Layer second = first.noted("ablated to mean");
    Provenance how = new Provenance("v", Map.of(), 1, 1, 1, 10, 2, "00");
    double third = 1.0 / 3;
    return new EpochReport(
        new Run("r", "m", 3, how),
        new Moment(1, 10, Instant.EPOCH, Double.NaN),
        List.of(reading(BITS, first, third), reading(RATE, second, 2), reading(BITS, second, 3)),
        List.of(new Matrix(TABLE, first, List.of("0"), List.of("0", "1"), new double[] {third, 4})),
        Map.of(),
        Map.of());
  }

  @Test
  void aReportIsConvertedOnceForAllWhoAsk() {
    EpochReport report = report();
    Set<ReportEntry> entries = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<ReportEntry> all = Collections.synchronizedSet(entries);
    IntStream.range(0, 100).parallel().forEach(each -> all.add(report.entry()));
    assertThat(entries).hasSize(1);
  }

  @Test
  void aLineOfAFileSharesReadingsAndMatricesWithTheEntry() {
    ReportEntry entry = report().entry();
    ReportEntry line = entry.written("2026-11-29T10:00:00Z", null);
    assertThat(line.session()).isEqualTo("2026-11-29T10:00:00Z");
    assertThat(line.readings()).isSameAs(entry.readings());
    assertThat(line.matrices()).isSameAs(entry.matrices());
    assertThat(line.written("", null)).isEqualTo(entry);
  }

  @Test
  void readingsOfAMetricStandTogetherAndEachTextStandsOnce() {
    ReportEntry entry = report().entry();
    assertThat(entry.readings())
        .extracting(each -> each.metric() + " " + entry.howObtained(each))
        .containsExactly(
            "infoscope.test.bits mean over positions",
            "infoscope.test.bits mean over positions; ablated to mean",
            "infoscope.test.rate mean over positions; ablated to mean");
    assertThat(entry.obtained()).hasSize(2);
    assertThat(entry.score()).as("not defined").isNull();
  }

  @Test
  void valuesOfMatricesStayAsTheyWereMeasured() {
    assertThat(report().entry().matrices().get(0).values()[0]).containsExactly(1.0 / 3, 4);
  }
}
