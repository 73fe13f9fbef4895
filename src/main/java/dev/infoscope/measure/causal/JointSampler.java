// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Mix;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Joint effective information by the nested estimator, {@code EI = H(Y) - H(Y|X)} in bins, under
 * independent uniform inputs.
 *
 * <p>The tuple (X, Y) is never counted, so the samples needed grow with 2^H(Y) and not with
 * 2^H(X,Y); the authors' program counts it and reads H(Y) instead of EI once every input tuple is
 * unique. Both entropies are Grassberger's. When more than a fifth of the output patterns would
 * still be seen once at the end, there is no estimate, only bounds.
 */
final class JointSampler {
  static final int BLOCKS = 256;
  private static final int FEWEST_BLOCKS = 32;
  private static final long WORK = 1L << 32; // multiplications for either entropy
  private static final double THIN_COVERAGE = 0.9;
  private static final long OUTPUT_STREAM = 1;
  private static final long OFFSET_STREAM = 2;
  private static final long CELL_STREAM = 3;

  private final JointPlan plan;

  JointSampler(JointPlan plan) {
    this.plan = plan;
  }

  /** The mean over cells, and its standard error. */
  private record Mean(double bits, double standardError) {}

  /** Between all inputs and all outputs; the bounds follow from the closed forms. */
  JointInformation estimate(
      LayerTransition layer, OutputThresholds thresholds, UnitReadings units, int bins) {
    double upper = Math.min(layer.inputs() * Bits.log2(bins), units.totalEntropy());
    InputCells cells = InputCells.all(layer, bins);
    return estimate(layer, cells, thresholds, units.bestUnit(), upper);
  }

  JointInformation estimate(
      LayerTransition layer,
      InputCells cells,
      OutputThresholds thresholds,
      double lower,
      double upper) {
    OutputEntropy output = new OutputEntropy(layer, thresholds);
    int most = limited(plan.samples(), OutputEntropy.FIRST, multiplications(layer));
    output.sample(most, Mix.at(plan.seed(), OUTPUT_STREAM));
    Estimate estimate =
        output.isRefused()
            ? refused(output, upper)
            : estimate(output, conditional(layer, cells, thresholds), upper);
    return new JointInformation(estimate, lower, upper);
  }

  private static Estimate refused(OutputEntropy output, double upper) {
    Uncertainty uncertainty = uncertainty(output, Double.NaN, upper);
    return Estimate.ofBits(Double.NaN, uncertainty, Set.of(Flag.UNDERSAMPLED));
  }

  private static Estimate estimate(OutputEntropy output, Mean inside, double upper) {
    double error = Math.hypot(output.standardError(), inside.standardError());
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (output.coverage() < THIN_COVERAGE) {
      flags.add(Flag.UNDERSAMPLED);
    }
    double bits = output.bits() - inside.bits();
    return Estimate.ofBits(bits, uncertainty(output, error, upper), flags);
  }

  private static Uncertainty uncertainty(OutputEntropy output, double error, double upper) {
    return Uncertainty.of(output.samples(), error, upper)
        .withPatterns(output.distinct(), output.coverage());
  }

  private static long multiplications(LayerTransition layer) {
    return (long) layer.inputs() * layer.outputs();
  }

  /** As many repetitions as the work allows, within bounds. */
  private static int limited(int wanted, int least, long multiplicationsEach) {
    return (int) Math.max(least, Math.min(wanted, WORK / multiplicationsEach));
  }

  private Mean conditional(LayerTransition layer, InputCells cells, OutputThresholds thresholds) {
    CellEntropies entropies = new CellEntropies(layer, cells, thresholds, plan.points());
    CellMean mean = new CellMean();
    boolean every = cells.count() <= plan.cells();
    long count = (long) cells.count();
    long visits = every ? count * Math.max(1, plan.cells() / count) : plan.cells();
    SplittableRandom random = new SplittableRandom(Mix.at(plan.seed(), CELL_STREAM));
    int blocks = limited(BLOCKS, FEWEST_BLOCKS, plan.points() * multiplications(layer));
    long visit = 0;
    for (int block = 0; block < blocks; block++) {
      Cancellation.check();
      long end = visits * (block + 1) / blocks;
      if (end > visit) {
        entropies.startBlock(Mix.at(plan.seed(), OFFSET_STREAM), block);
      }
      for (; visit < end; visit++) {
        double bits =
            every ? entropies.entropy(visit % (long) cells.count()) : entropies.entropy(random);
        mean.add(bits, entropies.kept(), entropies.surpriseVariance());
      }
      mean.endBlock();
    }
    boolean alike = !every || visits / blocks % (long) cells.count() == 0;
    double error = alike ? mean.spreadOfBlocks() : mean.innerError(blocks, plan.points());
    return new Mean(mean.bits(), error);
  }
}
