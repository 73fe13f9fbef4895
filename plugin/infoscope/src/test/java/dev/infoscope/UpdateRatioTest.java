// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.motion.MotionMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The update ratio is the one that DL4J's own page shows. */
class UpdateRatioTest {
  /**
   * What DL4J's StatsListener records after each iteration: the mean magnitudes of what the updater
   * took from every parameter, {@code model.gradient()}, and of the parameters themselves. Its page
   * shows the quotient of each parameter; here those of a layer are joined.
   */
  private static final class StatsOfDl4j extends BaseTrainingListener {
    private final List<Map<String, Double>> ratios = new ArrayList<>();

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      Map<String, Double> updates = new HashMap<>();
      Map<String, Double> weights = new HashMap<>();
      for (Map.Entry<String, INDArray> each : model.gradient().gradientForVariable().entrySet()) {
        String layer = each.getKey().replaceFirst("_.*", "");
        updates.merge(layer, magnitudes(each.getValue()), Double::sum);
        weights.merge(layer, magnitudes(model.paramTable().get(each.getKey())), Double::sum);
      }
      Map<String, Double> ratio = new HashMap<>();
      updates.forEach((layer, update) -> ratio.put(layer, update / weights.get(layer)));
      ratios.add(ratio);
    }

    private static double magnitudes(INDArray array) {
      return array.ameanNumber().doubleValue() * array.length();
    }
  }

  @Test
  void itAgreesWithDl4jsOwnStatisticsToAThousandth() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    StatsOfDl4j stats = new StatsOfDl4j();
    network.setListeners(stats);
    Recorder recorder = new Recorder();
    DataSet data = Examples.flat(64, 3);
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data)
            .without("causal", "neurons", "relay", "flow", "conductance", "information-plane")
            .everyIterations(1)
            .sink(recorder)
            .synchronous()
            .build()) {
      scope.attach(network);
      for (int iteration = 0; iteration < 12; iteration++) {
        network.fit(data);
      }
      scope.flush();
    }
    int compared = 0;
    for (int at = 1; at < recorder.reports.size(); at++) {
      for (Reading reading : recorder.reports.get(at).readings()) {
        if (reading.metric().equals(MotionMetrics.UPDATE_RATIO)
            && "l1".equals(reading.labels().get("norm"))) {
          int iteration = recorder.reports.get(at).moment().iteration();
          String layer = String.valueOf(reading.layer().index());
          double theirs = stats.ratios.get(iteration - 1).get(layer);
          assertThat(reading.value() / theirs).isBetween(1 - 1e-3, 1 + 1e-3);
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(11 * 3);
  }
}
