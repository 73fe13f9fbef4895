// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The causal plane of blocks of several layers, for which there is no closed form.
 *
 * <p>One sample set serves all pairs. Every input is stratified exactly over its bins in every
 * batch (a Latin hypercube), so that its entropy carries no noise. The plug-in information of a
 * pair is corrected by {@code (B_in - 1)(K_out - 1) / (2 N ln 2)} and tested against chi-squared.
 * The standard error of the sum is that of eight batches, so pairs may depend on each other.
 *
 * <p>Sensitivity sweeps every input over a grid of 64 points per bin. Output values beyond the
 * range count for the end bins. Cost: inputs x outputs x samples counts, and the forward passes.
 * All samples are held at once, a byte per input and output, so blocks of more than a thousand
 * inputs get fewer.
 */
public final class CausalBlocks {
  private static final int BATCHES = 8;
  private static final int PER_BIN = 64;
  private static final int MOST_BINS = 127; // a bin fits a byte
  private static final int MOST_CODES = 1 << 26; // bytes of inputs

  private final CausalBins bins;
  private final int samples;
  private final long seed;

  /**
   * A view with given bins.
   *
   * @param bins of inputs and outputs, at most 127 each, clamped
   * @param samples at least 1, rounded up so that every bin of every batch gets as many
   * @param seed of the samples; the same at every epoch
   * @throws IllegalArgumentException if there are too many bins, they drop, or {@code samples < 1}
   */
  public CausalBlocks(CausalBins bins, int samples, long seed) {
    check(bins);
    this.bins = bins;
    this.samples = Require.atLeast("samples", samples, 1);
    this.seed = seed;
  }

  static void check(CausalBins bins) {
    int most = Math.max(bins.inputBins(), bins.outputBins());
    Require.that(most <= MOST_BINS, "bins (%d) of blocks must be at most %d", most, MOST_BINS);
    Require.that(
        bins.overflow() == Overflow.CLAMP,
        "overflow (%s) of blocks must be CLAMP",
        bins.overflow());
  }

  /** Samples of every batch: whole strata. */
  private int length(LayerBlock block) {
    int strata = bins.inputBins() * BATCHES;
    int wanted = Math.min(samples, MOST_CODES / block.inputs());
    return Math.max(1, (wanted + strata - 1) / strata) * bins.inputBins();
  }

  /** Bins of everything sampled, unit by unit within each batch. */
  private record Sample(byte[][] inputs, byte[][] outputs) {}

  /**
   * Measures a block.
   *
   * @param block the layers
   * @return sensitivity and EI_parts from the block's inputs to its outputs
   */
  public BlockPoint measure(LayerBlock block) {
    int length = length(block);
    Sample sample = sample(block, length);
    double[] edges = new double[block.inputs() * block.outputs()];
    double[] chances = new double[edges.length];
    double[] batches = new double[BATCHES];
    PairCounts all = new PairCounts(bins.inputBins(), bins.outputBins());
    PairCounts batch = new PairCounts(bins.inputBins(), bins.outputBins());
    for (int pair = 0; pair < edges.length; pair++) {
      Cancellation.check();
      int input = pair / block.outputs() * length;
      int output = pair % block.outputs() * length;
      all.clear();
      for (int b = 0; b < BATCHES; b++) {
        batch.clear();
        batch.count(sample.inputs()[b], input, sample.outputs()[b], output, length);
        batches[b] += batch.plugIn() - batch.bias();
        all.add(batch);
      }
      double bits = all.plugIn();
      edges[pair] = bits - all.bias();
      chances[pair] = all.chance(bits);
    }
    double sum = Arrays.stream(edges).sum();
    Estimate parts = estimate(sum, (long) BATCHES * length, error(batches));
    return new BlockPoint(
        block.inputs(), block.outputs(), sensitivity(block), parts, edges, chances);
  }

  private static Estimate estimate(double bits, long samples, double error) {
    Uncertainty uncertainty = Uncertainty.of(samples, error, Double.NaN);
    return Estimate.ofBits(bits, uncertainty, Set.<Flag>of());
  }

  private static double error(double[] batches) {
    double mean = Arrays.stream(batches).average().orElse(0);
    double squares = Arrays.stream(batches).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (BATCHES - 1) / BATCHES);
  }

  private Sample sample(LayerBlock block, int length) {
    byte[][] inputs = new byte[BATCHES][];
    byte[][] outputs = new byte[BATCHES][];
    for (int b = 0; b < BATCHES; b++) {
      SplittableRandom random = new SplittableRandom(Mix.at(seed, b));
      inputs[b] = new byte[block.inputs() * length];
      double[] values = new double[block.inputs() * length];
      for (int k = 0; k < block.inputs(); k++) {
        stratify(random, inputs[b], k * length, length);
        place(random, block.inputRange(), inputs[b], k * length, length, values);
      }
      outputs[b] = binned(block.map(values, length), block.outputRange());
    }
    return new Sample(inputs, outputs);
  }

  /** Every bin as often as every other, in random order. */
  private void stratify(SplittableRandom random, byte[] into, int from, int length) {
    for (int p = 0; p < length; p++) {
      int other = random.nextInt(p + 1);
      into[from + p] = into[from + other];
      into[from + other] = (byte) (p % bins.inputBins());
    }
  }

  private void place(
      SplittableRandom random, Range range, byte[] codes, int from, int length, double[] into) {
    double width = (range.high() - range.low()) / bins.inputBins();
    for (int p = 0; p < length; p++) {
      into[from + p] = range.low() + (codes[from + p] + random.nextDouble()) * width;
    }
  }

  private byte[] binned(double[] values, Range range) {
    Bins outputs = Bins.equalWidth(range.low(), range.high(), bins.outputBins());
    byte[] codes = new byte[values.length];
    for (int at = 0; at < codes.length; at++) {
      codes[at] = (byte) outputs.code(0, values[at]);
    }
    return codes;
  }

  private Estimate sensitivity(LayerBlock block) {
    int points = PER_BIN * bins.inputBins();
    byte[] grid = new byte[points];
    for (int p = 0; p < points; p++) {
      grid[p] = (byte) (p / PER_BIN);
    }
    double[] values = middles(block.inputRange(), points);
    PairCounts counts = new PairCounts(bins.inputBins(), bins.outputBins());
    double sum = 0;
    for (int k = 0; k < block.inputs(); k++) {
      byte[] codes = binned(block.sweep(k, values), block.outputRange());
      for (int j = 0; j < block.outputs(); j++) {
        counts.clear();
        counts.count(grid, 0, codes, j * points, points);
        sum += counts.plugIn();
      }
    }
    return estimate(sum, points, Double.NaN);
  }

  /** Middles of so many equal parts of a range. */
  private static double[] middles(Range range, int parts) {
    double[] values = new double[parts];
    for (int p = 0; p < parts; p++) {
      values[p] = range.low() + (p + 0.5) / parts * (range.high() - range.low());
    }
    return values;
  }
}
