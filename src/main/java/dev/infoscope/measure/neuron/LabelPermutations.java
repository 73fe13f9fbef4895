// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Reads neurons under permuted labels. A permutation keeps the sizes of codes and classes and makes
 * the table between them multivariate hypergeometric, so tables are drawn from that law and no
 * sample has to be kept. O(classes * bins * standard deviation) per neuron and permutation,
 * whatever the number of samples.
 */
final class LabelPermutations {
  private final int[] classSizes;
  private final int samples;
  private final int permutations;
  private final long seed;
  private final Hypergeometric law;
  private final DivergenceTerms terms;
  private final double[] mostInformation; // per permutation, over the neurons read so far
  private final double[] mostSelectivity;

  LabelPermutations(int[] classSizes, int permutations, long seed) {
    this.classSizes = classSizes;
    this.permutations = permutations;
    this.seed = seed;
    samples = Arrays.stream(classSizes).sum();
    terms = new DivergenceTerms(classSizes);
    law = new Hypergeometric(permutations == 0 ? 0 : samples);
    mostInformation = new double[permutations];
    mostSelectivity = new double[permutations];
  }

  /** The null of a neuron, given how often it has each code. */
  NeuronNull read(int unit, int[] codes) {
    SplittableRandom random = new SplittableRandom(Mix.at(seed, unit));
    double[] information = new double[permutations];
    double[] selectivity = new double[permutations];
    int[] row = new int[codes.length]; // of the class that is dealt
    int[] left = new int[codes.length];
    double entropy = ClassInformation.entropy(codes, samples);
    terms.begin(codes);
    for (int i = 0; i < permutations; i++) {
      Cancellation.check();
      System.arraycopy(codes, 0, left, 0, codes.length);
      int pool = samples;
      double sum = 0;
      for (int label = 0; label < classSizes.length; label++) {
        int size = classSizes[label];
        if (size > 0) {
          deal(left, pool, size, row, random);
          double divergence = terms.divergence(label, samples - pool, row);
          pool -= size;
          sum += size / (double) samples * divergence;
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
  private void deal(int[] left, int pool, int size, int[] row, SplittableRandom random) {
    int others = pool;
    int rest = size;
    for (int code = 0; code < left.length - 1; code++) {
      int taken = law.draw(others, left[code], rest, random);
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
