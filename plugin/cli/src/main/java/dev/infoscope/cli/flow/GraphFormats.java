// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.GraphMLExporter.AttributeCategory;

/**
 * The graph in formats of other programs. Apart from the options, whose methods are looked up at
 * every start: infoscope.jar starts without the libraries beside it.
 */
final class GraphFormats {
  private GraphFormats() {}

  static void graphml(FlowResult result, Writer writer) {
    graphml(result).exportGraph(result.statistics().graph(), writer);
  }

  static void dot(FlowResult result, Writer writer) {
    dot(result).exportGraph(result.statistics().graph(), writer);
  }

  private static GraphMLExporter<Unit, DefaultWeightedEdge> graphml(FlowResult result) {
    GraphMLExporter<Unit, DefaultWeightedEdge> exporter = new GraphMLExporter<>(Unit::id);
    exporter.setVertexAttributeProvider(unit -> attributes(result, unit));
    exporter.setExportEdgeWeights(true);
    exporter.registerAttribute("layer", AttributeCategory.NODE, AttributeType.STRING);
    exporter.registerAttribute("position", AttributeCategory.NODE, AttributeType.INT);
    exporter.registerAttribute("unit", AttributeCategory.NODE, AttributeType.INT);
    exporter.registerAttribute("community", AttributeCategory.NODE, AttributeType.INT);
    for (String number :
        new String[] {"strength", "betweenness", "betweennessInverse", "betweennessLog"}) {
      exporter.registerAttribute(number, AttributeCategory.NODE, AttributeType.DOUBLE);
    }
    return exporter;
  }

  private static DOTExporter<Unit, DefaultWeightedEdge> dot(FlowResult result) {
    DOTExporter<Unit, DefaultWeightedEdge> exporter =
        new DOTExporter<>(
            unit -> '"' + unit.id().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    exporter.setVertexAttributeProvider(unit -> attributes(result, unit));
    exporter.setEdgeAttributeProvider(
        edge ->
            Map.of(
                "weight",
                DefaultAttribute.createAttribute(result.statistics().graph().getEdgeWeight(edge))));
    return exporter;
  }

  private static Map<String, Attribute> attributes(FlowResult result, Unit unit) {
    GraphStatistics statistics = result.statistics();
    int at = unit.unit();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("layer", DefaultAttribute.createAttribute(unit.name()));
    attributes.put("position", DefaultAttribute.createAttribute(unit.layer()));
    attributes.put("unit", DefaultAttribute.createAttribute(at));
    attributes.put(
        "community", DefaultAttribute.createAttribute(statistics.communities()[unit.layer()][at]));
    attributes.put("strength", number(statistics.strength(), unit));
    attributes.put("betweenness", number(statistics.betweenness(), unit));
    attributes.put("betweennessInverse", number(statistics.inverse(), unit));
    attributes.put("betweennessLog", number(statistics.logarithmic(), unit));
    return attributes;
  }

  private static Attribute number(double[][] values, Unit unit) {
    return DefaultAttribute.createAttribute(values[unit.layer()][unit.unit()]);
  }
}
