// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Registries of the host's that take no meters, or none any more. */
final class Registries {
  private Registries() {}

  static void denies(Trial trial) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("infoscope.training"));
    trial.builder.registry(registry);
  }

  static void isClosed(Trial trial) {
    MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.close();
    trial.builder.registry(registry);
  }

  static void throwsAlways(Trial trial) {
    trial.builder.registry(
        new SimpleMeterRegistry() {
          @Override
          protected <T> Gauge newGauge(Meter.Id id, @Nullable T object, ToDoubleFunction<T> value) {
            throw new IllegalStateException("no gauge today");
          }
        });
  }

  static void isFull(Trial trial) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    int most = trial.random.nextInt(1, 8);
    registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(most));
    trial.builder.registry(registry);
  }

  static void closesLater(Trial trial) {
    MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    trial.builder.registry(registry);
    trial.atAnEpoch(registry::close);
  }
}
