// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.dashboards.prometheus.PrometheusServer;
import dev.infoscope.report.RunMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What many runs of twenty layers cost a Prometheus: figures for the documentation, no limit. Ten
 * runs, each query once; with {@code -Dinfoscope.runs=50} fifty runs, and the median of three for
 * each query.
 */
@Tag("prometheus")
class SizeIT {
  private static final int RUNS = Integer.getInteger("infoscope.runs", 10);
  private static final int LAYERS = 20;
  private static final int REPEATS = RUNS < 50 ? 1 : 3;
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final Duration SCRAPED = Duration.ofSeconds(RUNS < 50 ? 2 : 10);
  private static final String ALL = "{__name__=~\"infoscope_.+\"}";

  private final StringBuilder report = new StringBuilder();

  /** How long one query took, median of the repeats. */
  private record Took(String where, double seconds) {}

  @Test
  void manyRunsOfTwentyLayersCanBeKeptAndDrawn() throws IOException {
    try (SampleEndpoint endpoint = SampleEndpoint.usual(RUNS, LAYERS);
        PrometheusServer prometheus =
            PrometheusServer.scraping(endpoint.port(), DashboardContract.ALWAYS_FIRING, SCRAPED)) {
      prometheus.await("count(" + RunMetrics.EPOCH.seriesName() + ") > 0");
      for (int epoch = 2; epoch <= 5; epoch++) { // in steps the server is waited for
        prometheus.await("min(" + RunMetrics.EPOCH.seriesName() + ") >= " + epoch);
      }
      series(prometheus);
      for (Dashboards dashboard : Dashboards.values()) {
        time(dashboard, prometheus, ".+");
        time(dashboard, prometheus, "run_7");
      }
    }
    Files.writeString(Path.of("target", "size.txt"), report);
    System.out.print(report);
  }

  private void series(PrometheusServer prometheus) {
    double series = value(prometheus.api().now("count(" + ALL + ")").get(0));
    assertThat(series).isGreaterThan(RUNS * LAYERS);
    say("%d runs x %d layers: %.0f series, %.0f a run%n", RUNS, LAYERS, series, series / RUNS);
    JsonNode families = prometheus.api().now("topk(8, count by (__name__) (" + ALL + "))");
    StreamSupport.stream(families.spliterator(), false)
        .sorted(Comparator.comparingDouble(SizeIT::value).reversed())
        .forEach(
            each ->
                say(
                    "  %4.1f %% %s%n",
                    100 * value(each) / series, each.at("/metric/__name__").asText()));
  }

  private static double value(JsonNode sample) {
    return sample.get("value").get(1).asDouble();
  }

  private void say(String template, Object... values) {
    report.append(String.format(Locale.ROOT, template, values));
  }

  private void time(Dashboards dashboard, PrometheusServer prometheus, String run) {
    DashboardFile file = DashboardFile.of(dashboard);
    DashboardQueries queries =
        new DashboardQueries(file, prometheus.api(), WINDOW)
            .choose("run", run)
            .choose("layer", ".+");
    List<Took> took =
        file.drawn().stream()
            .map(each -> new Took(each.where(), median(queries, each)))
            .sorted(Comparator.comparingDouble(Took::seconds).reversed())
            .toList();
    say(
        "%s, %s: %d queries one after the other %.2f s, slowest %.2f s (%s)%n",
        dashboard.fileName(),
        run.equals(".+") ? "all runs" : "one run",
        took.size(),
        took.stream().mapToDouble(Took::seconds).sum(),
        took.get(0).seconds(),
        took.get(0).where());
  }

  /** Whether there are numbers is for {@code DashboardIT}: not all is measured by default. */
  private static double median(DashboardQueries queries, DashboardFile.Expression expression) {
    double[] seconds = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      queries.hasNumbers(expression);
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[REPEATS / 2];
  }
}
