// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import java.util.function.ToDoubleFunction;

/** What neurons can be ranked by. */
public enum NeuronQuantity {
  /** H(T). */
  ENTROPY("entropy", neuron -> neuron.entropy().bits()),
  /** I(T;Y), plug-in. */
  LABEL_INFORMATION("label information", neuron -> neuron.labelInformation().bits()),
  /** KL selectivity. */
  SELECTIVITY("KL selectivity", neuron -> neuron.selectivity().bits()),
  /** Class selectivity of Morcos et al.; only where {@link UnitValues} can tell it. */
  CLASS_SELECTIVITY("class selectivity", Neuron::classSelectivity);

  private final String words;
  private final ToDoubleFunction<Neuron> reading;

  NeuronQuantity(String words, ToDoubleFunction<Neuron> reading) {
    this.words = words;
    this.reading = reading;
  }

  /**
   * The quantity in words.
   *
   * @return a noun
   */
  public String words() {
    return words;
  }

  /**
   * The quantity of every neuron of a layer.
   *
   * @param neurons the layer
   * @return one value per unit; {@code NaN} where it is not defined
   */
  public double[] of(LayerNeurons neurons) {
    return neurons.neurons().stream().mapToDouble(reading).toArray();
  }
}
