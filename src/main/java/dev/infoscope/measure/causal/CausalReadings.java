// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalPoint.Kind;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a layer's place in the causal plane into readings, always in the same order. */
final class CausalReadings {
  private final Layer layer;
  private final List<Reading> readings = new ArrayList<>();

  private CausalReadings(Layer layer) {
    this.layer = layer;
  }

  static List<Reading> of(Layer layer, CausalPoint point, boolean joint) {
    CausalReadings into = new CausalReadings(layer);
    into.add(CausalMetrics.SENSITIVITY, point.sensitivity());
    into.add(Kind.PARTS, point.effectiveInformation(Kind.PARTS), point.degeneracy(Kind.PARTS));
    into.add(CausalMetrics.WIDE_LIMIT_SHARE, share(point));
    if (joint) {
      into.add(Kind.JOINT, point.effectiveInformation(Kind.JOINT), point.degeneracy(Kind.JOINT));
      into.add(CausalMetrics.INTEGRATED_INFORMATION, point.integratedInformation());
    }
    return into.readings;
  }

  /** Of a choice of a layer's units: sums of all, estimated from theirs. */
  static List<Reading> sampled(Layer layer, CausalPoint point, boolean joint, int width) {
    if (Double.isNaN(point.units().totalParts())) {
      return none(layer, joint, Flag.NOT_FINITE);
    }
    if (point.isOutside()) {
      return none(layer, joint, Flag.OUT_OF_RANGE);
    }
    UnitSample units = new UnitSample(point, width);
    CausalReadings into = new CausalReadings(layer);
    into.add(CausalMetrics.SENSITIVITY, units.sensitivity());
    into.add(Kind.PARTS, units.parts(), units.degeneracy());
    into.add(CausalMetrics.WIDE_LIMIT_SHARE, units.share());
    if (joint) {
      into.addNoJoint();
    }
    return into.readings;
  }

  /** What all units together do cannot be told from some of them. */
  private void addNoJoint() {
    Estimate none = Estimate.none(0, Flag.SAMPLED);
    add(Kind.JOINT, none, none);
    add(CausalMetrics.INTEGRATED_INFORMATION, none);
  }

  static List<Reading> none(Layer layer, boolean joint, Flag reason) {
    CausalReadings into = new CausalReadings(layer);
    Estimate none = Estimate.none(0, reason);
    into.add(CausalMetrics.SENSITIVITY, none);
    into.add(Kind.PARTS, none, none);
    into.add(CausalMetrics.WIDE_LIMIT_SHARE, none);
    if (joint) {
      into.add(Kind.JOINT, none, none);
      into.add(CausalMetrics.INTEGRATED_INFORMATION, none);
    }
    return into.readings;
  }

  private static Estimate share(CausalPoint point) {
    Estimate parts = point.effectiveInformation(Kind.PARTS);
    return Double.isNaN(parts.bits())
        ? parts
        : Estimate.ofRatio(point.partsOfWideLimit(), Uncertainty.exact(Double.NaN), parts.flags());
  }

  private void add(Metric metric, Estimate estimate) {
    readings.add(Reading.of(metric, layer, Map.of(), estimate));
  }

  private void add(Kind kind, Estimate information, Estimate degeneracy) {
    Map<String, String> labels = Map.of("kind", kind.name().toLowerCase(Locale.ROOT));
    readings.add(Reading.of(CausalMetrics.EFFECTIVE_INFORMATION, layer, labels, information));
    readings.add(Reading.of(CausalMetrics.DEGENERACY, layer, labels, degeneracy));
  }
}
