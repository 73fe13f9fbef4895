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
    int[] row = new int[codes.length]; // of the class that is dealt
    int[] left = new int[codes.length];
    double entropy = ClassInformation.entropy(codes, samples);
    terms.begin(codes);
    for (int i = 0; i < permutations; i++) {
      Cancellation.check();
      System.arraycopy(codes, 0, left, 0, codes.length);
      int pool = samples;
      double sum = 0;
      selectivity[i] = 0;
      for (int label = 0; label < law.classes(); label++) {
        int size = law.size(label);
        if (size > 0) {
          deal(label, left, pool, row, random);
          double divergence = terms.divergence(label, samples - pool, row);
          pool -= size;
          sum += law.weight(label) * divergence;
          selectivity[i] = Math.max(selectivity[i], divergence);
        }
      }
      information[i] = ClassInformation.clamp(sum, entropy);
      mostInformation[i] = Math.max(mostInformation[i], information[i]);
      mostSelectivity[i] = Math.max(mostSelectivity[i], selectivity[i]);
    }
    return NeuronNull.of(information, selectivity);
  }

  /** Deals a class its codes, of those that are left. */
  private void deal(int label, int[] left, int pool, int[] row, SplittableRandom random) {
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
  }

  /** Quantile over permutations of the largest I of any neuron. */
  double informationThreshold() {
    return Quantiles.of(mostInformation, NeuronNull.LEVEL);
  }

  double selectivityThreshold() {
    return Quantiles.of(mostSelectivity, NeuronNull.LEVEL);
  }
}
