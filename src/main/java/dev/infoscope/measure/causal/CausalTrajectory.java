// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.Layer;
import dev.infoscope.network.ObservedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The trajectory of one layer through the causal plane: its ranges are found once and then frozen.
 */
final class CausalTrajectory {
  /** A range and in words where it is from. */
  private record Frozen(Range range, String source) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "[%s, %s] %s", range.low(), range.high(), source);
    }
  }

  private final Layer layer;
  private final CausalSettings settings;
  private final CausalPlane plane;
  private @Nullable Frozen inputs;
  private @Nullable Frozen outputs;
  private @Nullable DenseMap last;
  private List<Reading> lastReadings = List.of();
  private @Nullable LayerTransition transition;
  private Flag missing = Flag.CONSTANT;

  CausalTrajectory(Layer layer, CausalSettings settings) {
    this.layer = layer;
    this.settings = settings;
    this.plane = new CausalPlane(settings.bins(), settings.plan(layer));
  }

  /** The readings of the layer as it is now, of at most so many of its units. */
  List<Reading> read(ObservedMap all, int mostUnits) {
    int width = all.dense().outputs();
    int[] units = SeededChoice.of(width, mostUnits, layer.index());
    ObservedMap map = units.length < width ? all.outputsOnly(units) : all;
    if (last == null || !isAtRest(last, map.dense())) {
      lastReadings = readAnew(map, width);
      last = inputs == null || outputs == null ? null : map.dense();
    }
    return lastReadings;
  }

  /** Faster than the plane's own comparison of every unit. */
  private static boolean isAtRest(DenseMap before, DenseMap now) {
    return Arrays.equals(before.weights(), now.weights())
        && Arrays.equals(before.bias(), now.bias());
  }

  private List<Reading> readAnew(ObservedMap map, int width) {
    Activation activation = map.dense().activation();
    Range given = map.inputBounds() == null ? settings.inputs() : null;
    inputs = inputs != null ? inputs : frozen(map.inputBounds(), given, map.inputsSeen());
    outputs = outputs != null ? outputs : frozen(activation.range(), null, map.outputsSeen());
    boolean joint = settings.joint() != null;
    if (inputs == null || outputs == null) {
      transition = null;
      missing = reason(map);
      return CausalReadings.none(layer.withReduction(map.note()), joint, missing);
    }
    Layer named = layer.withReduction(map.note()).noted(inputsInWords() + ", " + outputsInWords());
    LayerTransition now = new LayerTransition(map.dense(), inputs.range(), outputs.range());
    int units = map.dense().outputs();
    if (units < width) {
      missing = Flag.SAMPLED;
      String some = String.format(Locale.ROOT, "%d of %d units", units, width);
      return CausalReadings.sampled(named.noted(some), plane.measure(now), joint, width);
    }
    transition = now;
    return CausalReadings.of(named, plane.measure(now), joint);
  }

  /** The layer as it was last read, the same object while it is at rest; null without ranges. */
  @Nullable LayerTransition transition() {
    return transition;
  }

  /** Why there is no transition. */
  Flag missing() {
    return missing;
  }

  Layer layer() {
    return layer;
  }

  String inputsInWords() {
    return "inputs " + inputs;
  }

  String outputsInWords() {
    return "outputs " + outputs;
  }

  private static @Nullable Frozen frozen(
      @Nullable Range bounds, @Nullable Range given, @Nullable Range seen) {
    if (bounds != null) {
      return new Frozen(bounds, "of the activation");
    } else if (given != null) {
      return new Frozen(given, "as given");
    }
    return seen == null || seen.isPoint()
        ? null
        : new Frozen(seen, "as first seen on the probe set");
  }

  /** Why a range is missing: there was a single value, or something that is no number. */
  private Flag reason(ObservedMap map) {
    boolean inputPoint = inputs != null || map.inputsSeen() != null;
    boolean outputPoint = outputs != null || map.outputsSeen() != null;
    return inputPoint && outputPoint ? Flag.CONSTANT : Flag.NOT_FINITE;
  }
}
