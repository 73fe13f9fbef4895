// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.report.Conditions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.GraphMLExporter.AttributeCategory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The graph in files for other programs, and as a picture. */
final class FlowFiles {
  @Option(
      names = "--graphml",
      paramLabel = "FILE",
      description = "Write the graph as GraphML, for Gephi, Cytoscape, networkx or igraph.")
  private @Nullable Path graphml;

  @Option(
      names = "--dot",
      paramLabel = "FILE",
      description = "Write the graph in the language of Graphviz.")
  private @Nullable Path dot;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw the graph.")
  private @Nullable Path svg;

  private interface Output {
    void to(Writer writer) throws IOException;
  }

  /** Looks at the places before any work is done. */
  void check(List<Path> inputs) {
    OutputFile.checkAll(Arrays.asList(graphml, dot, svg), inputs);
  }

  /** Whether one of them goes to standard output. */
  boolean takesStandard() {
    return Arrays.asList(graphml, dot, svg).stream().anyMatch(OutputFile::isStandard);
  }

  /** The conditions stand in a comment behind the graph, where each of the formats allows one. */
  void write(FlowResult result, Conditions conditions, PrintWriter standard) {
    String xml = "<!-- " + conditions.words().replace("--", "- -") + " -->\n";
    String line = "// " + conditions.words() + "\n";
    write(
        graphml,
        standard,
        xml,
        writer -> graphml(result).exportGraph(result.statistics().graph(), writer));
    write(
        dot,
        standard,
        line,
        writer -> dot(result).exportGraph(result.statistics().graph(), writer));
    write(svg, standard, xml, writer -> writer.write(new FlowPicture(result).svg()));
  }

  private static void write(
      @Nullable Path file, PrintWriter standard, String comment, Output output) {
    if (file == null) {
      return;
    }
    OutputFile.write(
        file,
        standard,
        target -> {
          try (Writer writer = Files.newBufferedWriter(target)) {
            output.to(writer);
            writer.write(comment);
          }
        });
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
