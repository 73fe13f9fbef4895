// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;

/**
 * Where dimensions stand in the arrays of a network; DL4J sets one layout for all its layers.
 *
 * @param channelsLast images are {@code [examples x height x width x channels]}
 * @param featuresLast sequences are {@code [examples x steps x features]}
 */
public record ArrayLayout(boolean channelsLast, boolean featuresLast) {
  static ArrayLayout of(Collection<Layer> layers) {
    return new ArrayLayout(
        any(layers, LayerFacts::channelsLast), any(layers, LayerFacts::featuresLast));
  }

  private static boolean any(Collection<Layer> layers, Function<Layer, @Nullable Boolean> fact) {
    return layers.stream().map(fact).filter(Objects::nonNull).anyMatch(yes -> yes);
  }
}
