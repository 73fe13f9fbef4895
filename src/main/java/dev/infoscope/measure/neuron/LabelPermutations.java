// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Quantiles;
import java.util.SplittableRandom;

/**
 * Reads neurons under permuted labels. A permutation keeps the sizes of codes and classes and makes
 * the table between them multivariate hypergeometric, so tables are drawn from that law and no
 * sample has to be kept. O(classes * bins * standard deviation) per neuron and permutation,
 * whatever the number of samples.
 */
final class LabelPermutations {
  private final PermutationLaw law;
  private final int samples;
  private final int permutations;
  private final long seed;
  private final DivergenceTerms terms;
  private final double[] information; // of the neuron, per permutation
  private final double[] selectivity;
  private final double[] mostInformation; // per permutation, over the neurons read so far
  private final double[] mostSelectivity;

  LabelPermutations(PermutationLaw law, int permutations, long seed) {
    this.law = law;
    this.permutations = permutations;
    this.seed = seed;
    samples = law.samples();
    terms = new DivergenceTerms(law);
    information = new double[permutations];
    selectivity = new double[permutations];
    mostInformation = new double[permutations];
    mostSelectivity = new double[permutations];
  }

  /** The null of a neuron, given how often it has each code. */
  NeuronNull read(int unit, int[] codes) {
    SplittableRandom random = new SplittableRandom(Mix.at(seed, unit));
    double entropy = ClassInformation.entropy(codes, samples);
    int[] row = new int[codes.length]; // of the class that is dealt
    int[] left = new int[codes.length];
    terms.begin(codes);
    for (int i = 0; i < permutations; i++) {
      Cancellation.check();
      System.arraycopy(codes, 0, left, 0, codes.length);
      permute(i, left, row, random);
      information[i] = ClassInformation.clamp(information[i], entropy);
      mostInformation[i] = Math.max(mostInformation[i], information[i]);
      mostSelectivity[i] = Math.max(mostSelectivity[i], selectivity[i]);
    }
    return NeuronNull.of(information, selectivity);
  }

  private void permute(int i, int[] left, int[] row, SplittableRandom random) {
    int pool = samples;
    double sum = 0;
    double most = 0;
    for (int label = 0; label < law.classes(); label++) {
      int size = law.size(label);
      if (size > 0) {
        double divergence =
            left.length == 2
                ? dealTwo(label, left, pool, random)
                : deal(label, left, pool, row, random);
        pool -= size;
        sum += law.weight(label) * divergence;
        most = Math.max(most, divergence);
      }
    }
    information[i] = sum;
    selectivity[i] = most;
  }

  /** Deals a class its codes, of those that are left, and returns its D_y. */
  private double deal(int label, int[] left, int pool, int[] row, SplittableRandom random) {
    int others = pool;
    int rest = law.size(label);
    for (int code = 0; code < left.length - 1; code++) {
      int taken =
          code == 0
              ? law.first(label, pool, left[0], random)
              : law.next(others, left[code], rest, random);
      others -= left[code];
      rest -= taken;
      left[code] -= taken;
      row[code] = taken;
    }
    left[left.length - 1] -= rest;
    row[left.length - 1] = rest;
    return terms.divergence(label, samples - pool, row);
  }

  /** The same of two codes: one count tells the other, so that only that of the first is kept. */
  private double dealTwo(int label, int[] left, int pool, SplittableRandom random) {
    int taken = law.first(label, pool, left[0], random);
    left[0] -= taken;
    return terms.divergence(label, samples - pool, taken);
  }

  /** Quantile over permutations of the largest I of any neuron. */
  double informationThreshold() {
    return Quantiles.of(mostInformation, NeuronNull.LEVEL);
  }

  double selectivityThreshold() {
    return Quantiles.of(mostSelectivity, NeuronNull.LEVEL);
  }
}
