// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.report.MetricCatalogue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DashboardSeriesTest {
  /** Series that Prometheus itself makes. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

  private static Set<String> published() {
    return MetricCatalogue.metrics().stream()
        .flatMap(metric -> Series.published(metric).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> queried(List<DashboardFile.Expression> expressions) {
    return expressions.stream()
        .flatMap(expression -> expression.series().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource
  void noExpressionAsksForASeriesThatIsNotPublished(Dashboards dashboard) {
    Set<String> unknown = queried(DashboardFile.of(dashboard).expressions());
    unknown.removeAll(published());
    unknown.removeAll(OF_PROMETHEUS);
    assertThat(unknown).as("series that no Metric publishes").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyExpressionSelectsSeries(Dashboards dashboard) {
    assertThat(DashboardFile.of(dashboard).expressions())
        .isNotEmpty()
        .noneMatch(expression -> expression.series().isEmpty());
  }

  @Test
  void everyPublishedSeriesIsDrawnSomewhereOrExplainedInTheReference() {
    Set<String> hidden = published();
    for (Dashboards dashboard : Dashboards.values()) {
      hidden.removeAll(queried(DashboardFile.of(dashboard).drawn()));
    }
    MetricReference page = MetricReference.read();
    assertThat(hidden).as("series drawn in no panel").allMatch(page::mentions);
  }
}
