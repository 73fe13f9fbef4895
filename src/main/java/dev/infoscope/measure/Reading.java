// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Require;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One measured value, with what it is a value of and how far to trust it.
 *
 * @param metric what was measured; gives the unit
 * @param layer of which layer; null for the network as a whole
 * @param labels values of {@link Metric#ownLabels()}, sorted by name; immutable
 * @param value in the metric's unit; {@code NaN} means not enough evidence, and a flag says why
 * @param uncertainty what the value rests on
 * @param flags reasons not to take it at face value; immutable
 * @param obtained how it was obtained beside the settings of its measure, as notes parted by
 *     semicolons: how positions or steps became one value, which range was read over, towards what
 *     and in how many steps, what ablated units were set to; empty if there is nothing to say
 */
public record Reading(
    Metric metric,
    @Nullable Layer layer,
    Map<String, String> labels,
    double value,
    Uncertainty uncertainty,
    Set<Flag> flags,
    String obtained) {

  /**
   * Copies labels and flags.
   *
   * @throws IllegalArgumentException if the metric is no gauge, the labels are not the metric's, or
   *     a layer is missing or too many
   */
  public Reading {
    Require.that(metric.kind() == Metric.Kind.GAUGE, "metric %s is counted, not read", metric);
    Require.that(
        metric.isPerLayer() == (layer != null),
        "metric %s is %staken of a layer",
        metric,
        metric.isPerLayer() ? "" : "not ");
    Require.that(
        labels.keySet().equals(Set.copyOf(metric.ownLabels())),
        "labels %s of %s must be %s",
        labels.keySet(),
        metric,
        metric.ownLabels());
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    EnumSet<Flag> copy = EnumSet.noneOf(Flag.class);
    copy.addAll(flags);
    flags = Collections.unmodifiableSet(copy);
  }

  /**
   * A reading that was obtained as its layer says; one of the network says nothing.
   *
   * @param metric what was measured
   * @param layer of which layer; null for the network as a whole
   * @param labels values of the metric's labels
   * @param value in the metric's unit
   * @param uncertainty what the value rests on
   * @param flags reasons not to take it at face value
   */
  public Reading(
      Metric metric,
      @Nullable Layer layer,
      Map<String, String> labels,
      double value,
      Uncertainty uncertainty,
      Set<Flag> flags) {
    this(metric, layer, labels, value, uncertainty, flags, layer == null ? "" : layer.reduction());
  }

  /**
   * The same reading with further flags.
   *
   * @param more reasons not to take it at face value
   * @return a copy
   */
  public Reading flagged(Set<Flag> more) {
    EnumSet<Flag> all = EnumSet.noneOf(Flag.class);
    all.addAll(flags);
    all.addAll(more);
    return new Reading(metric, layer, labels, value, uncertainty, all, obtained);
  }

  /**
   * The same reading with another value.
   *
   * @param other in the metric's unit; {@code NaN} needs a flag
   * @return a copy
   */
  Reading withValue(double other) {
    return new Reading(metric, layer, labels, other, uncertainty, flags, obtained);
  }

  /**
   * A reading that is an estimate.
   *
   * @param metric what was estimated
   * @param layer of which layer; null for the network as a whole
   * @param labels values of the metric's labels
   * @param estimate value, uncertainty and flags
   * @return the reading
   * @throws IllegalArgumentException if the estimate is a number in another unit than the metric's
   */
  public static Reading of(
      Metric metric, @Nullable Layer layer, Map<String, String> labels, Estimate estimate) {
    Require.that(
        Double.isNaN(estimate.value()) || estimate.unit().label().equals(metric.unit()),
        "%s is in %s, its estimate in %s",
        metric,
        metric.unit(),
        estimate.unit().label());
    return new Reading(
        metric, layer, labels, estimate.value(), estimate.uncertainty(), estimate.flags());
  }
}
