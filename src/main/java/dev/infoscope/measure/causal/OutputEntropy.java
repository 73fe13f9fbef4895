// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Mix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Entropy of a layer's output over the whole input box, H(Y) in bins, by Grassberger's estimator on
 * independent samples. More are drawn until nearly every pattern was seen again, or it is clear
 * that they will not be.
 */
final class OutputEntropy {
  static final int FIRST = 1 << 16; // a smaller sample is not believed
  private static final int GLANCE = 1 << 12; // but may show that all is hopeless
  private static final int BLOCK = 1024;
  private static final double HOPELESS = 0.2; // share of patterns seen once at the end
  private static final double GOOD_ERROR = 0.002;
  private static final double GOOD_SINGLETONS = 0.002;

  private final LayerTransition layer;
  private final OutputThresholds thresholds;
  private final OutputPatterns patterns;
  private final InputCells box;
  private final PatternTally tally = new PatternTally(FIRST / 4);
  private final double[] inputs;
  private final double[] sums = new double[BLOCK];
  private final long[] keys = new long[BLOCK];
  private final int[] droppedUnits = new int[BLOCK];
  private boolean refused;

  OutputEntropy(LayerTransition layer, OutputThresholds thresholds) {
    this.layer = layer;
    this.thresholds = thresholds;
    this.patterns = new OutputPatterns(thresholds);
    this.box = new InputCells(layer, 2); // an empty group: one cell, the box
    this.inputs = new double[layer.inputs() * BLOCK];
  }

  /** Samples; afterwards the other methods tell what was found. */
  OutputEntropy sample(int most, long seed) {
    long drawn = 0;
    long next = GLANCE;
    while (true) {
      for (; drawn < Math.min(next, most); drawn += BLOCK) {
        block(Mix.at(seed, drawn));
      }
      double singletons = tally.singletons();
      refused = singletons > Math.pow(HOPELESS, Math.min(1, (double) drawn / most));
      boolean good = drawn >= FIRST && singletons < GOOD_SINGLETONS && standardError() < GOOD_ERROR;
      if (refused || good || drawn >= most) {
        return this;
      }
      next *= 2;
    }
  }

  boolean isRefused() {
    return refused || tally.samples() == 0;
  }

  double bits() {
    return tally.entropy();
  }

  double standardError() {
    return Math.sqrt(tally.surpriseVariance() / tally.samples());
  }

  /** Good-Turing coverage. */
  double coverage() {
    return 1 - tally.singletons();
  }

  long samples() {
    return tally.samples();
  }

  int distinct() {
    return tally.distinct();
  }

  /** The weighted sums of a unit, for every point of the block. */
  private void sum(int unit) {
    double middle = 0.5 * (layer.inputRange().low() + layer.inputRange().high());
    Arrays.fill(sums, layer.bias()[unit]);
    for (int k = 0; k < layer.inputs(); k++) {
      double weight = layer.weights()[k * layer.outputs() + unit];
      for (int p = 0; p < BLOCK; p++) {
        sums[p] += weight * (middle + inputs[k * BLOCK + p]);
      }
    }
  }

  private void block(long seed) {
    box.offsets(new SplittableRandom(seed), BLOCK, inputs);
    Arrays.fill(keys, 0);
    Arrays.fill(droppedUnits, 0);
    for (int unit = 0; unit < layer.outputs(); unit++) {
      sum(unit);
      pass(unit);
    }
    for (int p = 0; p < BLOCK; p++) {
      if (droppedUnits[p] == 0) {
        tally.add(keys[p]);
      }
    }
  }

  private void pass(int unit) {
    for (int p = 0; p < BLOCK; p++) {
      int piece = thresholds.piece(sums[p]);
      keys[p] += patterns.word(unit, piece);
      droppedUnits[p] += patterns.dropped(piece);
    }
  }
}
