// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The true information of a layer and its class by averaging over the known density:
 *
 * <pre>{@code
 * I(T;Y) = log2 C - E[ H(Y | T = t) ],    p(c | t) ~ prod_j p(t_j | c)
 * }</pre>
 *
 * <p>Classes are equally frequent. Equal seeds give equal bits, whatever the number of threads.
 */
final class LayerTruth {
  private static final int CHUNK = 1000;

  private final ClassMeans means;
  private final double scale;
  private final long seed;

  LayerTruth(ClassMeans means, double scale, long seed) {
    this.means = means;
    this.scale = scale;
    this.seed = seed;
  }

  /**
   * What averaging gives.
   *
   * @param bits the information
   * @param error one standard error of it
   */
  record Average(double bits, double error) {}

  /** The information of a family, of so many thousand draws, the same draws for all families. */
  Average of(LayerFamily family, int thousands, int threads) {
    double[] sums = new double[thousands];
    double[] squares = new double[thousands];
    Workers.run(
        threads,
        thousands,
        () -> {
          Worker worker = new Worker(family);
          return chunk -> worker.run(chunk, sums, squares);
        });
    double draws = (double) thousands * CHUNK;
    double mean = Arrays.stream(sums).sum() / draws;
    double variance = Arrays.stream(squares).sum() / draws - mean * mean;
    double bits = Bits.log2(means.classes()) - mean;
    return new Average(bits, Math.sqrt(Math.max(0, variance) / draws));
  }

  /** Entropies of the class given what was drawn, with memory of its own. */
  private final class Worker {
    private final double[] logs = new double[means.classes()];
    private final MassTable table;

    Worker(LayerFamily family) {
      table = new MassTable(family, means, scale);
    }

    void run(int chunk, double[] sums, double[] squares) {
      SplittableRandom random = new SplittableRandom(Mix.at(seed, chunk));
      for (int i = 0; i < CHUNK; i++) {
        double bits = entropy(i % means.classes(), random);
        sums[chunk] += bits;
        squares[chunk] += bits * bits;
      }
    }

    private double entropy(int label, SplittableRandom random) {
      Arrays.fill(logs, 0);
      for (int unit = 0; unit < means.units(); unit++) {
        double normal = scale * means.mean(label, unit) + random.nextGaussian();
        table.add(unit, normal, logs);
      }
      return Posterior.entropy(logs);
    }
  }

  /**
   * The scale at which a layer of normal units has so much information, by halving: of the same
   * draws throughout, information rises with the scale but for the noise of few draws.
   */
  static double scaleFor(ClassMeans means, double bits, int thousands, int threads) {
    double low = 0;
    double high = 1;
    while (gaussian(means, high, thousands, threads) < bits) {
      high *= 2;
    }
    for (int i = 0; i < 24; i++) {
      double middle = (low + high) / 2;
      boolean below = gaussian(means, middle, thousands, threads) < bits;
      low = below ? middle : low;
      high = below ? high : middle;
    }
    return Math.round(high * 1e4) / 1e4;
  }

  private static double gaussian(ClassMeans means, double scale, int thousands, int threads) {
    return new LayerTruth(means, scale, 1).of(LayerFamily.GAUSSIAN, thousands, threads).bits();
  }
}
