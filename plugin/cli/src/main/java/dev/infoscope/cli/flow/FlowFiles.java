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
import java.util.List;
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
    write(graphml, standard, xml, writer -> GraphFormats.graphml(result, writer));
    write(dot, standard, line, writer -> GraphFormats.dot(result, writer));
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
}
