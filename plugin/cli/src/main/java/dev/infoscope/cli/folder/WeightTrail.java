// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.network.Layer;
import dev.infoscope.network.ParameterMotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows saved weights from epoch to epoch: the first that are finite, the last, and the last
 * update of each.
 */
final class WeightTrail {
  private record Followed(String shape, double[] first, double[] last, double[] update) {}

  private final Map<String, Followed> kept = new HashMap<>();
  private int snapshots;

  /**
   * Demands the shapes of before; to be asked before {@link #next}, which keeps what it is given.
   *
   * @throws InputException with both
   */
  void requireShapes(Map<String, LayerWeights> weights) {
    weights.forEach(
        (name, own) -> {
          Followed before = kept.get(name);
          if (before != null && !before.shape().equals(own.shape())) {
            throw new InputException(
                own.matrix().file(),
                "shape %s, in the first epoch with weights %s; all epochs must be of one network",
                own.shape(),
                before.shape());
          }
        });
  }

  /** How the weights of an epoch differ from those before; one per layer that has some. */
  List<ParameterMotion> next(List<Layer> layers, Map<String, LayerWeights> weights) {
    snapshots++;
    List<ParameterMotion> motions = new ArrayList<>();
    for (Layer layer : layers) {
      LayerWeights own = weights.get(layer.name());
      if (own != null) {
        motions.add(motion(layer, own));
      }
    }
    return motions;
  }

  private ParameterMotion motion(Layer layer, LayerWeights own) {
    double[] now = own.parameters();
    Followed before = kept.get(layer.name());
    if (before == null) {
      before = new Followed(own.shape(), now, now, new double[now.length]);
    }
    double[] first = isFinite(before.first()) ? before.first() : now;
    ParameterMotion motion = new ParameterMotion(layer, snapshots);
    motion.add(now, before.last(), first, before.update());
    double[] update = now.clone();
    double[] last = before.last();
    Arrays.setAll(update, i -> now[i] - last[i]);
    kept.put(layer.name(), new Followed(before.shape(), first, now, update));
    return motion;
  }

  private static boolean isFinite(double[] weights) {
    return Arrays.stream(weights).allMatch(Double::isFinite);
  }
}
