// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.measure.Metric;
import dev.infoscope.report.MetricCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MeterSinkTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final MeterSink sink = new MeterSink(registry);

  private double label(String layer) {
    return registry
        .get("infoscope.information.label")
        .tags("run", "unit", "model", "mlp", "layer", layer)
        .gauge()
        .value();
  }

  @Test
  void everyReadingBecomesAGaugeWithItsLabels() {
    sink.begin(Reports.RUN);
    sink.publish(Reports.of(3, 2));
    assertThat(label("layer1")).isEqualTo(3);
    assertThat(
            registry
                .get("infoscope.information.input")
                .tags("layer_index", "01", "signal", "some", "estimator", "some")
                .gauge()
                .getId()
                .getBaseUnit())
        .isEqualTo("bits");
  }

  @Test
  void theMomentBecomesGaugesOfTheRun() {
    sink.begin(Reports.RUN);
    sink.publish(Reports.of(3, 1));
    assertThat(registry.get("infoscope.training.epoch").gauge().value()).isEqualTo(3);
    assertThat(registry.get("infoscope.training.iteration").gauge().value()).isEqualTo(30);
    assertThat(registry.get("infoscope.training.planned.epochs").gauge().value()).isEqualTo(10);
    assertThat(registry.get("infoscope.training.last.update").gauge().value()).isEqualTo(1003);
  }

  @Test
  void aTagIsASeriesOfItsOwnAndNoLabelOfOthers() {
    sink.begin(Reports.RUN.withTags(Map.of("lr", 0.01, "note", "baseline")));
    sink.publish(Reports.of(3, 1));
    assertThat(registry.get("infoscope.run.tag").tags("tag", "lr", "value", "0.01").gauge().value())
        .isEqualTo(1);
    assertThat(registry.find("infoscope.run.tag").tag("value", "baseline").gauges()).hasSize(1);
    assertThat(registry.getMeters())
        .filteredOn(meter -> !meter.getId().getName().equals("infoscope.run.tag"))
        .allMatch(
            meter -> meter.getId().getTag("lr") == null && meter.getId().getTag("tag") == null);
    sink.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void theNextReportReplacesTheLast() {
    sink.begin(Reports.RUN);
    sink.publish(Reports.of(3, 2));
    sink.publish(Reports.of(4, 2));
    assertThat(label("layer0")).isEqualTo(4);
  }

  @Test
  void aLayerThatVanishesLosesItsSeries() {
    sink.begin(Reports.RUN);
    sink.publish(Reports.of(3, 3));
    sink.publish(Reports.of(4, 1));
    assertThat(registry.find("infoscope.information.label").gauges()).hasSize(1);
  }

  @Test
  void valuesSurviveAGarbageCollection() {
    sink.begin(Reports.RUN);
    sink.publish(Reports.of(3, 1));
    sink.update(Reports.health(7));
    System.gc();
    assertThat(label("layer0")).isEqualTo(3);
    assertThat(registry.get("infoscope.snapshots").functionCounter().count()).isEqualTo(7);
  }

  @Test
  void aLaterRunOfTheSameNameTakesThePlaceOfTheKeptMetersOfTheFirst() {
    MeterSink first = new MeterSink(registry, true);
    first.begin(Reports.RUN);
    first.publish(Reports.of(9, 1));
    first.update(Reports.health(9));
    first.close();
    assertThat(label("layer0")).isEqualTo(9);
    sink.begin(Reports.RUN);
    sink.publish(Reports.of(1, 1));
    sink.update(Reports.health(1));
    assertThat(label("layer0")).isEqualTo(1);
    assertThat(registry.get("infoscope.snapshots").functionCounter().count()).isEqualTo(1);
    sink.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void healthBecomesCounters() {
    sink.begin(Reports.RUN);
    sink.update(Reports.health(7));
    assertThat(
            registry
                .get("infoscope.snapshots.skipped")
                .tag("reason", "busy")
                .functionCounter()
                .count())
        .isEqualTo(2);
    assertThat(registry.get("infoscope.failures").functionCounter().count()).isEqualTo(1);
    assertThat(registry.get("infoscope.measure.active").gauge().value()).isEqualTo(1);
  }

  @Test
  void nothingIsPublishedThatTheListDoesNotName() {
    sink.begin(Reports.RUN);
    sink.publish(Reports.of(3, 1));
    sink.update(Reports.health(7));
    TreeSet<String> published = new TreeSet<>();
    registry.forEachMeter(meter -> published.add(meter.getId().getName()));
    assertThat(MetricCatalogue.metrics().stream().map(Metric::meterName)).containsAll(published);
  }
}
