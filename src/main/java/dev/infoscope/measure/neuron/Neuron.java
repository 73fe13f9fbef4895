// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.estimate.Estimate;

/**
 * What one neuron knows of the class.
 *
 * @param unit which one, from 0
 * @param entropy H(T)
 * @param labelInformation I(T;Y), plug-in; what Miller and Madow's correction changes is in its
 *     uncertainty
 * @param selectivity KL selectivity, the largest divergence of a class from all
 * @param correctedInformation I(T;Y) corrected and clamped to [0, min(H(T), H(Y))], bits
 * @param classSelectivity class selectivity of Morcos et al. 2018, 0 to 1; {@code NaN} where it is
 *     not defined or cannot be told
 * @param whyNoClassSelectivity the reason in words; empty where there is one
 * @param underPermutation what is read with permuted labels
 */
public record Neuron(
    int unit,
    Estimate entropy,
    Estimate labelInformation,
    Estimate selectivity,
    double correctedInformation,
    double classSelectivity,
    String whyNoClassSelectivity,
    NeuronNull underPermutation) {
  /** The same under the number it has in a wider layer. */
  Neuron as(int number) {
    return new Neuron(
        number,
        entropy,
        labelInformation,
        selectivity,
        correctedInformation,
        classSelectivity,
        whyNoClassSelectivity,
        underPermutation);
  }
}
