// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.measure.Metric;
import dev.infoscope.publish.prometheus.PrometheusServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The dashboards against a real Prometheus that scrapes an endpoint with every metric. */
@Tag("prometheus")
class DashboardIT {
  /** Fires at once, so that panels and marks for alerts have something to show. */
  private static final String ALWAYS_FIRING =
      "groups: [{name: test, rules: [{alert: Always, expr: '%s > 0'}]}]"
          .formatted(Metric.EPOCH.seriesName());

  private static final int EPOCHS = 11; // past the tenth, which is marked on the time axis
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private static SampleEndpoint endpoint;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void scrapeSomeEpochs() throws IOException {
    endpoint = SampleEndpoint.start();
    prometheus = PrometheusServer.scraping(endpoint.port(), ALWAYS_FIRING);
    prometheus.await(Metric.EPOCH.seriesName() + " >= " + EPOCHS);
  }

  @AfterAll
  static void end() {
    if (prometheus != null) {
      prometheus.close();
    }
    endpoint.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyExpressionReturnsNumbers(Dashboards dashboard) {
    DashboardFile file = DashboardFile.read(dashboard.file());
    DashboardQueries queries = new DashboardQueries(file, prometheus.api(), WINDOW);
    assertThat(file.expressions()).isNotEmpty().allMatch(queries::hasNumbers, "returns numbers");
  }

  @ParameterizedTest
  @EnumSource
  void grafanasOwnDataLibraryFindsTheFieldsEveryPanelNeeds(Dashboards dashboard) {
    NodeCheck.run(
        "check.mjs",
        "--prometheus=" + prometheus.uri(),
        "--seconds=" + WINDOW.toSeconds(),
        dashboard.file().toString());
  }

  @Test
  void theCheckerNoticesEveryKindOfBreak() {
    NodeCheck.run(
        "mutations.mjs",
        "--prometheus=" + prometheus.uri(),
        "--seconds=" + WINDOW.toSeconds(),
        Dashboards.INFORMATION.file().toString());
  }
}
