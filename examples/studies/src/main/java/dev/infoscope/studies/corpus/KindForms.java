// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import dev.infoscope.kinds.Kind;
import dev.infoscope.kinds.Kinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;

/**
 * The networks of every class that DL4J's configurations are made of; all have features and
 * channels first, and no masks.
 */
final class KindForms {
  private static final Set<Class<?>> CAPSULES = Set.of(PrimaryCapsules.class, CapsuleLayer.class);

  /** Their networks stack two towers. */
  private static final Set<Class<?>> STACKED = Set.of(StackVertex.class, UnstackVertex.class);

  private KindForms() {}

  static List<CorpusNetwork> all() {
    List<CorpusNetwork> all = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Kind kind : Kinds.all()) {
      int turn = seen.merge(kind.toString(), 1, Integer::sum);
      all.add(form(kind, turn == 1 ? kind.form() : kind.form() + " " + turn));
    }
    return all;
  }

  private static CorpusNetwork form(Kind kind, String name) {
    return new CorpusNetwork(
        kind.type().getSimpleName(),
        name,
        kind.network(),
        model -> kind.data(),
        (layer, type, shape, examples) ->
            axes(STACKED.contains(kind.type()), type, shape, examples));
  }

  private static Axes axes(boolean stacked, Class<?> type, long[] shape, int examples) {
    boolean rowEach = shape[0] == examples;
    if (shape.length <= 2) {
      return rowEach ? Axes.VECTOR : stacked ? Axes.TOWERS : Axes.UNROLLED;
    }
    if (!rowEach) {
      return Axes.NONE;
    }
    if (shape.length == 3) {
      return CAPSULES.contains(type) ? Axes.WHOLE : Axes.NCW;
    }
    return Axes.CHANNELS_FIRST;
  }
}
