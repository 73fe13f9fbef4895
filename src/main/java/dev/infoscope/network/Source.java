// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where a layer gets its values: from another layer, or from an input of the network. */
public sealed interface Source {
  /**
   * What a layer puts out.
   *
   * @param index of the layer, from 0
   */
  record OfLayer(int index) implements Source {}

  /**
   * What the network is given.
   *
   * @param number of the input, from 0
   */
  record OfInput(int number) implements Source {}

  /**
   * A layer.
   *
   * @param index from 0
   * @return the source
   */
  static Source layer(int index) {
    return new OfLayer(index);
  }

  /**
   * An input of the network.
   *
   * @param number from 0
   * @return the source
   */
  static Source input(int number) {
    return new OfInput(number);
  }

  /**
   * Which layer, if it is one.
   *
   * @return its index; empty for an input
   */
  default OptionalInt layerIndex() {
    return this instanceof OfLayer layer ? OptionalInt.of(layer.index()) : OptionalInt.empty();
  }

  /**
   * Whether it is one layer.
   *
   * @param index of the layer
   * @return false for other layers and for inputs
   */
  default boolean isLayer(int index) {
    return this instanceof OfLayer layer && layer.index() == index;
  }

  /**
   * What is kept for this source.
   *
   * @param <T> what that is
   * @param layers by index
   * @param inputs by number
   * @return null if there is nothing for the layer
   */
  default <T> @Nullable T in(Map<Integer, T> layers, T[] inputs) {
    return this instanceof OfInput input
        ? inputs[input.number()]
        : layers.get(((OfLayer) this).index());
  }
}
