// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.measure.Metric;
import dev.infoscope.report.MetricCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricReferenceTest {
  private final MetricReference page = MetricReference.read();

  @Test
  void thePageHasOneSectionPerMetricAndNoOther() {
    List<String> published = MetricCatalogue.metrics().stream().map(Metric::seriesName).toList();
    assertThat(page.names()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(published);
  }

  @ParameterizedTest
  @MethodSource("dev.infoscope.report.MetricCatalogue#metrics")
  void everySectionNamesKindUnitLabelsAndWhenNotToBelieveIt(Metric metric) {
    assertThat(page.section(metric.seriesName()).lines())
        .contains(MetricReference.facts(metric))
        .anyMatch(line -> line.startsWith("*When not to trust it:* "));
  }

  @ParameterizedTest
  @MethodSource("dev.infoscope.report.MetricCatalogue#metrics")
  void everySeriesOfAScrapeIsNamed(Metric metric) {
    assertThat(Series.published(metric)).allMatch(page::mentions);
  }
}
