// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Mix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Entropy of a layer's output inside cells of its input, H(Y|X) in bins. Inside a cell only few
 * units can pass only few cuts; the others are skipped.
 *
 * <p>A pre-activation is the one of the cell's centre plus that of an offset. The offsets of a
 * block are drawn once and serve all its cells, so a point costs one comparison per cut within
 * reach, not a multiplication per weight.
 */
final class CellEntropies {
  private final LayerTransition layer;
  private final InputCells cells;
  private final OutputThresholds thresholds;
  private final OutputPatterns patterns;
  private final int points;
  private final double[] inputs; // [inputs x points]
  private final double[] shifts; // [outputs x points]
  private final double[] reach; // how far a cell reaches in each pre-activation
  private final double[] centre;
  private final double[] middle;
  private final long[] keys;
  private final int[] droppedUnits;
  private final PatternTally tally;
  private double kept;

  CellEntropies(LayerTransition layer, InputCells cells, OutputThresholds thresholds, int points) {
    this.layer = layer;
    this.cells = cells;
    this.thresholds = thresholds;
    this.patterns = new OutputPatterns(thresholds);
    this.points = points;
    this.inputs = new double[layer.inputs() * points];
    this.shifts = new double[layer.outputs() * points];
    this.reach = new double[layer.outputs()];
    this.centre = new double[layer.inputs()];
    this.middle = new double[layer.outputs()];
    this.keys = new long[points];
    this.droppedUnits = new int[points];
    this.tally = new PatternTally(points);
    addReach();
  }

  private void addReach() {
    for (int k = 0; k < layer.inputs(); k++) {
      for (int j = 0; j < layer.outputs(); j++) {
        reach[j] += Math.abs(layer.weights()[k * layer.outputs() + j]) * cells.halfWidth(k);
      }
    }
  }

  /** Draws the offsets of a block. */
  void startBlock(long seed, int block) {
    cells.offsets(new SplittableRandom(Mix.at(seed, block)), points, inputs);
    Arrays.fill(shifts, 0);
    for (int j = 0; j < layer.outputs(); j++) {
      for (int k = 0; k < layer.inputs(); k++) {
        double weight = layer.weights()[k * layer.outputs() + j];
        for (int p = 0; p < points; p++) {
          shifts[j * points + p] += weight * inputs[k * points + p];
        }
      }
    }
  }

  /** Entropy in a numbered cell, bits; {@code NaN} when everything in it is dropped. */
  double entropy(long cell) {
    cells.centre(cell, centre);
    return entropy();
  }

  /** Entropy in a cell drawn at random, bits; {@code NaN} when everything in it is dropped. */
  double entropy(SplittableRandom random) {
    cells.centre(random, centre);
    return entropy();
  }

  /** Share of the points of the last cell that were not dropped. */
  double kept() {
    return kept;
  }

  /** Variance of {@code -log2 p} in the last cell. */
  double surpriseVariance() {
    return tally.samples() == 0 ? 0 : tally.surpriseVariance();
  }

  private double entropy() {
    System.arraycopy(layer.bias(), 0, middle, 0, middle.length);
    for (int k = 0; k < centre.length; k++) {
      for (int j = 0; j < middle.length; j++) {
        middle[j] += centre[k] * layer.weights()[k * middle.length + j];
      }
    }
    Arrays.fill(keys, 0);
    Arrays.fill(droppedUnits, 0);
    for (int j = 0; j < middle.length; j++) {
      pass(j);
    }
    count();
    return tally.entropy();
  }

  private void pass(int unit) {
    int first = thresholds.piece(middle[unit] - reach[unit]);
    int last = thresholds.piece(middle[unit] + reach[unit]);
    if (patterns.dropped(first) > 0) {
      shiftDropped(unit, Double.NEGATIVE_INFINITY, 1);
    }
    for (int cut = first; cut < last; cut++) {
      double threshold = thresholds.values()[cut] - middle[unit];
      shiftKeys(unit, threshold, patterns.step(unit, cut));
      int dropped = patterns.dropped(cut + 1) - patterns.dropped(cut);
      if (dropped != 0) {
        shiftDropped(unit, threshold, dropped);
      }
    }
  }

  private void shiftKeys(int unit, double threshold, long step) {
    int from = unit * points;
    for (int p = 0; p < points; p++) {
      // All ones where the threshold is passed: no branch to guess.
      keys[p] += step & Double.doubleToRawLongBits(threshold - shifts[from + p]) >> 63;
    }
  }

  private void shiftDropped(int unit, double threshold, int step) {
    int from = unit * points;
    for (int p = 0; p < points; p++) {
      droppedUnits[p] += shifts[from + p] > threshold ? step : 0;
    }
  }

  private void count() {
    tally.clear();
    for (int p = 0; p < points; p++) {
      if (droppedUnits[p] == 0) {
        tally.add(keys[p]);
      }
    }
    kept = (double) tally.samples() / points;
  }
}
