// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Moment;
import dev.infoscope.measure.Reading;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import dev.infoscope.report.RunMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Publishes reports as meters of any {@link MeterRegistry}; names, units and labels as in {@link
 * Metric}. Meters appear with the first report that has them, vanish with the first that has not,
 * and are all removed when the sink is closed and {@code keep} is false.
 *
 * <p>Not thread-safe, as sinks are called by one thread; reading the registry meanwhile is.
 */
public final class MeterSink implements ReportSink {
  private final MeterRegistry registry;
  private final Series readings;
  private final Series health;
  private Tags common = Tags.empty();

  /**
   * A sink into a registry.
   *
   * @param registry where meters are registered
   */
  public MeterSink(MeterRegistry registry) {
    this.registry = registry;
    this.readings = new Series(registry);
    this.health = new Series(registry);
  }

  @Override
  public void begin(Run run) {
    common = Tags.of("run", run.name(), "model", run.model());
    if (run.plannedEpochs() > 0) {
      health.set(RunMetrics.PLANNED_EPOCHS, common, run.plannedEpochs());
    }
  }

  @Override
  public void publish(EpochReport report) {
    readings.begin();
    Moment moment = report.moment();
    readings.set(RunMetrics.EPOCH, common, moment.epoch());
    readings.set(RunMetrics.ITERATION, common, moment.iteration());
    readings.set(RunMetrics.SCORE, common, moment.score());
    readings.set(RunMetrics.LAST_UPDATE, common, moment.time().toEpochMilli() / 1000.0);
    for (Reading reading : report.readings()) {
      readings.set(reading.metric(), tags(reading), reading.value());
    }
    readings.end();
    report.durations().forEach(this::record);
  }

  @Override
  public void update(Health now) {
    health.set(RunMetrics.SNAPSHOTS, common, now.snapshots());
    now.skipped()
        .forEach((reason, n) -> health.set(RunMetrics.SKIPPED, common.and("reason", reason), n));
    now.failures()
        .forEach((what, n) -> health.set(RunMetrics.FAILURES, common.and("measure", what), n));
    now.active()
        .forEach(
            (measure, on) ->
                health.set(RunMetrics.MEASURE_ACTIVE, common.and("measure", measure), on ? 1 : 0));
  }

  /** Takes all meters of the run away. */
  void remove() {
    for (Meter meter : List.copyOf(registry.getMeters())) {
      if (common.stream().allMatch(meter.getId().getTags()::contains) && !isEmpty(common)) {
        registry.remove(meter);
      }
    }
  }

  private static boolean isEmpty(Tags tags) {
    return !tags.iterator().hasNext();
  }

  private Tags tags(Reading reading) {
    Tags tags = common;
    if (reading.layer() != null) {
      tags =
          tags.and("layer", reading.layer().name(), "layer_index", reading.layer().paddedIndex());
    }
    for (Map.Entry<String, String> label : reading.labels().entrySet()) {
      tags = tags.and(label.getKey(), label.getValue());
    }
    return tags;
  }

  private void record(String measure, Duration duration) {
    Timer.builder(RunMetrics.ANALYSIS_DURATION.meterName())
        .description(RunMetrics.ANALYSIS_DURATION.help())
        .tags(common.and("measure", measure))
        .register(registry)
        .record(duration);
  }
}
