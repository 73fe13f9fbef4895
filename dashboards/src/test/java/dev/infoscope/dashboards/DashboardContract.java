// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dashboards.prometheus.PrometheusServer;
import dev.infoscope.report.RunMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every dashboard finds in a Prometheus that has scraped a run. */
public interface DashboardContract {
  /** Fires at once, so that panels and marks for alerts have something to show. */
  String ALWAYS_FIRING =
      String.format(
          Locale.ROOT,
          "groups: [{name: test, rules: [{alert: Always, expr: '%s > 0'}]}]",
          RunMetrics.EPOCH.seriesName());

  /** How far back the dashboards look: as long as a suite takes on a loaded machine. */
  Duration WINDOW = Duration.ofSeconds(300);

  /** In a healthy run of a classifier no change and no restart is marked on the time axis. */
  List<String> NOT_OF_A_HEALTHY_RUN =
      List.of(
          "changes(infoscope_drift_change_epoch",
          "resets(infoscope_training_iteration",
          "infoscope_probe_r2", // of a regression
          "infoscope_probe_rmse");

  /**
   * The Prometheus that has scraped the run.
   *
   * @return running
   */
  PrometheusServer prometheus();

  /**
   * What the run does not measure; panels of it say so in their text for no value.
   *
   * @return parts of expressions
   */
  default List<String> notMeasured() {
    return List.of();
  }

  private boolean isMeasured(DashboardFile.Expression expression) {
    return notMeasured().stream().noneMatch(expression.text()::contains);
  }

  @ParameterizedTest
  @EnumSource
  default void everyExpressionOfTheDashboardsReturnsNumbers(Dashboards dashboard) {
    DashboardFile file = DashboardFile.of(dashboard);
    DashboardQueries queries = new DashboardQueries(file, prometheus().api(), WINDOW);
    assertThat(file.expressions())
        .isNotEmpty()
        .filteredOn(this::isMeasured)
        .allMatch(queries::hasNumbers, "returns numbers");
  }

  @ParameterizedTest
  @EnumSource
  default void grafanasOwnDataLibraryFindsTheFieldsEveryPanelNeeds(Dashboards dashboard) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--prometheus=" + prometheus().uri());
    arguments.add("--seconds=" + WINDOW.toSeconds());
    notMeasured().forEach(series -> arguments.add("--silent=" + series));
    arguments.add(DashboardFile.path(dashboard).toString());
    NodeCheck.run("check.mjs", arguments.toArray(String[]::new));
  }
}
