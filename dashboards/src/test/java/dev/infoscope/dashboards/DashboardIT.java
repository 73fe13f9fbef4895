// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.dashboards.prometheus.PrometheusServer;
import dev.infoscope.report.RunMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards against a real Prometheus that scrapes an endpoint with every metric. */
@Tag("prometheus")
class DashboardIT implements DashboardContract {
  private static final int EPOCHS = 11; // past the tenth, which is marked on the time axis

  private static SampleEndpoint endpoint;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void scrapeSomeEpochs() throws IOException {
    endpoint = SampleEndpoint.start();
    prometheus = PrometheusServer.scraping(endpoint.port(), ALWAYS_FIRING);
    prometheus.await(RunMetrics.EPOCH.seriesName() + " >= " + EPOCHS);
  }

  @AfterAll
  static void end() {
    if (prometheus != null) {
      prometheus.close();
    }
    endpoint.close();
  }

  @Override
  public PrometheusServer prometheus() {
    return prometheus;
  }

  /** The contract looks at all runs of the first model; here one run alone and another model. */
  @ParameterizedTest
  @ValueSource(strings = {"--run=first", "--model=second-mlp"})
  void noDashboardHasAnErrorForOneRunOrForAnotherModel(String choice) {
    NodeCheck.run("check.mjs", arguments(choice));
  }

  @Test
  void theCheckerNoticesEveryKindOfBreak() {
    NodeCheck.run("mutations.mjs", arguments());
  }

  private static String[] arguments(String... first) {
    List<String> arguments = new ArrayList<>(List.of(first));
    arguments.add("--prometheus=" + prometheus.uri());
    arguments.add("--seconds=" + WINDOW.toSeconds());
    for (Dashboards dashboard : Dashboards.values()) {
      arguments.add(DashboardFile.path(dashboard).toString());
    }
    return arguments.toArray(String[]::new);
  }
}
