// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.jspecify.annotations.Nullable;

/** Which layer follows which, and what can pass between them. */
public record LayerOrder(Shadow shadow) {
  /**
   * The layer without wrappers.
   *
   * @param index of the layer
   * @return null for vertices that are no layers
   */
  public org.deeplearning4j.nn.conf.layers.@Nullable Layer inner(int index) {
    var configuration = shadow.configuration(index);
    return configuration == null ? null : LayerFacts.inner(configuration);
  }

  /**
   * Whether a layer is batch norm.
   *
   * @param index of the layer
   * @return false for all others
   */
  public boolean isNorm(int index) {
    return inner(index) instanceof BatchNormalization;
  }

  private boolean isIdentity(int index) {
    var layer = inner(index);
    return layer != null && LayerFacts.isIdentity(layer);
  }

  /**
   * Where the input of a layer is made, dropout left out.
   *
   * @param index of the layer
   * @return a layer or input
   */
  public Source before(int index) {
    Source source = shadow.sources(index).get(0);
    return source instanceof Source.OfLayer layer && isIdentity(layer.index())
        ? before(layer.index())
        : source;
  }

  /**
   * The only layer that takes the output of another, dropout left out.
   *
   * @param index of the other
   * @return null if there are more, or none
   */
  public @Nullable Integer after(int index) {
    List<Integer> takers =
        shadow.layers().stream()
            .map(Layer::index)
            .filter(taker -> shadow.sources(taker).contains(Source.layer(index)))
            .toList();
    if (takers.size() != 1) {
      return null;
    }
    return isIdentity(takers.get(0)) ? after(takers.get(0)) : takers.get(0);
  }

  /**
   * Which of some layers, and which inputs, a layer is computed from, others passed through.
   *
   * @param some indices of layers
   * @param index of the layer
   * @return layers and inputs
   */
  public List<Source> sourcesAmong(Set<Integer> some, int index) {
    Set<Source> found = new LinkedHashSet<>();
    for (Source source : shadow.sources(index)) {
      if (source instanceof Source.OfLayer layer && !some.contains(layer.index())) {
        found.addAll(sourcesAmong(some, layer.index()));
      } else {
        found.add(source);
      }
    }
    return List.copyOf(found);
  }

  /**
   * Every value that can come from a source.
   *
   * @param source a layer or input
   * @return null when unbounded or unknown
   */
  public @Nullable Range bounds(Source source) {
    return source instanceof Source.OfLayer layer ? bounds(layer.index()) : null;
  }

  private @Nullable Range bounds(int index) {
    var layer = shadow.configuration(index);
    if (layer == null) {
      boolean merges = shadow.layers().get(index).kind().equals("MergeVertex");
      return merges ? hull(shadow.sources(index)) : null;
    }
    return LayerFacts.staysWithin(layer) ? bounds(before(index)) : LayerFacts.range(layer);
  }

  private @Nullable Range hull(List<Source> sources) {
    Range hull = bounds(sources.get(0));
    for (Source source : sources) {
      Range other = bounds(source);
      if (hull == null || other == null) {
        return null;
      }
      hull = new Range(Math.min(hull.low(), other.low()), Math.max(hull.high(), other.high()));
    }
    return hull;
  }
}
