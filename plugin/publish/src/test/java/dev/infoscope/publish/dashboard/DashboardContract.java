// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.prometheus.PrometheusServer;
import dev.infoscope.report.RunMetrics;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every dashboard finds in a Prometheus that has scraped a run. */
public interface DashboardContract {
  /** Fires at once, so that panels and marks for alerts have something to show. */
  String ALWAYS_FIRING =
      "groups: [{name: test, rules: [{alert: Always, expr: '%s > 0'}]}]"
          .formatted(RunMetrics.EPOCH.seriesName());

  /** How far back the dashboards look. */
  Duration WINDOW = Duration.ofSeconds(60);

  /**
   * The Prometheus that has scraped the run.
   *
   * @return running
   */
  PrometheusServer prometheus();

  @ParameterizedTest
  @EnumSource
  default void everyExpressionOfTheDashboardsReturnsNumbers(Dashboards dashboard) {
    DashboardFile file = DashboardFile.read(dashboard.file());
    DashboardQueries queries = new DashboardQueries(file, prometheus().api(), WINDOW);
    assertThat(file.expressions()).isNotEmpty().allMatch(queries::hasNumbers, "returns numbers");
  }

  @ParameterizedTest
  @EnumSource
  default void grafanasOwnDataLibraryFindsTheFieldsEveryPanelNeeds(Dashboards dashboard) {
    NodeCheck.run(
        "check.mjs",
        "--prometheus=" + prometheus().uri(),
        "--seconds=" + WINDOW.toSeconds(),
        dashboard.file().toString());
  }
}
