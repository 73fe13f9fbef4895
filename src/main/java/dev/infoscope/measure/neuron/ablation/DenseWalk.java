// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import java.util.Arrays;

/** One block of examples in a dense network that loses unit after unit. */
final class DenseWalk {
  /** After so many changes pre-activations are summed afresh, so that rounding does not add up. */
  private static final int CHANGES = 256;

  private final DenseNetwork network;
  private final int first; // lowest layer that can lose units
  private final float[][] sums; // per layer, pre-activations
  private final float[][] outputs; // per layer
  private final boolean[][] ablated; // per layer and unit
  private final int[] gone; // per layer, units ablated
  private final int[] changes; // per layer, since its pre-activations were summed
  private final float[] change = new float[Blocks.ROWS];

  DenseWalk(DenseNetwork network, int first) {
    this.network = network;
    this.first = first;
    int depth = network.layers().size();
    sums = network.blocks(depth);
    outputs = network.blocks(depth - 1);
    ablated = new boolean[depth - 1][];
    Arrays.setAll(ablated, layer -> new boolean[network.layers().get(layer).units()]);
    gone = new int[depth - 1];
    changes = new int[depth];
  }

  /** Begins anew with a block of the intact network. */
  void start(float[] intact) {
    System.arraycopy(intact, 0, outputs[first], 0, intact.length);
    for (boolean[] layer : ablated) {
      Arrays.fill(layer, false);
    }
    Arrays.fill(gone, 0);
    sum(first + 1);
    runFrom(first + 1);
  }

  void ablate(int layer, int unit, float value) {
    float[] own = outputs[layer];
    int at = unit * Blocks.ROWS;
    for (int row = 0; row < Blocks.ROWS; row++) {
      change[row] = value - own[at + row];
      own[at + row] = value;
    }
    ablated[layer][unit] = true;
    boolean last = ++gone[layer] == own.length / Blocks.ROWS; // equal rows stay equal to the bit
    if (++changes[layer + 1] < CHANGES && !last) {
      network.layers().get(layer + 1).addChange(unit, change, sums[layer + 1]);
    } else {
      sum(layer + 1);
    }
    runFrom(layer + 1);
  }

  private void sum(int layer) {
    network.layers().get(layer).affine(outputs[layer - 1], sums[layer]);
    changes[layer] = 0;
  }

  /** Runs the layers above pre-activations that have changed. */
  private void runFrom(int changed) {
    for (int layer = changed; layer < outputs.length; layer++) {
      activate(layer);
      sum(layer + 1);
    }
  }

  private void activate(int layer) {
    DenseActivation activation = network.layers().get(layer).activation();
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
