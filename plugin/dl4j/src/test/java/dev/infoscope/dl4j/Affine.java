// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.Activation;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.ObservedMap;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What an examination reads of a network's weights: maps by layer, and what it left out. */
record Affine(Map<String, ObservedMap> maps, Map<String, String> skipped) {
  static Affine of(Model model, MultiDataSet data, String... names) {
    Examiner examiner = new Examiner(model, Probe.of(data, null, 5000, 1), List.of(names), true);
    Map<String, ObservedMap> maps = new HashMap<>();
    for (LayerSnapshot seen : examiner.examine(new Moment(1, 1, Instant.EPOCH, 0)).layers()) {
      if (seen.map() != null) {
        maps.put(seen.layer().name(), seen.map());
      }
    }
    return new Affine(maps, examiner.skipped());
  }

  /** What a map makes of one row. */
  static double[] apply(ObservedMap map, double[] row) {
    Activation activation = map.dense().activation();
    double[] out = map.dense().bias().clone();
    for (int unit = 0; unit < out.length; unit++) {
      for (int k = 0; k < row.length; k++) {
        out[unit] += row[k] * map.dense().weights()[k * out.length + unit];
      }
      out[unit] = activation.value(out[unit]);
    }
    return out;
  }

  /** Whether a map makes the rows of one array into those of another. */
  static void assertMaps(ObservedMap map, INDArray from, INDArray to) {
    double[][] inputs = from.toDoubleMatrix();
    double[][] outputs = to.toDoubleMatrix();
    assertThat(inputs.length).isEqualTo(outputs.length).isPositive();
    for (int row = 0; row < inputs.length; row++) {
      assertThat(apply(map, inputs[row])).containsExactly(outputs[row], within(1e-5));
    }
  }
}
