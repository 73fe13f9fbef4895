// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.topology;

import dev.infoscope.network.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.jspecify.annotations.Nullable;

/**
 * The layout of every layer's and input's array: what the configuration of the layer says, else
 * that of the preprocessor before it, else as what it is computed from. An input has the layout
 * that the first layers take.
 */
public final class Layouts {
  private final Topology topology;
  private final Map<Source, Format> formats = new HashMap<>();
  private final Map<Source, ArrayLayout> layouts = new HashMap<>();

  /**
   * Nothing is decided yet.
   *
   * @param topology of the network
   */
  public Layouts(Topology topology) {
    this.topology = topology;
  }

  /**
   * How an array is to be read.
   *
   * @param source a layer or input
   * @return of its output, or of the input
   */
  public ArrayLayout of(Source source) {
    ArrayLayout known = layouts.get(source);
    if (known != null) {
      return known;
    }
    Format format = format(source);
    TopologyNode node = node(source);
    ArrayLayout found =
        new ArrayLayout(
            Boolean.TRUE.equals(format.channelsLast()),
            Boolean.TRUE.equals(format.featuresLast()),
            node != null && vectors(node),
            node == null ? 1 : towers(node),
            node == null || node.layer() == null ? 0 : Widths.of(node.layer()));
    layouts.put(source, found);
    return found;
  }

  private @Nullable TopologyNode node(Source source) {
    return source instanceof Source.OfLayer layer ? topology.nodes().get(layer.index()) : null;
  }

  private Format format(Source source) {
    Format known = formats.get(source);
    if (known == null) {
      TopologyNode node = node(source);
      known = node == null ? taken(source, new HashSet<>()) : output(node);
      formats.put(source, known);
    }
    return known;
  }

  private Format output(TopologyNode node) {
    Format own = node.layer() == null ? output(node.vertex()) : LayerFormats.output(node.layer());
    Format found = own.or(ReshapingFormats.output(node.reshaping()));
    for (Source source : node.sources()) {
      found = found.or(format(source));
    }
    return found;
  }

  private static Format output(@Nullable GraphVertex vertex) {
    if (vertex instanceof FrozenVertex frozen) {
      return frozen.getUnderlying() instanceof LayerVertex layer
          ? LayerFormats.output(layer.getLayerConf().getLayer())
          : output(frozen.getUnderlying());
    } else if (vertex instanceof PreprocessorVertex reshaping) {
      return ReshapingFormats.output(reshaping.getPreProcessor());
    }
    boolean ncw =
        vertex instanceof AttentionVertex || vertex instanceof DuplicateToTimeSeriesVertex;
    return ncw ? Format.NCW : Format.UNSAID;
  }

  /** What those take that an array goes to, directly or as it is handed on. */
  private Format taken(Source given, Set<Integer> visited) {
    Format found = Format.UNSAID;
    for (int taker = 0; taker < topology.nodes().size(); taker++) {
      TopologyNode node = topology.nodes().get(taker);
      if (node.sources().contains(given) && visited.add(taker)) {
        Format input = input(node);
        found = found.or(input == null ? taken(Source.layer(taker), visited) : input);
      }
    }
    return found;
  }

  /** What a layer takes; null if it hands on whatever it is given. */
  private static @Nullable Format input(TopologyNode node) {
    Format format;
    if (node.reshaping() != null) {
      return ReshapingFormats.input(node.reshaping());
    } else if (node.layer() != null) {
      format = LayerFormats.input(node.layer());
    } else if (node.vertex() instanceof PreprocessorVertex reshaping) {
      return ReshapingFormats.input(reshaping.getPreProcessor());
    } else {
      boolean ncw =
          node.vertex() instanceof LastTimeStepVertex || node.vertex() instanceof AttentionVertex;
      format = ncw ? Format.NCW : Format.UNSAID;
    }
    return format.equals(Format.UNSAID) ? null : format;
  }

  private boolean vectors(TopologyNode node) {
    if (node.layer() != null && Widths.isCapsules(node.layer())) {
      return true;
    }
    boolean own =
        node.reshaping() != null
            || node.layer() != null && LayerFormats.output(node.layer()).featuresLast() != null;
    return !own && node.sources().stream().anyMatch(source -> of(source).vectors());
  }

  private int towers(TopologyNode node) {
    if (node.vertex() instanceof StackVertex) {
      return node.sources().stream().mapToInt(source -> of(source).towers()).sum();
    }
    int towers = node.sources().isEmpty() ? 1 : of(node.sources().get(0)).towers();
    return node.vertex() instanceof UnstackVertex unstack
        ? Math.max(1, towers / unstack.getStackSize())
        : towers;
  }
}
