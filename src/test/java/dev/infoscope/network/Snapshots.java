// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Snapshots of made-up networks for tests. */
public final class Snapshots {
  /** The range of tanh. */
  public static final Range TANH = new Range(-1, 1);

  private Snapshots() {}

  /** A layer that takes values on [-1, 1]. */
  public static Layer tanh(int index) {
    return new Layer(index, "layer" + index, "DenseLayer", TANH, "");
  }

  /** A layer without bounds. */
  public static Layer linear(int index) {
    return new Layer(index, "layer" + index, "DenseLayer", null, "");
  }

  /** A map of which nothing but its bounds, those of tanh, was seen. */
  public static ObservedMap observed(DenseMap map) {
    return new ObservedMap(map, TANH, TANH, TANH, "", null);
  }

  /** What was seen of a layer. */
  public static LayerSnapshot seen(Layer layer, double[] values, int units) {
    return new LayerSnapshot(layer, Activations.of(values, units));
  }

  /** What was seen of a network after its first epoch. */
  public static Snapshot of(int[] labels, LayerSnapshot... layers) {
    int classes = Arrays.stream(labels).max().orElse(0) + 1;
    Moment moment = new Moment(1, 100, Instant.EPOCH, 0.5);
    return new Snapshot(moment, labels, classes, List.of(layers));
  }

  /** Labels 0, 1, ... in turn. */
  public static int[] labels(int rows, int classes) {
    int[] labels = new int[rows];
    Arrays.setAll(labels, row -> row % classes);
    return labels;
  }

  /** Values around a mean per class and unit, squashed by tanh: some clusters, some overlap. */
  public static double[] clusters(long seed, int[] labels, int units, double spread) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = random.doubles(units * 64L, -0.8, 0.8).toArray();
    double[] values = new double[labels.length * units];
    for (int i = 0; i < values.length; i++) {
      double mean = means[labels[i / units] * units + i % units];
      values[i] = Math.tanh(mean + spread * (random.nextDouble() - 0.5));
    }
    return values;
  }
}
