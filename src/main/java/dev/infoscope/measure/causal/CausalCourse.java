// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.count.Range;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.AffineMap;
import dev.infoscope.measure.Layer;
import dev.infoscope.measure.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One layer on its way through the causal plane: its ranges are found once and then frozen. */
final class CausalCourse {
  private final Layer layer;
  private final boolean joint;
  private final @Nullable Range given;
  private final CausalPlane plane;
  private @Nullable Range inputs;
  private @Nullable Range outputs;
  private String words = "";

  CausalCourse(Layer layer, CausalSettings settings) {
    this.layer = layer;
    this.joint = settings.joint() != null;
    this.given = settings.inputs();
    this.plane = new CausalPlane(settings.bins(), settings.plan(layer));
  }

  /** The readings of the layer as it is now. */
  List<Reading> read(AffineMap map) {
    Activation activation = Activation.named(map.activation());
    Range bounds = activation.range();
    Range wanted = map.inputBounds() != null ? map.inputBounds() : given;
    inputs = inputs != null ? inputs : usable(wanted, map.inputsSeen());
    outputs = outputs != null ? outputs : usable(bounds, map.outputsSeen());
    if (inputs == null || outputs == null) {
      boolean constant =
          (inputs != null || map.inputsSeen() != null)
              && (outputs != null || map.outputsSeen() != null);
      Flag reason = constant ? Flag.CONSTANT : Flag.NOT_FINITE;
      return CausalReadings.none(layer.withReduction(map.note()), joint, reason);
    }
    if (words.isEmpty()) {
      words =
          (map.note().isEmpty() ? "" : map.note() + "; ")
              + "inputs %s%s, outputs %s%s"
                  .formatted(
                      words(inputs),
                      map.inputBounds() == null && given != null ? " as given" : source(wanted),
                      words(outputs),
                      source(bounds));
    }
    CausalPoint point =
        plane.measure(
            new LayerTransition(
                map.inputs(),
                map.outputs(),
                map.weights(),
                map.bias(),
                activation,
                inputs,
                outputs));
    return CausalReadings.of(layer.withReduction(words), point, joint);
  }

  private static @Nullable Range usable(@Nullable Range bounds, @Nullable Range seen) {
    Range range = bounds != null ? bounds : seen;
    return range == null || range.isPoint() ? null : range;
  }

  private static String words(Range range) {
    return "[%s, %s]".formatted(range.low(), range.high());
  }

  private static String source(@Nullable Range bounds) {
    return bounds == null ? " as first seen on the probe set" : " of the activation";
  }
}
