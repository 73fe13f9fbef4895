// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.LinkMatrix;
import java.util.LinkedHashMap;
import java.util.Map;

/** What to know beside the links, as it is printed in JSON. */
final class FlowDiagnostics {
  private FlowDiagnostics() {}

  static Map<String, Object> of(FlowResult result, FlowOptions options, boolean attribution) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", result.examples());
    json.put("layers", layers(result));
    json.put("communities", communities(result, options));
    if (result.graph().links().get(0).chances().isTaken()) {
      json.put("dependent", dependent(result, options));
    }
    if (attribution) {
      attribution(result, json);
    }
    return json;
  }

  private static void attribution(FlowResult result, Map<String, Object> json) {
    int last = result.graph().layers().size() - 1;
    double[][] all = result.kept().attribution(0, last);
    json.put("attribution", all);
    json.put("attributionShares", FlowGraph.shares(all));
  }

  private static Map<String, Object> layers(FlowResult result) {
    GraphStatistics statistics = result.statistics();
    Map<String, Object> layers = new LinkedHashMap<>();
    for (int i = 0; i < result.graph().layers().size(); i++) {
      FlowGraph.Nodes nodes = result.graph().layers().get(i);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("units", nodes.width());
      json.put("aliveUnits", nodes.movingUnits());
      json.put("strength", statistics.strength()[i]);
      json.put("betweenness", statistics.betweenness()[i]);
      json.put("betweennessInverse", statistics.inverse()[i]);
      json.put("betweennessLog", statistics.logarithmic()[i]);
      json.put("community", statistics.communities()[i]);
      layers.put(nodes.name(), json);
    }
    return layers;
  }

  private static Map<String, Object> communities(FlowResult result, FlowOptions options) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gamma", options.gamma());
    json.put("modularity", result.statistics().modularity());
    return json;
  }

  /** Share of links that stand out, by the layer they lead to; NaN with too few examples. */
  private static Map<String, Object> dependent(FlowResult result, FlowOptions options) {
    Double rate = options.rate();
    Map<String, Object> shares = new LinkedHashMap<>();
    for (LinkMatrix links : result.graph().links()) {
      int named = 0;
      for (boolean[] row : links.dependent(rate == null ? 0.05 : rate)) {
        for (boolean each : row) {
          named += each ? 1 : 0;
        }
      }
      double all = (double) links.bits().length * links.bits()[0].length;
      shares.put(
          result.graph().layers().get(links.target()).name(),
          links.isJudged() ? named / all : Double.NaN);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rate", rate == null ? 0.05 : rate);
    json.put("share", shares);
    if (result.isUndersampled()) {
      json.put("flag", Flag.UNDERSAMPLED.label());
    }
    return json;
  }
}
