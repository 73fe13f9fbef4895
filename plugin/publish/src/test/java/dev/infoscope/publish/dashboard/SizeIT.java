// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.prometheus.PrometheusServer;
import dev.infoscope.report.RunMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What fifty runs of twenty layers cost a Prometheus: figures for the documentation, no limit. */
@Tag("prometheus")
class SizeIT {
  private static final int RUNS = 50;
  private static final int LAYERS = 20;
  private static final int REPEATS = 3;

  @Test
  void fiftyRunsOfTwentyLayersCanBeKeptAndDrawn() throws IOException {
    StringBuilder report = new StringBuilder();
    try (SampleEndpoint endpoint = SampleEndpoint.start(RUNS, LAYERS);
        PrometheusServer prometheus =
            PrometheusServer.scraping(
                endpoint.port(), DashboardContract.ALWAYS_FIRING, Duration.ofSeconds(5))) {
      for (int epoch = 3; epoch <= 7; epoch += 2) { // a minute, in steps the server is waited for
        prometheus.await("min(" + RunMetrics.EPOCH.seriesName() + ") >= " + epoch);
      }
      double series =
          prometheus
              .api()
              .now("count({__name__=~\"infoscope_.+\"})")
              .get(0)
              .get("value")
              .get(1)
              .asDouble();
      assertThat(series).isGreaterThan(RUNS * LAYERS);
      say(report, "%d runs x %d layers: %.0f series%n", RUNS, LAYERS, series);
      for (Dashboards dashboard : Dashboards.values()) {
        say(report, "%s%n", time(dashboard, prometheus));
      }
    }
    Files.writeString(Path.of("target", "size.txt"), report);
    System.out.print(report);
  }

  private static void say(StringBuilder report, String template, Object... values) {
    report.append(String.format(Locale.ROOT, template, values));
  }

  private static String time(Dashboards dashboard, PrometheusServer prometheus) {
    DashboardFile file = DashboardFile.read(dashboard.file());
    DashboardQueries queries =
        new DashboardQueries(file, prometheus.api(), DashboardContract.WINDOW);
    double sum = 0;
    double slowest = 0;
    for (DashboardFile.Expression expression : file.drawn()) {
      double[] seconds = new double[REPEATS];
      for (int i = 0; i < REPEATS; i++) {
        long start = System.nanoTime();
        assertThat(queries.hasNumbers(expression)).as(expression.where()).isTrue();
        seconds[i] = (System.nanoTime() - start) / 1e9;
      }
      Arrays.sort(seconds);
      sum += seconds[REPEATS / 2];
      slowest = Math.max(slowest, seconds[REPEATS / 2]);
    }
    return String.format(
        Locale.ROOT,
        "%s: %d queries one after the other %.2f s, slowest %.2f s (median of %d, all runs)",
        dashboard.fileName(),
        file.drawn().size(),
        sum,
        slowest,
        REPEATS);
  }
}
