// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.dashboards.DashboardContract;
import dev.infoscope.dashboards.prometheus.PrometheusServer;
import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.measure.causal.BlockPlan;
import dev.infoscope.measure.causal.JointPlan;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.publish.history.ExportOmissions;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryOpenMetrics;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.RunMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A history becomes blocks of a real Prometheus by {@code promtool tsdb create-blocks-from
 * openmetrics}, and the dashboards find in it what they ask for.
 */
@Tag("prometheus")
class BackfilledRunIT implements DashboardContract {
  private static final int EPOCHS = 21; // past those that are marked on the time axis
  private static final int SECONDS_APART = 2;

  @TempDir private static Path folder;
  private static Path history;
  private static ExportOmissions omitted;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void trainAndBackfill() throws IOException {
    Path written = folder.resolve("run.jsonl");
    train(written);
    history = spread(written);
    Path text = folder.resolve("run.om");
    omitted = HistoryOpenMetrics.write(history, text);
    prometheus = PrometheusServer.backfilled(text, ALWAYS_FIRING);
    prometheus.await(RunMetrics.EPOCH.seriesName() + " >= " + EPOCHS);
    prometheus.await(
        "ALERTS{alertstate='firing'} offset 3s"); // so a query over whole seconds has it
  }

  private static void train(Path written) {
    DataSet data = Examples.flat(256, 1);
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data)
            .run("backfilled")
            .model("mlp")
            .tag("lr", 0.01)
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
            .history(written)
            .synchronous()
            .build()) {
      MultiLayerNetwork network = Networks.denseWithDropout();
      network.addListeners(scope.listener());
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        network.fit(new ListDataSetIterator<>(data.batchBy(32), 1));
      }
      scope.finish();
    }
  }

  /** As if an epoch took some seconds and the last had just ended. */
  private static Path spread(Path written) throws IOException {
    Instant end = Instant.now();
    List<String> lines = new ArrayList<>();
    int epoch = 0;
    for (String line : Files.readAllLines(written)) {
      Instant time = end.minusSeconds((long) SECONDS_APART * (EPOCHS - ++epoch));
      lines.add(line.replaceFirst("\"time\":\"[^\"]*\"", "\"time\":\"" + time + "\""));
    }
    return Files.write(folder.resolve("spread.jsonl"), lines);
  }

  @AfterAll
  static void end() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @Override
  public PrometheusServer prometheus() {
    return prometheus;
  }

  /** A scrape knows what a file does not. */
  @Override
  public List<String> notMeasured() {
    List<String> silent = new ArrayList<>(NOT_OF_A_HEALTHY_RUN);
    silent.add("infoscope_analysis_duration_seconds"); // a history keeps no timers,
    silent.add("up{job="); // and was never scraped
    return silent;
  }

  @Test
  void nothingIsLeftOut() {
    assertThat(omitted.words()).isEmpty();
  }

  @Test
  void everyEpochOfTheHistoryIsThereAtItsTimeWithItsValue() throws IOException {
    for (ReportEntry entry : History.read(history)) {
      double seconds = Instant.parse(entry.time()).toEpochMilli() / 1000.0;
      for (ReadingEntry reading : entry.readings()) {
        if (reading.metric().equals(PlaneMetrics.LABEL.meterName())) {
          String labels =
              "{run='backfilled',model='mlp',layer='"
                  + reading.layer()
                  + "',signal='"
                  + reading.labels().get("signal")
                  + "',estimator='"
                  + reading.labels().get("estimator")
                  + "'}";
          JsonNode found =
              prometheus.api().now(PlaneMetrics.LABEL.seriesName() + labels + " @ " + seconds);
          assertThat(found).as(labels + " at epoch " + entry.epoch()).hasSize(1);
          assertThat(found.get(0).path("value").path(1).asDouble()).isEqualTo(reading.value());
        }
      }
    }
  }
}
