// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The cells into which the bins of a group of inputs cut the input box. Inputs outside the group
 * are not looked at: they vary over their whole range in every cell.
 */
final class InputCells {
  private final Range range;
  private final int bins;
  private final boolean[] grouped;
  private final int groupSize;

  InputCells(LayerTransition layer, int bins, int... group) {
    this.range = layer.inputRange();
    this.bins = bins;
    this.grouped = new boolean[layer.inputs()];
    for (int input : group) {
      grouped[input] = true;
    }
    this.groupSize = group.length;
  }

  static InputCells all(LayerTransition layer, int bins) {
    int[] everyInput = new int[layer.inputs()];
    Arrays.setAll(everyInput, k -> k);
    return new InputCells(layer, bins, everyInput);
  }

  int inputs() {
    return grouped.length;
  }

  int groupSize() {
    return groupSize;
  }

  /** Half the extent of a cell in one input. */
  double halfWidth(int input) {
    return 0.5 * (range.high() - range.low()) / (grouped[input] ? bins : 1);
  }

  /** Number of cells, infinite beyond 2^60 or so. */
  double count() {
    return Math.pow(bins, groupSize);
  }

  /** The centre of a cell by number. */
  void centre(long cell, double[] into) {
    long rest = cell;
    for (int k = 0; k < grouped.length; k++) {
      into[k] = place(k, (int) (rest % bins));
      rest = grouped[k] ? rest / bins : rest;
    }
  }

  /** The centre of a cell drawn at random. */
  void centre(SplittableRandom random, double[] into) {
    for (int k = 0; k < grouped.length; k++) {
      into[k] = place(k, grouped[k] ? random.nextInt(bins) : 0);
    }
  }

  private double place(int input, int bin) {
    double share = grouped[input] ? (bin + 0.5) / bins : 0.5;
    return range.low() + share * (range.high() - range.low());
  }

  /** Places inside a cell relative to its centre, {@code [inputs x points]}. */
  void offsets(SplittableRandom random, int points, double[] into) {
    for (int k = 0; k < grouped.length; k++) {
      double width = 2 * halfWidth(k);
      for (int p = 0; p < points; p++) {
        into[k * points + p] = (random.nextDouble() - 0.5) * width;
      }
    }
  }
}
