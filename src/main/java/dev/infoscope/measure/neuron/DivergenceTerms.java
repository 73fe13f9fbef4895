// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import java.util.Arrays;

/**
 * The terms of {@link ClassInformation#divergence} of one neuron, each computed when it first
 * occurs: a hundred permutations come to the same few counts again and again. The same bits as
 * without.
 *
 * <p>Memory O(bins * (samples + classes)), used again for each neuron.
 */
final class DivergenceTerms {
  private final int[] classSizes;
  private final int samples;
  private int[] codes = {}; // of the neuron
  private double[] terms = {}; // [classes][codes][size of the class + 1]; NaN: not known yet

  DivergenceTerms(int[] classSizes) {
    this.classSizes = classSizes;
    samples = Arrays.stream(classSizes).sum();
  }

  /** Begins a neuron, given how often it has each code. */
  void begin(int[] codes) {
    this.codes = codes;
    int length = Math.multiplyExact(codes.length, samples + classSizes.length);
    terms = terms.length == length ? terms : new double[length];
    Arrays.fill(terms, Double.NaN);
  }

  /** Where the terms of a class begin, given how many samples the classes before it have. */
  private int at(int label, int before) {
    return codes.length * (before + label);
  }

  /**
   * D_y of a class.
   *
   * @param label which class
   * @param before samples of the classes before it
   * @param row how often each code occurs in it
   * @return bits, at least 0
   */
  double divergence(int label, int before, int[] row) {
    int size = classSizes[label];
    int at = at(label, before);
    double sum = 0;
    for (int code = 0; code < row.length; code++, at += size + 1) {
      int count = row[code];
      if (count > 0) {
        double term = terms[at + count];
        if (Double.isNaN(term)) {
          term = ClassInformation.term(count, size, codes[code], samples);
          terms[at + count] = term;
        }
        sum += term;
      }
    }
    return Math.max(0, sum);
  }
}
