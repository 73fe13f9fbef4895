// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.plane.PlaneSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** While a network trains, readings are held against the audit of the settings of the builder. */
class BeyondAuditRunTest {
  private static final int ROWS = 600;

  private static List<Reading> run(UnaryOperator<PlaneSettings> settings) {
    DataSet data = Examples.flat(ROWS, 1);
    MultiLayerNetwork network = Networks.denseWithDropout();
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data)
            .informationPlane(settings)
            .sink(recorder)
            .synchronous()
            .build()) {
      scope.attach(network);
      network.fit(data);
      scope.sample(network, 1);
    }
    return recorder.last().readings().stream()
        .filter(reading -> reading.metric().equals(PlaneMetrics.LABEL))
        .filter(reading -> "activation".equals(reading.labels().get("signal")))
        .toList();
  }

  private static List<String> reasons(List<Reading> readings, String estimator) {
    return readings.stream()
        .filter(reading -> estimator.equals(reading.labels().get("estimator")))
        .filter(reading -> reading.flags().contains(Flag.BEYOND_AUDIT))
        .map(Reading::obtained)
        .toList();
  }

  @Test
  void settingsThatWereNotAuditedAreFlaggedAndNamed() {
    List<Reading> readings =
        run(
            plane ->
                plane.withQuantizer(Discretizer.dataRange(10_000)).withNoise(Noise.relative(100)));
    assertThat(reasons(readings, "binned"))
        .isNotEmpty()
        .allMatch(words -> words.startsWith("audit: binned data-range:10000: audited from"));
    assertThat(reasons(readings, "pairwise"))
        .isNotEmpty()
        .allMatch(words -> words.startsWith("audit: pairwise relative:100.0: audited from"));
  }

  /** Layers of 3 to 8 units lie between those that were audited. */
  @Test
  void whatIsNearOnAllThatWasAuditedIsNotFlagged() {
    List<Reading> readings = run(plane -> plane.withEstimators(PlaneEstimator.KSG));
    assertThat(readings).isNotEmpty();
    assertThat(reasons(readings, "ksg")).isEmpty();
  }
}
