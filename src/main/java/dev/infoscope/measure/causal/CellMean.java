// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

/**
 * The mean of cell entropies, weighted by the share of points kept, and two standard errors: from
 * the spread of block means, where blocks are drawn alike, and from the spread inside the cells,
 * where every block holds different cells and only the points are random.
 */
final class CellMean {
  private double sum;
  private double weights;
  private double blockSum;
  private double blockWeights;
  private double variances;
  private double blockSquares; // of weighted block sums
  private double blockProducts;
  private double blockWeightSquares;
  private int blocks;

  void add(double bits, double weight, double surpriseVariance) {
    if (weight > 0) {
      blockSum += weight * bits;
      blockWeights += weight;
      variances += weight * surpriseVariance;
    }
  }

  void endBlock() {
    sum += blockSum;
    weights += blockWeights;
    blockSquares += blockSum * blockSum;
    blockProducts += blockSum * blockWeights;
    blockWeightSquares += blockWeights * blockWeights;
    blocks++;
    blockSum = 0;
    blockWeights = 0;
  }

  double bits() {
    return sum / weights;
  }

  /** For a ratio of means, as when weights differ. */
  double spreadOfBlocks() {
    double ratio = bits();
    double residuals =
        blockSquares - 2 * ratio * blockProducts + ratio * ratio * blockWeightSquares;
    double perBlock = Math.max(0, residuals) / (blocks - 1.0);
    return Math.sqrt(perBlock * blocks) / weights;
  }

  /** As if all cells of a block erred alike, since they share its offsets: a cautious bound. */
  double innerError(int blocksUsed, int points) {
    return Math.sqrt(variances / weights / ((double) blocksUsed * points));
  }
}
