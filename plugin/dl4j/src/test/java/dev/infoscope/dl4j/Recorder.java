// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink that remembers. */
public class Recorder implements ReportSink {
  public final List<Run> runs = new CopyOnWriteArrayList<>();
  public final List<EpochReport> reports = new CopyOnWriteArrayList<>();
  public final List<Health> health = new CopyOnWriteArrayList<>();
  public volatile int finished;
  public volatile int closed;

  @Override
  public void begin(Run run) {
    runs.add(run);
  }

  @Override
  public void publish(EpochReport report) {
    reports.add(report);
  }

  @Override
  public void update(Health now) {
    health.add(now);
  }

  @Override
  public void finish() {
    finished++;
  }

  @Override
  public void close() {
    closed++;
  }

  public Health lastHealth() {
    return health.get(health.size() - 1);
  }

  public EpochReport last() {
    return reports.get(reports.size() - 1);
  }

  public List<String> layers() {
    return last().readings().stream()
        .filter(reading -> reading.metric() == PlaneMetrics.INPUT)
        .map(reading -> reading.layer().name())
        .distinct()
        .toList();
  }

  public Reading reading(Metric metric, String layer, String estimator) {
    return last().readings().stream()
        .filter(reading -> reading.metric() == metric)
        .filter(reading -> reading.layer().name().equals(layer))
        .filter(reading -> reading.labels().get("estimator").equals(estimator))
        .findFirst()
        .orElseThrow();
  }
}
