// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.report.Run;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Registries of the host that refuse meters, have them already, or hold what is not ours. */
class RegistryRefusalTest {
  private static PrometheusMeterRegistry prometheus() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  private static MeterRegistry composite() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    composite.add(new SimpleMeterRegistry());
    composite.add(prometheus());
    return composite;
  }

  static Stream<MeterRegistry> registries() {
    return Stream.of(new SimpleMeterRegistry(), prometheus(), composite());
  }

  private static MeterSink begun(MeterRegistry registry) {
    MeterSink sink = new MeterSink(registry);
    sink.begin(Reports.RUN);
    return sink;
  }

  /** Said with the first report, and never again. */
  private static void refusesOnce(MeterSink sink, String... said) {
    assertThatThrownBy(() -> sink.publish(Reports.of(1, 2)))
        .hasMessageContainingAll(said)
        .hasMessageStartingWith("the registry refuses ");
    sink.publish(Reports.of(2, 2));
  }

  private static double epoch(MeterRegistry registry) {
    return registry.get("infoscope.training.epoch").tag("run", "unit").gauge().value();
  }

  @Tried(value = "a registry that is closed", area = Area.NAMES)
  @ParameterizedTest
  @MethodSource("registries")
  void aClosedRegistryIsSaidOnce(MeterRegistry registry) {
    registry.close();
    MeterSink sink = new MeterSink(registry);
    assertThatThrownBy(() -> sink.begin(Reports.RUN)).hasMessageContaining("registry is closed");
    refusesOnce(sink, "infoscope.training.epoch (the registry is closed)");
    sink.close();
  }

  @Tried(value = "a registry whose filter denies meters", area = Area.NAMES)
  @ParameterizedTest
  @MethodSource("registries")
  void aDeniedMeterIsNamedOnceAndTheOthersGoOn(MeterRegistry registry) {
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("infoscope.causal"));
    MeterSink sink = begun(registry);
    refusesOnce(sink, "infoscope.causal.sensitivity (a MeterFilter denies it)");
    assertThat(epoch(registry)).isEqualTo(2);
    assertThat(registry.getMeters())
        .noneMatch(meter -> meter.getId().getName().startsWith("infoscope.causal"));
  }

  @Tried(value = "a part of a composite registry whose filter denies meters", area = Area.NAMES)
  @Test
  void aPartOfACompositeThatDeniesIsNoticed() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    SimpleMeterRegistry denying = new SimpleMeterRegistry();
    denying.config().meterFilter(MeterFilter.denyNameStartsWith("infoscope.causal"));
    composite.add(denying);
    composite.add(new SimpleMeterRegistry());
    refusesOnce(begun(composite), "infoscope.causal.sensitivity (1 of 2 registries refuse it)");
    assertThat(epoch(composite)).isEqualTo(2);
  }

  @Tried(value = "a registry that allows so many meters and no more", area = Area.NAMES)
  @Test
  void whatIsBeyondTheMostThatARegistryAllowsIsNamed() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(10));
    MeterSink sink = begun(registry);
    refusesOnce(sink, "(a MeterFilter denies it)", " more");
    assertThat(registry.getMeters()).hasSize(10);
    assertThat(epoch(registry)).isEqualTo(2);
    sink.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Tried(value = "a registry that throws when a meter is made", area = Area.NAMES)
  @Test
  void aRegistryThatThrowsCostsTheMetersItThrowsAt() {
    SimpleMeterRegistry registry =
        new SimpleMeterRegistry() {
          @Override
          protected <T> Gauge newGauge(Meter.Id id, T of, ToDoubleFunction<T> value) {
            if (id.getName().startsWith("infoscope.causal")) {
              throw new IllegalStateException("no gauge");
            }
            return super.newGauge(id, of, value);
          }
        };
    MeterSink sink = begun(registry);
    refusesOnce(sink, "infoscope.causal.sensitivity (no gauge)");
    assertThat(epoch(registry)).isEqualTo(2);
  }

  @Tried(value = "a registry that has a meter of our name as another type", area = Area.NAMES)
  @Test
  void aMeterThatPrometheusHasAsAnotherTypeIsNamedAndStays() {
    PrometheusMeterRegistry registry = prometheus();
    Gauge.builder("infoscope.training.epoch", () -> 42).tag("other", "x").register(registry);
    takeSensitivity(registry);
    MeterSink sink = begun(registry);
    refusesOnce(sink, "refuses 1 of the meters", "infoscope.causal.sensitivity (", "same type");
    assertThat(registry.scrape())
        .contains("infoscope_training_epoch{other=\"x\"} 42.0", "infoscope_information_label_bits{")
        .contains("infoscope_training_epoch{model", "infoscope_causal_sensitivity_bits_total 7.0");
    sink.close();
    assertThat(registry.getMeters()).hasSize(2);
  }

  private static void takeSensitivity(MeterRegistry registry) {
    Counter.builder("infoscope.causal.sensitivity")
        .baseUnit("bits")
        .register(registry)
        .increment(7);
  }

  /** As Prometheus registries of earlier releases do for other tag keys. */
  @Tried(value = "a registry that has a meter with other tag keys", area = Area.NAMES)
  @Test
  void aMeterThatIsTakenButNotShownIsNamed() {
    SimpleMeterRegistry registry =
        new SimpleMeterRegistry() {
          @Override
          protected <T> Gauge newGauge(Meter.Id id, T of, ToDoubleFunction<T> value) {
            if (id.getName().startsWith("infoscope.causal")) {
              meterRegistrationFailed(id, "other tag keys");
            }
            return super.newGauge(id, of, value);
          }
        };
    MeterSink sink = begun(registry);
    refusesOnce(sink, "infoscope.causal.sensitivity (other tag keys)");
    sink.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Tried(value = "a part of a composite that has a meter as another type", area = Area.NAMES)
  @Test
  void aConflictInAPartOfACompositeIsNoticed() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    PrometheusMeterRegistry part = prometheus();
    takeSensitivity(part);
    composite.add(part);
    composite.add(new SimpleMeterRegistry());
    MeterSink sink = begun(composite);
    refusesOnce(sink, "infoscope.causal.sensitivity (", "same type");
    sink.close();
    assertThat(part.getMeters()).hasSize(1);
  }

  @Tried(value = "a registry that throws when it refuses", area = Area.NAMES)
  @Test
  void aRegistryThatThrowsAtAConflictIsNoTrouble() {
    PrometheusMeterRegistry registry = prometheus().throwExceptionOnRegistrationFailure();
    takeSensitivity(registry);
    refusesOnce(begun(registry), "infoscope.causal.sensitivity (", "same type");
    assertThat(registry.scrape()).contains("infoscope_information_label_bits{");
  }

  @Tried(value = "a registry that has a meter of our name and labels", area = Area.NAMES)
  @ParameterizedTest
  @MethodSource("registries")
  void aMeterOfTheHostsWithOurLabelsIsNeitherTakenNorRemoved(MeterRegistry registry) {
    Gauge host =
        Gauge.builder("infoscope.training.epoch", () -> 42)
            .tags("run", "unit", "model", "mlp")
            .register(registry);
    MeterSink sink = begun(registry);
    refusesOnce(sink, "infoscope.training.epoch (the registry has it already)");
    sink.close();
    assertThat(registry.getMeters()).containsExactly(host);
    assertThat(epoch(registry)).isEqualTo(42);
  }

  @Tried(value = "a host that keeps its registry after the run", area = Area.NAMES)
  @ParameterizedTest
  @MethodSource("registries")
  void allMetersOfAClosedRunLeaveAndNothingElse(MeterRegistry registry) {
    Gauge.builder("host", () -> 1).tags("run", "unit", "model", "mlp").register(registry);
    Set<Meter> before = new HashSet<>(registry.getMeters());
    MeterSink sink = begun(registry);
    sink.update(Reports.health(1));
    sink.publish(Reports.of(1, 3));
    assertThat(registry.getMeters().size()).isGreaterThan(30);
    sink.close();
    assertThat(new HashSet<>(registry.getMeters())).isEqualTo(before);
    sink.publish(Reports.of(2, 3));
    sink.update(Reports.health(2));
    assertThat(registry.getMeters()).as("a report that came too late").hasSize(1);
  }

  @Tried(value = "closing one of two runs in one registry", area = Area.NAMES)
  @ParameterizedTest
  @MethodSource("registries")
  void closingOneRunLeavesTheSeriesOfTheOther(MeterRegistry registry) {
    MeterSink first = begun(registry);
    MeterSink second = new MeterSink(registry);
    second.begin(new Run("unit-2", "mlp", 10, Reports.RUN.provenance()));
    first.publish(Reports.of(7, 2));
    second.publish(Reports.of(1, 2));
    assertThat(epoch(registry)).isEqualTo(7);
    first.close();
    List<Meter> left = registry.getMeters();
    assertThat(left).isNotEmpty().allMatch(meter -> "unit-2".equals(meter.getId().getTag("run")));
    second.publish(Reports.of(2, 2));
    second.close();
    assertThat(registry.getMeters()).isEmpty();
  }
}
