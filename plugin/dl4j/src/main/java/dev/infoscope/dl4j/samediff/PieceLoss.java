// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.numeric.Require;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The losses of a graph on a block of the probe, as a mean over its examples. Whether a loss is a
 * mean or a sum is tried out once: on every example twice a mean stays, and a sum doubles.
 */
final class PieceLoss {
  private static final double TOLERANCE = 1e-3;

  private final CutGraph graph;
  private final Names names;
  private final List<Pieces.Part> layers;
  private @Nullable Boolean addsUp;

  PieceLoss(CutGraph graph, Names names, List<Pieces.Part> layers) {
    this.graph = graph;
    this.names = names;
    this.layers = layers;
  }

  /**
   * Mean loss of the examples of a block.
   *
   * @param seen activations by number of layer
   * @return null if the graph has no loss
   * @throws IllegalArgumentException if it has several labels, or is neither mean nor sum
   */
  @Nullable Double of(Probe.Block block, Map<Integer, INDArray> seen, INDArray target) {
    if (names.losses().isEmpty() || names.labels().isEmpty()) {
      return null;
    }
    Require.that(
        names.labels().size() == 1,
        "labels %s must be one placeholder for the loss to be read",
        names.labels());
    Map<String, INDArray> given = new HashMap<>();
    for (int i = 0; i < names.inputs().size(); i++) {
      given.put(names.inputs().get(i), block.features()[i]);
    }
    seen.forEach((index, array) -> given.put(layers.get(index).name(), array));
    given.put(names.labels().get(0), target);
    double loss = sum(given);
    return isSum(given, loss) ? loss / block.rows() : loss;
  }

  private double sum(Map<String, INDArray> given) {
    double sum = 0;
    for (INDArray loss : graph.runAll(names.losses(), given).values()) {
      sum += loss.sumNumber().doubleValue();
    }
    return sum;
  }

  private boolean isSum(Map<String, INDArray> given, double loss) {
    if (addsUp == null && loss != 0 && Double.isFinite(loss)) {
      Map<String, INDArray> twice = new HashMap<>();
      given.forEach((name, array) -> twice.put(name, Nd4j.concat(0, array, array)));
      double ratio = sum(twice) / loss;
      twice.values().forEach(INDArray::close);
      boolean mean = Math.abs(ratio - 1) < TOLERANCE;
      Require.that(
          mean || Math.abs(ratio - 2) < TOLERANCE,
          "losses %s must be a mean or a sum over examples; on each twice they are %s of what they"
              + " were",
          names.losses(),
          ratio);
      addsUp = !mean;
    }
    return Boolean.TRUE.equals(addsUp);
  }
}
