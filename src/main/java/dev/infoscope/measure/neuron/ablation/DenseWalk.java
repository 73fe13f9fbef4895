// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import java.util.Arrays;

/**
 * One block of examples in a dense network that loses unit after unit. What is read depends on the
 * units that are gone and not on the order in which they went: what the lowest layer is summed to
 * changes exactly, and all sums above are made anew.
 */
final class DenseWalk {
  private final DenseNetwork network;
  private final int first; // lowest layer that can lose units
  private final float[][] sums; // per layer, pre-activations
  private final float[][] outputs; // per layer
  private final boolean[][] ablated; // per layer and unit
  private final ExactSums exact; // of the layer above the first

  /**
   * Walks of one network.
   *
   * @param most largest magnitude of each unit of the first layer, intact or ablated
   */
  DenseWalk(DenseNetwork network, int first, double[] most) {
    this.network = network;
    this.first = first;
    exact = new ExactSums(network.layers().get(first + 1), most);
    int depth = network.layers().size();
    sums = network.blocks(depth);
    outputs = network.blocks(depth - 1);
    ablated = new boolean[depth - 1][];
    Arrays.setAll(ablated, layer -> new boolean[network.layers().get(layer).outputs()]);
  }

  /** Begins anew with a block of the intact network. */
  void start(float[] intact) {
    System.arraycopy(intact, 0, outputs[first], 0, intact.length);
    for (boolean[] layer : ablated) {
      Arrays.fill(layer, false);
    }
    exact.start(intact);
    exact.copyTo(sums[first + 1]);
    runFrom(first + 1);
  }

  void ablate(int layer, int unit, float value) {
    ablated[layer][unit] = true;
    if (layer == first) {
      exact.replace(unit, outputs[layer], value);
      exact.copyTo(sums[layer + 1]);
    } else {
      Arrays.fill(outputs[layer], unit * Blocks.ROWS, (unit + 1) * Blocks.ROWS, value);
      sum(layer + 1);
    }
    runFrom(layer + 1);
  }

  private void sum(int layer) {
    Blocks.affine(network.layers().get(layer), outputs[layer - 1], sums[layer]);
  }

  /** Runs the layers above pre-activations that have changed. */
  private void runFrom(int changed) {
    for (int layer = changed; layer < outputs.length; layer++) {
      activate(layer);
      sum(layer + 1);
    }
  }

  private void activate(int layer) {
    ActivationLoop activation = network.loop(layer);
    int rows = Blocks.ROWS;
    for (int unit = 0; unit < ablated[layer].length; unit++) {
      if (!ablated[layer][unit]) {
        int at = unit * rows;
        System.arraycopy(sums[layer], at, outputs[layer], at, rows);
        activation.apply(outputs[layer], at, at + rows);
      }
    }
  }

  int correct(int[] labels, int block) {
    return Blocks.correct(sums[outputs.length], network.classes(), labels, block * Blocks.ROWS);
  }
}
