// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.causal.CausalEdges;
import dev.infoscope.measure.causal.CausalPoint;
import dev.infoscope.measure.causal.CausalPoint.Kind;
import dev.infoscope.measure.causal.CausalPoint.Place;
import dev.infoscope.measure.causal.JointInformation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What to know beside the readings, as it is printed in JSON. */
final class CausalDiagnostics {
  private CausalDiagnostics() {}

  static Map<String, Object> of(CausalOptions options, CausalResult result) {
    JointInformation joint = result.point().joint();
    Map<String, Object> places = new LinkedHashMap<>();
    places.put(name(Kind.PARTS), place(result.point(), Kind.PARTS));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("inputs", result.transition().inputs());
    json.put("outputs", result.transition().outputs());
    json.put("place", places);
    json.put("ceiling", ceilings(result.point(), joint != null));
    if (joint != null) {
      places.put(name(Kind.JOINT), place(result.point(), Kind.JOINT));
      Uncertainty uncertainty = joint.estimate().uncertainty();
      json.put("bounds", Map.of("lower", joint.lower(), "upper", joint.upper()));
      json.put("samples", uncertainty.samples());
      json.put("coverage", uncertainty.coverage());
    }
    if (options.perEdge()) {
      json.put("per_edge", edges(options, result));
    }
    return json;
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> place(CausalPoint point, Kind kind) {
    Place place = point.place(kind);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("across", place.across());
    json.put("up", place.up());
    return json;
  }

  /** The most that can be read; a difference or a ratio of readings has no such bound. */
  private static Map<String, Object> ceilings(CausalPoint point, boolean joint) {
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (Kind kind : joint ? Kind.values() : new Kind[] {Kind.PARTS}) {
      kinds.put(name(kind), point.effectiveInformation(kind).uncertainty().ceiling());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sensitivity", point.sensitivity().uncertainty().ceiling());
    json.put("effectiveInformation", kinds);
    return json;
  }

  private static Map<String, Object> edges(CausalOptions options, CausalResult result) {
    CausalEdges edges = new CausalEdges(options.bins());
    int outputs = result.transition().outputs();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sensitivity", rows(edges.sensitivity(result.transition()), outputs));
    json.put("parts", rows(edges.parts(result.transition()), outputs));
    return json;
  }

  static double[][] rows(double[] values, int columns) {
    double[][] rows = new double[values.length / columns][];
    Arrays.setAll(rows, k -> Arrays.copyOfRange(values, k * columns, (k + 1) * columns));
    return rows;
  }
}
