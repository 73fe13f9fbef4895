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
  private final int permutations;
  private final long seed;
  private final Hypergeometric law;
  private final double[] mostInformation; // per permutation, over the neurons read so far
  private final double[] mostSelectivity;

  LabelPermutations(int[] classSizes, int permutations, long seed) {
    this.classSizes = classSizes;
    this.permutations = permutations;
    this.seed = seed;
    law = new Hypergeometric(permutations == 0 ? 0 : Arrays.stream(classSizes).sum());
    mostInformation = new double[permutations];
    mostSelectivity = new double[permutations];
  }

  /** The null of a neuron, given how often it has each code. */
  NeuronNull read(int unit, int[] codes) {
    SplittableRandom random = new SplittableRandom(Mix.at(seed, unit));
    double[] information = new double[permutations];
    double[] selectivity = new double[permutations];
    int[] table = new int[classSizes.length * codes.length];
    int[] margin = new int[codes.length];
    for (int i = 0; i < permutations; i++) {
      Cancellation.check();
      deal(codes.clone(), table, random);
      ClassInformation drawn =
          ClassInformation.of(table, 0, classSizes.length, codes.length, margin);
      information[i] = drawn.information();
      selectivity[i] = drawn.selectivity();
      mostInformation[i] = Math.max(mostInformation[i], information[i]);
      mostSelectivity[i] = Math.max(mostSelectivity[i], selectivity[i]);
    }
    return NeuronNull.of(information, selectivity);
  }

  private void deal(int[] codes, int[] table, SplittableRandom random) {
    int pool = Arrays.stream(codes).sum();
    int at = 0;
    for (int size : classSizes) {
      int others = pool;
      int left = size;
      for (int code = 0; code < codes.length - 1; code++) {
        int taken = law.draw(others, codes[code], left, random);
        others -= codes[code];
        left -= taken;
        codes[code] -= taken;
        table[at++] = taken;
      }
      codes[codes.length - 1] -= left;
      table[at++] = left;
      pool -= size;
    }
  }

  /** Quantile over permutations of the largest I of any neuron. */
  double informationThreshold() {
    return Quantiles.of(mostInformation, NeuronNull.LEVEL);
  }

  double selectivityThreshold() {
    return Quantiles.of(mostSelectivity, NeuronNull.LEVEL);
  }
}
