// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.publish.page.Chromium;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;

/** A real network trains, and a real browser watches it. */
@Tag("browser")
class LivePageIT {
  private static final int EPOCHS = 25;
  private static final String LAST_VALUE =
      "() => { const [first] = [...document.querySelectorAll('.sentence')];"
          + " return first.textContent; }";

  @TempDir Path folder;

  private static void train(Infoscope scope, DataSet data) {
    MultiLayerNetwork network = Networks.denseWithDropout();
    network.addListeners(scope.listener());
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      network.fit(new ListDataSetIterator<>(data.batchBy(32), 1));
      try {
        TimeUnit.MILLISECONDS.sleep(150); // so that there is something to watch
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    scope.flush();
  }

  @Test
  void thePageFillsWhileTheNetworkTrainsAndHasWhatTheHistoryHas() throws Exception {
    DataSet data = Examples.flat(256, 1);
    Path history = folder.resolve("run.jsonl");
    try (Chromium chromium = Chromium.launch();
        Infoscope scope =
            Infoscope.builder()
                .probe(data)
                .run("watched")
                .plannedEpochs(EPOCHS)
                .history(history)
                .serve(0)
                .build()) {
      URI address = scope.uri().orElseThrow();
      Page page = chromium.open(address.toString());
      CompletableFuture<Void> training = CompletableFuture.runAsync(() -> train(scope, data));
      Chromium.awaitReports(page, 2);
      assertThat(training).as("training goes on while the page has reports").isNotDone();
      assertThat(page.textContent("#status")).isEqualTo("live");
      training.get();
      List<ReportEntry> entries = History.read(history);
      Chromium.awaitReports(page, entries.size());
      assertThat(page.evaluate("window.infoscope.epochs"))
          .isEqualTo(entries.stream().map(ReportEntry::epoch).toList());
      assertThat(page.textContent("#when")).isEqualTo("epoch 25 of 25");
      assertThat((String) page.evaluate(LAST_VALUE))
          .contains(inputOfFirstLayer(entries, page.inputValue("#choose-estimator")));
      assertThat(page.locator("#planes h2").allTextContents())
          .contains("Information plane", "Causal plane");
      page.waitForFunction(
          "() => document.querySelector('#matrices').textContent.includes('epoch 25')");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** As the page writes it. */
  private static String inputOfFirstLayer(List<ReportEntry> entries, String estimator) {
    return entries.get(entries.size() - 1).readings().stream()
        .filter(reading -> reading.metric().equals("infoscope.information.input"))
        .filter(reading -> estimator.equals(reading.labels().get("estimator")))
        .filter(reading -> "activation".equals(reading.labels().get("signal")))
        .map(reading -> String.format(Locale.ROOT, "Keeps %.2f bits", reading.value()))
        .findFirst()
        .orElseThrow();
  }
}
