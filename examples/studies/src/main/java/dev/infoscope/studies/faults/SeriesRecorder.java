// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.ReportSink;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps of each report the values that are judged. Thread-safe. */
final class SeriesRecorder implements ReportSink {
  /**
   * A reading that is kept.
   *
   * @param quantity in the file
   * @param series name of the metric's series
   * @param labels of its own that it has
   */
  private record Kept(String quantity, String series, Map<String, String> labels) {}

  private static final String PAIRWISE = "pairwise";

  private static final List<Kept> KEPT =
      List.of(
          kept("probe_loss", "infoscope.probe.loss"),
          kept("probe_accuracy", "infoscope.probe.accuracy"),
          kept("update_ratio", "infoscope.parameters.update.ratio", "norm", "l2"),
          kept("update_cosine", "infoscope.parameters.update.cosine"),
          plane("input", "infoscope.information.input"),
          plane("label", "infoscope.information.label"),
          kept("neuron_entropy", "infoscope.neuron.entropy", "stat", "mean"),
          kept("neuron_label", "infoscope.neuron.label.information", "stat", "mean"),
          kept("dead_neurons", "infoscope.neuron.dead"),
          kept("sensitivity", "infoscope.causal.sensitivity"),
          kept("effective_information", "infoscope.causal.effective.information", "kind", "parts"),
          kept("degeneracy", "infoscope.causal.degeneracy", "kind", "parts"),
          kept("effective_rank", "infoscope.activation.effective.rank"),
          kept("dormant", "infoscope.activation.dormant"),
          kept("usable", "infoscope.information.usable"),
          kept("redundancy", "infoscope.redundancy.degree"),
          kept("vulnerability", "infoscope.vulnerability.degree"));

  private final int epochs;
  private final SortedMap<SeriesKey, double[]> series = new TreeMap<>();

  SeriesRecorder(int epochs) {
    this.epochs = epochs;
  }

  private static Kept kept(String quantity, String metric, String... labels) {
    Map<String, String> own = labels.length == 0 ? Map.of() : Map.of(labels[0], labels[1]);
    return new Kept(quantity, metric, own);
  }

  private static Kept plane(String quantity, String metric) {
    return new Kept(quantity, metric, Map.of("signal", "activation", "estimator", PAIRWISE));
  }

  @Override
  public synchronized void publish(EpochReport report) {
    for (Reading reading : report.readings()) {
      for (Kept kept : KEPT) {
        if (reading.metric().meterName().equals(kept.series())
            && reading.labels().entrySet().containsAll(kept.labels().entrySet())) {
          Layer layer = reading.layer();
          int index = layer == null ? SeriesKey.NETWORK : layer.index();
          put(kept.quantity(), index, report.moment().epoch(), reading.value());
        }
      }
    }
  }

  /** Keeps a value of an epoch, counted from 1. */
  synchronized void put(String quantity, int layer, int epoch, double value) {
    series.computeIfAbsent(new SeriesKey(quantity, layer), key -> empty())[epoch - 1] = value;
  }

  private double[] empty() {
    double[] values = new double[epochs];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** All that was kept. */
  synchronized SortedMap<SeriesKey, double[]> series() {
    return new TreeMap<>(series);
  }
}
