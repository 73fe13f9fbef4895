// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.measure.Metric;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one sink: registered once each, then only their values change. Only what was
 * registered here is ever removed, whatever its labels say. Values are held strongly, or a garbage
 * collection would turn gauges into NaN.
 */
final class RegisteredMeters {
  /** Meters that closed sinks have left behind, and a later run of the same name replaces. */
  private static final Map<MeterRegistry, Map<Tags, List<Meter.Id>>> KEPT =
      Collections.synchronizedMap(new WeakHashMap<>());

  private record Key(Metric metric, Tags tags) {}

  /** The value that a meter reads, and the meter; null if the registry refused it. */
  private static final class Cell {
    private volatile double value;
    private @Nullable Meter meter;
  }

  private final MeterRegistry registry;
  private final RefusedMeters refused;
  private final Map<Key, Cell> cells = new HashMap<>();
  private final Set<Key> stale = new HashSet<>();

  RegisteredMeters(MeterRegistry registry, RefusedMeters refused) {
    this.registry = registry;
    this.refused = refused;
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
      Cell fresh = new Cell();
      fresh.value = value;
      cells.put(key, fresh);
      fresh.meter = register(metric, () -> value(key, fresh));
    } else {
      cell.value = value;
    }
  }

  void record(Metric metric, Tags tags, Duration duration) {
    Key key = new Key(metric, tags);
    Cell cell = cells.get(key);
    if (cell == null) {
      cell = new Cell();
      cells.put(key, cell);
      cell.meter = register(metric, () -> timer(key));
    }
    if (cell.meter instanceof Timer timer) {
      timer.record(duration);
    }
  }

  private @Nullable Meter register(Metric metric, Supplier<Meter> builder) {
    Registration done = Registration.of(registry, builder);
    if (done.refusal() != null) {
      refused.add(metric.meterName(), done.refusal());
    }
    return done.meter();
  }

  private Meter value(Key key, Cell cell) {
    Metric metric = key.metric();
    String unit = metric.unit().isEmpty() ? null : metric.unit();
    return switch (metric.kind()) {
      case MATRIX, TIMER -> throw new IllegalArgumentException(metric + " is no series");
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
    };
  }

  private Meter timer(Key key) {
    return Timer.builder(key.metric().meterName())
        .description(key.metric().help())
        .tags(key.tags())
        .register(registry);
  }

  void end() {
    for (Key key : stale) {
      remove(cells.remove(key));
    }
    stale.clear();
  }

  /** Takes all away. */
  void clear() {
    cells.values().forEach(this::remove);
    cells.clear();
  }

  private void remove(@Nullable Cell cell) {
    if (cell != null && cell.meter != null) {
      registry.remove(cell.meter);
    }
  }

  /** Leaves all where it is, until {@link #replace} is called for the same run. */
  void keep(Tags run) {
    Map<Tags, List<Meter.Id>> kept =
        KEPT.computeIfAbsent(registry, fresh -> Collections.synchronizedMap(new HashMap<>()));
    List<Meter.Id> ids = new ArrayList<>();
    for (Cell cell : cells.values()) {
      if (cell.meter != null) {
        ids.add(cell.meter.getId());
      }
    }
    kept.merge(run, ids, RegisteredMeters::joined);
  }

  private static List<Meter.Id> joined(List<Meter.Id> some, List<Meter.Id> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Takes away what an earlier run of the same labels has left. */
  static void replace(MeterRegistry registry, Tags run) {
    Map<Tags, List<Meter.Id>> kept = KEPT.get(registry);
    List<Meter.Id> ids = kept == null ? null : kept.remove(run);
    if (ids != null) {
      ids.forEach(registry::remove);
    }
  }
}
