// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import dev.infoscope.Infoscope;
import dev.infoscope.discrete.Activations;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.MultiDataSet;

/** What Infoscope reads of a network, taken through its public face. */
final class ObservedActivations implements Measure, ReportSink {
  private final Map<String, double[][]> rows = new HashMap<>();
  private int[] order = {};
  private final Map<String, String> refused = new TreeMap<>();
  private final Map<String, Long> failures = new TreeMap<>();
  private long snapshots;

  /** Reads all layers of a network once; a class is the number of a row, to know it again. */
  static ObservedActivations read(Model model, MultiDataSet data, List<String> layers) {
    ObservedActivations watched = new ObservedActivations();
    int[] numbers = IntStream.range(0, (int) data.getFeatures(0).size(0)).toArray();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data)
            .labels(numbers)
            .layers(layers.toArray(String[]::new))
            .without(
                "information-plane", "conductance", "causal", "neurons", "relay", "flow", "drift")
            .measure(watched)
            .sink(watched)
            .synchronous()
            .build()) {
      scope.attach(model);
      scope.sample(model, 1);
    }
    return watched;
  }

  /** In which order the rows of the data were examined. */
  int[] order() {
    return order;
  }

  /** The layer's activations in that order; null if it was not read. */
  double @Nullable [][] rows(String layer) {
    return rows.get(layer);
  }

  /** Reasons by layer. */
  Map<String, String> refused() {
    return refused;
  }

  /** How often each part failed. */
  Map<String, Long> failures() {
    return failures;
  }

  long snapshots() {
    return snapshots;
  }

  @Override
  public String name() {
    return "corpus";
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    for (LayerSnapshot layer : snapshot.layers()) {
      rows.put(layer.layer().name(), rows(layer.activations()));
    }
    order = snapshot.labels().clone();
    return Findings.of(List.of());
  }

  private static double[][] rows(Activations seen) {
    double[][] rows = new double[seen.examples()][seen.units()];
    for (int row = 0; row < rows.length; row++) {
      seen.copy(row, 1, rows[row]);
    }
    return rows;
  }

  @Override
  public void publish(EpochReport report) {
    refused.putAll(report.skipped());
  }

  @Override
  public void update(Health now) {
    failures.putAll(now.failures());
    snapshots = now.snapshots();
  }
}
