// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.measure.Metric;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The meters of one sink: registered once each, then only their values change. Values are held
 * strongly, or a garbage collection would turn gauges into NaN.
 */
final class Series {
  private record Key(Metric metric, Tags tags) {}

  /** The value that a meter reads. */
  private static final class Cell {
    private final Meter meter;
    private volatile double value;

    Cell(MeterRegistry registry, Key key, double value) {
      this.value = value;
      this.meter = register(registry, key, this);
    }

    private static Meter register(MeterRegistry registry, Key key, Cell cell) {
      Metric metric = key.metric();
      String unit = metric.unit().isEmpty() ? null : metric.unit();
      // An earlier run of the same name left its meter behind, which reads that run's cell.
      registry.removeByPreFilterId(
          new Meter.Id(metric.meterName(), key.tags(), unit, metric.help(), type(metric)));
      return switch (metric.kind()) {
        case MATRIX -> throw new IllegalArgumentException(metric + " is no series");
        case GAUGE ->
            Gauge.builder(metric.meterName(), cell, c -> c.value)
                .description(metric.help())
                .baseUnit(unit)
                .tags(key.tags())
                .strongReference(true)
                .register(registry);
        case COUNTER ->
            FunctionCounter.builder(metric.meterName(), cell, c -> c.value)
                .description(metric.help())
                .baseUnit(unit)
                .tags(key.tags())
                .register(registry);
        case TIMER ->
            throw new IllegalArgumentException("metric " + metric + " is recorded, not set");
      };
    }
  }

  private static Meter.Type type(Metric metric) {
    return metric.kind() == Metric.Kind.COUNTER ? Meter.Type.COUNTER : Meter.Type.GAUGE;
  }

  private final MeterRegistry registry;
  private final Map<Key, Cell> cells = new HashMap<>();
  private final Set<Key> stale = new HashSet<>();

  Series(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Starts a new report: what is not set before {@link #end} vanishes. */
  void begin() {
    stale.addAll(cells.keySet());
  }

  void set(Metric metric, Tags tags, double value) {
    Key key = new Key(metric, tags);
    stale.remove(key);
    Cell cell = cells.get(key);
    if (cell == null) {
      cells.put(key, new Cell(registry, key, value));
    } else {
      cell.value = value;
    }
  }

  void end() {
    for (Key key : stale) {
      registry.remove(cells.remove(key).meter);
    }
    stale.clear();
  }
}
