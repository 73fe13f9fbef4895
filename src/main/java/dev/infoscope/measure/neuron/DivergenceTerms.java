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
  private final PermutationLaw law;
  private int[] codes = {}; // of the neuron

  /** [classes][codes][size of the class + 1], or whole D_y of two codes; NaN: not known yet. */
  private double[] terms = {};

  DivergenceTerms(PermutationLaw law) {
    this.law = law;
  }

  /** Begins a neuron, given how often it has each code. */
  void begin(int[] codes) {
    this.codes = codes;
    int tables = codes.length == 2 ? 1 : codes.length;
    int length = Math.multiplyExact(tables, law.samples() + law.classes());
    terms = terms.length == length ? terms : new double[length];
    Arrays.fill(terms, Double.NaN);
  }

  /**
   * D_y of a class.
   *
   * @param label which class
   * @param before samples of the classes before it
   * @param row how often each code occurs in it; not two codes
   * @return bits, at least 0
   */
  double divergence(int label, int before, int[] row) {
    return Math.max(0, sum(label, codes.length * (before + label), row));
  }

  /**
   * D_y of a class where there are two codes.
   *
   * @param label which class
   * @param before samples of the classes before it
   * @param first how often the first code occurs in it
   * @return bits, at least 0
   */
  double divergence(int label, int before, int first) {
    int at = before + label + first;
    if (Double.isNaN(terms[at])) {
      terms[at] = ofTwo(first, law.size(label));
    }
    return terms[at];
  }

  private double ofTwo(int first, int size) {
    int second = size - first;
    double sum = 0;
    if (first > 0) {
      sum += ClassInformation.term(first, size, codes[0], law.samples());
    }
    if (second > 0) {
      sum += ClassInformation.term(second, size, codes[1], law.samples());
    }
    return Math.max(0, sum);
  }

  /** Where the terms of a class begin at {@code from}. */
  private double sum(int label, int from, int... row) {
    int size = law.size(label);
    int at = from;
    double sum = 0;
    for (int code = 0; code < row.length; code++, at += size + 1) {
      int count = row[code];
      if (count > 0) {
        if (Double.isNaN(terms[at + count])) {
          terms[at + count] = ClassInformation.term(count, size, codes[code], law.samples());
        }
        sum += terms[at + count];
      }
    }
    return sum;
  }
}
