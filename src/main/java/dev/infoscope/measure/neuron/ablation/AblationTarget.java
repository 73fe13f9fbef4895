// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

/**
 * A network some of whose units can be ablated: their output is held at a fixed value, with nothing
 * retrained. Every implementation starts from the intact network for each order.
 */
public interface AblationTarget {
  /**
   * How many units can be ablated.
   *
   * @return at least 1
   */
  int units();

  /**
   * Ablates units one after the other, each beside those before. Without the same units the
   * accuracy is the same, in whatever order they were ablated.
   *
   * @param order distinct units, from 0 to {@code units() - 1}
   * @return share of the test examples classified correctly after 0, 1, ... units: {@code
   *     order.length + 1} numbers from 0 to 1
   */
  double[] accuracies(int[] order);

  /**
   * Classes of the test examples, used to decide whether the network is better than chance.
   *
   * @return one per example; empty if they are not known
   */
  default int[] labels() {
    return new int[0];
  }

  /**
   * Whether the units are of several layers. Then nothing is concluded from their order: quantities
   * of different layers are not comparable, and low values first mostly empties one layer.
   *
   * @return false unless said otherwise
   */
  default boolean mixesLayers() {
    return false;
  }
}
