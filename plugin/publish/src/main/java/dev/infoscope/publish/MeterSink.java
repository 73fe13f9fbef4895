// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Moment;
import dev.infoscope.report.Destination;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import dev.infoscope.report.RunMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes reports as meters of any {@link MeterRegistry}; names, units and labels as in {@link
 * Metric}. Meters appear with the first report that has them and vanish with the first that has
 * not. When the sink is closed they are all removed, or kept if that was asked for; nothing else in
 * the registry is touched.
 *
 * <p>A meter that the registry refuses costs no other: all are registered that can be, then an
 * {@link IllegalStateException} names the refused, each once in a run. Thread-safe.
 */
public final class MeterSink implements ReportSink {
  private final MeterRegistry registry;
  private final boolean keep;
  private final RefusedMeters refused = new RefusedMeters();
  private final RegisteredMeters readings;
  private final RegisteredMeters health;
  private Tags common = Tags.empty();
  private boolean closed;

  /**
   * A sink into a registry, whose meters leave it when the sink is closed.
   *
   * @param registry where meters are registered
   */
  public MeterSink(MeterRegistry registry) {
    this(registry, false);
  }

  /**
   * A sink into a registry.
   *
   * @param registry where meters are registered
   * @param keep whether they stay there when the sink is closed, with their last values, until a
   *     run of the same name and model begins
   */
  public MeterSink(MeterRegistry registry, boolean keep) {
    this.registry = registry;
    this.keep = keep;
    this.readings = new RegisteredMeters(registry, refused);
    this.health = new RegisteredMeters(registry, refused);
  }

  @Override
  public Set<Destination> destinations() {
    Set<Destination> destinations = new HashSet<>();
    addPlaces(registry, destinations);
    return destinations;
  }

  /** What is registered with a composite is in each of its parts. */
  private static void addPlaces(MeterRegistry registry, Set<Destination> destination) {
    destination.add(new Destination(registry, true));
    if (registry instanceof CompositeMeterRegistry composite) {
      composite.getRegistries().forEach(part -> addPlaces(part, destination));
    }
  }

  /** The registry by its class: where the host shows its meters is not known here. */
  @Override
  public String shownAt() {
    String type = registry.getClass().getSimpleName();
    return "meters of " + (type.isEmpty() ? "a registry" : type); // anonymous classes have no name
  }

  @Override
  public synchronized void begin(Run run) {
    common = Tags.of("run", run.name(), "model", run.model());
    RegisteredMeters.replace(registry, common);
    if (!closed) {
      setFacts(run);
    }
    refused.tell();
  }

  private void setFacts(Run run) {
    if (run.plannedEpochs() > 0) {
      health.set(RunMetrics.PLANNED_EPOCHS, common, run.plannedEpochs());
    }
    health.set(RunMetrics.FINISHED, common, 0);
    run.tags()
        .forEach(
            (tag, value) ->
                health.set(
                    RunMetrics.TAG, common.and("tag", tag, "value", String.valueOf(value)), 1));
  }

  @Override
  public synchronized void publish(EpochReport report) {
    if (closed) {
      return; // a report that came too late must not bring the meters back
    }
    readings.begin();
    set(report.moment());
    for (Reading reading : report.readings()) {
      readings.set(reading.metric(), tags(reading), reading.value());
    }
    readings.end();
    report
        .durations()
        .forEach(
            (measure, taken) ->
                health.record(RunMetrics.ANALYSIS_DURATION, common.and("measure", measure), taken));
    refused.tell();
  }

  private void set(Moment moment) {
    readings.set(RunMetrics.EPOCH, common, moment.epoch());
    readings.set(RunMetrics.ITERATION, common, moment.iteration());
    readings.set(RunMetrics.SCORE, common, moment.score());
    readings.set(RunMetrics.LAST_UPDATE, common, moment.time().toEpochMilli() / 1000.0);
  }

  @Override
  public synchronized void update(Health now) {
    if (closed) {
      return;
    }
    health.set(RunMetrics.SNAPSHOTS, common, now.snapshots());
    now.skipped()
        .forEach((reason, n) -> health.set(RunMetrics.SKIPPED, common.and("reason", reason), n));
    now.failures()
        .forEach((what, n) -> health.set(RunMetrics.FAILURES, common.and("measure", what), n));
    now.active()
        .forEach(
            (measure, on) ->
                health.set(RunMetrics.MEASURE_ACTIVE, common.and("measure", measure), on ? 1 : 0));
    refused.tell();
  }

  @Override
  public synchronized void finish() {
    if (!closed) {
      health.set(RunMetrics.FINISHED, common, 1);
    }
    refused.tell();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (RegisteredMeters series : List.of(readings, health)) {
      if (keep) {
        series.keep(common);
      } else {
        series.clear();
      }
    }
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
}
