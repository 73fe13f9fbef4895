// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.network.Intervention;
import dev.infoscope.network.Layer;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ablates a layer of any network with access: a forward pass through the layers above for every
 * point of a curve. Between two points the curve is straight.
 *
 * <p>No set of units is removed twice: curves share the points at which they have lost the same
 * units, as all do at both ends, and orders of equal units do at the ends of each group.
 */
final class AccessAblation implements AblationTarget {
  private final NetworkAccess access;
  private final Layer layer;
  private final double[] replacements;
  private final int[] labels; // of all examples of the snapshot
  private final int[] rows; // the examples that count
  private final int points;
  private final Map<BitSet, Double> known = new HashMap<>(); // accuracy by the units removed

  /**
   * One layer.
   *
   * @param rows examples whose accuracy counts, at least one
   * @param points measured numbers of removed units, from none to all, at least 2
   */
  AccessAblation(
      NetworkAccess access,
      Layer layer,
      double[] replacements,
      int[] labels,
      int[] rows,
      int points) {
    Require.atLeast("examples", rows.length, 1);
    this.access = access;
    this.layer = layer;
    this.replacements = replacements;
    this.labels = labels;
    this.rows = rows;
    this.points = Math.min(points, replacements.length + 1);
  }

  @Override
  public int units() {
    return replacements.length;
  }

  @Override
  public int[] labels() {
    return Arrays.stream(rows).map(row -> labels[row]).toArray();
  }

  @Override
  public double[] accuracies(int[] order) {
    double[] accuracies = new double[order.length + 1];
    accuracies[0] = accuracy(order, 0);
    int from = 0;
    for (int point = 1; point < points; point++) {
      Cancellation.check();
      int to = (int) ((long) point * order.length / (points - 1));
      accuracies[to] = accuracy(order, to);
      for (int k = from + 1; k < to; k++) {
        double share = (double) (k - from) / (to - from);
        accuracies[k] = accuracies[from] + share * (accuracies[to] - accuracies[from]);
      }
      from = to;
    }
    return accuracies;
  }

  private double accuracy(int[] order, int removed) {
    BitSet set = new BitSet();
    Arrays.stream(order, 0, removed).forEach(set::set);
    return known.computeIfAbsent(set, this::accuracy);
  }

  private double accuracy(BitSet set) {
    int[] units = set.stream().toArray();
    double[] values = Arrays.stream(units).mapToDouble(unit -> replacements[unit]).toArray();
    int @Nullable [] predictions = access.predictions(layer, new Intervention(units, values));
    Require.that(predictions != null, "layer (%s) leads to no classes", layer.name());
    int correct = 0;
    for (int row : rows) {
      correct += predictions[row] == labels[row] ? 1 : 0;
    }
    return (double) correct / rows.length;
  }
}
