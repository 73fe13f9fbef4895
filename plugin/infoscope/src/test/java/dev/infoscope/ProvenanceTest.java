// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.neuron.ablation.AblationMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryCsv;
import dev.infoscope.publish.page.HtmlReport;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.RunMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How readings were obtained, from all measures to the file and back. */
class ProvenanceTest {
  @TempDir Path folder;
  private final Recorder recorder = new Recorder();

  private ReportEntry run() throws Exception {
    Path file = folder.resolve("run.jsonl");
    MultiLayerNetwork network = Networks.convolutional();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(Examples.images(60, 3))
            .conductance(conductance -> conductance.withSteps(7))
            .ablation(ablation -> ablation.withEveryEpochs(1))
            .causal(causal -> causal.withBlocks())
            .sink(recorder)
            .history(file)
            .synchronous()
            .build()) {
      scope.sample(network, 1);
    }
    return History.read(file).get(0);
  }

  private static String name(String metric, Object layer, Map<String, String> labels) {
    return metric + " " + layer + " " + new TreeMap<>(labels);
  }

  @Test
  void everyReadingAndMatrixOfAllMeasuresComesBackWithHowItWasObtained() throws Exception {
    ReportEntry back = run();
    EpochReport report = recorder.last();
    List<String> written = new ArrayList<>();
    for (Reading reading : report.readings()) {
      Integer layer = reading.layer() == null ? null : reading.layer().index();
      written.add(
          name(reading.metric().meterName(), layer, reading.labels()) + " " + reading.obtained());
    }
    assertThat(back.readings())
        .extracting(
            each ->
                name(each.metric(), each.layerIndex(), each.labels())
                    + " "
                    + back.howObtained(each))
        .containsExactlyInAnyOrderElementsOf(written);
    assertThat(back.matrices().stream().map(back::howObtained))
        .containsExactlyElementsOf(report.matrices().stream().map(Matrix::obtained).toList());
    assertThat(back.obtained()).doesNotHaveDuplicates();
  }

  @Test
  void eachMeasureSaysWhatOnlyItKnows() throws Exception {
    ReportEntry back = run();
    assertThat(of(back, "infoscope.information.input", "activation"))
        .anyMatch(how -> how.contains("mean over positions"));
    assertThat(of(back, "infoscope.information.input", "conductance"))
        .isNotEmpty()
        .allMatch(how -> how.contains("the predicted class, 7 steps"));
    assertThat(of(back, PlaneMetrics.EFFICIENCY_PEAK.meterName(), "conductance"))
        .as("of the network as a whole")
        .isNotEmpty()
        .allMatch(how -> how.contains("the predicted class, 7 steps"));
    assertThat(of(back, RunMetrics.FLAGGED.meterName(), "")).isNotEmpty().containsOnly("");
    assertThat(of(back, "infoscope.causal.sensitivity", ""))
        .anyMatch(how -> how.contains("inputs [") && how.contains("outputs ["));
    assertThat(of(back, AblationMetrics.AREA.meterName(), ""))
        .isNotEmpty()
        .allMatch(how -> how.contains("ablated to mean"));
    assertThat(back.provenance().settings())
        .containsEntry("conductance.steps", 7L)
        .containsEntry("ablation.value", "mean")
        .containsKeys("causal.bins.inputBins", "flow.estimator", "relay.coarse", "neurons.rule")
        .isEqualTo(recorder.last().run().provenance().settings());
    assertThat(Files.readString(folder.resolve("run.jsonl"))).doesNotContain("Settings[");
  }

  @Test
  void theReportAndTheTableSayItToo() throws Exception {
    run();
    Path history = folder.resolve("run.jsonl");
    Path table = folder.resolve("run.csv");
    HistoryCsv.write(history, table);
    List<String> rows = Files.readAllLines(table);
    assertThat(rows.get(0)).contains(",obtained,flags");
    assertThat(rows)
        .filteredOn(row -> row.contains(AblationMetrics.AREA.meterName() + ","))
        .isNotEmpty()
        .allMatch(row -> row.contains("ablated to mean"));
    Path page = folder.resolve("run.html");
    HtmlReport.write(history, page);
    assertThat(Files.readString(page)).contains("ablated to mean", "the predicted class, 7 steps");
  }

  private static Stream<String> of(ReportEntry entry, String metric, String signal) {
    return entry.readings().stream()
        .filter(reading -> reading.metric().equals(metric))
        .filter(reading -> reading.labels().getOrDefault("signal", "").equals(signal))
        .map((ReadingEntry reading) -> entry.howObtained(reading));
  }
}
