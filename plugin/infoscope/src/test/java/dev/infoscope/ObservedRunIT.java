// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dashboards.DashboardContract;
import dev.infoscope.dashboards.prometheus.PrometheusServer;
import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.causal.BlockPlan;
import dev.infoscope.measure.causal.JointPlan;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.publish.TestRequirement;
import dev.infoscope.report.RunMetrics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A real network trains, a real Prometheus scrapes it, and the dashboards find what they ask for.
 */
@Tag("prometheus")
class ObservedRunIT implements DashboardContract {
  private static final int EPOCHS =
      21; // past the tenth and twentieth, which are marked on the time axis
  private static Infoscope scope;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void trainUnderObservation() throws Exception {
    DataSet data = Examples.flat(256, 1);
    scope =
        Infoscope.builder()
            .probe(data)
            .run("observed")
            .model("mlp")
            .plannedEpochs(EPOCHS)
            .causal(
                causal ->
                    causal
                        .withBins(4)
                        .withJoint(new JointPlan(256, 64, 1 << 16, 1))
                        .withBlocks(new BlockPlan(1024, 1)))
            .conductance(conductance -> conductance.withEveryEpochs(1))
            .usable(usable -> usable.withEveryEpochs(1))
            .ablation(ablation -> ablation.withEveryEpochs(5))
            .serve(0)
            .build();
    prometheus = PrometheusServer.scraping(scope.uri().orElseThrow().getPort(), ALWAYS_FIRING);
    MultiLayerNetwork network = Networks.denseWithDropout();
    network.addListeners(scope.listener());
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      network.fit(new ListDataSetIterator<>(data.batchBy(32), 1));
      Thread.sleep(1300); // longer than a scrape, so that every epoch is scraped
    }
    scope.flush();
    prometheus.await(RunMetrics.EPOCH.seriesName() + " >= " + EPOCHS);
  }

  @AfterAll
  static void end() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (scope != null) {
      scope.close();
    }
  }

  @Test
  void everyLayerHasBothInformationsWithAllTheirLabels() {
    for (Metric metric : List.of(PlaneMetrics.INPUT, PlaneMetrics.LABEL)) {
      Set<String> seen = new TreeSet<>();
      for (var series :
          prometheus
              .api()
              .now(metric.seriesName() + "{run='observed',model='mlp',signal='activation'}")) {
        var labels = series.get("metric");
        seen.add(
            String.join(
                " ",
                labels.get("layer_index").asText(),
                labels.get("layer").asText(),
                labels.get("signal").asText(),
                labels.get("estimator").asText()));
      }
      assertThat(seen)
          .containsExactly(
              "00 first activation binned",
              "00 first activation pairwise",
              "02 second activation binned",
              "02 second activation pairwise",
              "03 output activation binned",
              "03 output activation pairwise");
    }
  }

  @Test
  void valuesChangeWithTheEpoch() {
    var epochs = prometheus.api().now("changes(" + RunMetrics.EPOCH.seriesName() + "[1m])");
    assertThat(epochs.get(0).get("value").get(1).asDouble()).isGreaterThan(10);
    var label = prometheus.api().now("max(changes(" + PlaneMetrics.LABEL.seriesName() + "[1m]))");
    assertThat(label.get(0).get("value").get(1).asDouble()).isGreaterThan(5);
  }

  @Override
  public PrometheusServer prometheus() {
    return prometheus;
  }

  @Override
  public List<String> notMeasured() {
    return NOT_OF_A_HEALTHY_RUN;
  }

  /** Its one complaint is answered in the rationale: information is measured in bits. */
  @Test
  void promtoolComplainsOfNothingButBits() throws Exception {
    Process promtool =
        new ProcessBuilder(TestRequirement.program("promtool"), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    promtool.getOutputStream().write(scrape());
    promtool.getOutputStream().close();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    promtool.waitFor();
    List<String> complaints =
        said.lines().filter(line -> !line.isBlank()).collect(Collectors.toList());
    assertThat(complaints)
        .isNotEmpty()
        .allMatch(line -> line.endsWith("use base unit \"bytes\" instead of \"bits\""));
  }

  private static byte[] scrape() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(scope.uri().orElseThrow().resolve("metrics")).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }
}
