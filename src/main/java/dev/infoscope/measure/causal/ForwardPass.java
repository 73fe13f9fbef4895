// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Cancellation;
import java.util.Arrays;

/** Runs many points through one layer, unit by unit. */
final class ForwardPass {
  private static final int TILE = 512; // points that stay in the first cache

  private final LayerTransition layer;
  private final double[] values; // [inputs x points]
  private final double[] next; // [outputs x points]
  private final int points;

  private ForwardPass(LayerTransition layer, double[] values, int points) {
    this.layer = layer;
    this.values = values;
    this.points = points;
    this.next = new double[layer.outputs() * points];
  }

  /** Maps inputs {@code [inputs x points]} to outputs {@code [outputs x points]}. */
  static double[] map(LayerTransition layer, double[] values, int points) {
    ForwardPass pass = new ForwardPass(layer, values, points);
    for (int from = 0; from < points; from += TILE) {
      Cancellation.check();
      int length = Math.min(TILE, points - from);
      for (int unit = 0; unit < layer.outputs(); unit++) {
        pass.add(unit, from, length);
      }
    }
    for (int at = 0; at < pass.next.length; at++) {
      pass.next[at] = layer.activation().value(pass.next[at]);
    }
    return pass.next;
  }

  private void add(int unit, int from, int length) {
    int to = unit * points + from;
    Arrays.fill(next, to, to + length, layer.bias()[unit]);
    int k = 0;
    for (; k + 4 <= layer.inputs(); k += 4) {
      addFour(k, unit, from, to, length);
    }
    for (; k < layer.inputs(); k++) {
      double weight = weight(k, unit);
      int at = k * points + from;
      for (int p = 0; p < length; p++) {
        next[to + p] += weight * values[at + p];
      }
    }
  }

  /** Four inputs at once: the sums are loaded and stored a quarter as often. */
  private void addFour(int k, int unit, int from, int to, int length) {
    double w0 = weight(k, unit);
    double w1 = weight(k + 1, unit);
    double w2 = weight(k + 2, unit);
    double w3 = weight(k + 3, unit);
    int at0 = k * points + from;
    int at1 = at0 + points;
    int at2 = at1 + points;
    int at3 = at2 + points;
    for (int p = 0; p < length; p++) {
      next[to + p] +=
          w0 * values[at0 + p] + w1 * values[at1 + p] + w2 * values[at2 + p] + w3 * values[at3 + p];
    }
  }

  private double weight(int input, int unit) {
    return layer.weights()[input * layer.outputs() + unit];
  }
}
