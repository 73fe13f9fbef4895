// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.LinkMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The flow as tables for people: layers, strongest links, units that stand out. */
final class FlowText {
  private static final int STRONGEST = 5;
  private static final int FEW = 50;

  private final FlowResult result;
  private final FlowOptions options;

  FlowText(FlowResult result, FlowOptions options) {
    this.result = result;
    this.options = options;
  }

  String text(Ansi ansi) {
    return String.format(
            Locale.ROOT,
            "Information flow through %d layers, %d examples%n%n",
            result.graph().layers().size(),
            result.examples())
        + layers().text(ansi)
        + String.format(Locale.ROOT, "%n")
        + links().text(ansi)
        + String.format(Locale.ROOT, "%n")
        + howItWasRead();
  }

  private TextTable layers() {
    TextTable table =
        new TextTable(1, "layer", "units", "alive", "mean link into it", "communities");
    for (int i = 0; i < result.graph().layers().size(); i++) {
      FlowGraph.Nodes nodes = result.graph().layers().get(i);
      table.add(
          nodes.movingUnits() < nodes.width(),
          nodes.name(),
          String.valueOf(nodes.width()),
          String.valueOf(nodes.movingUnits()),
          i == 0 ? "-" : TextTable.number(result.graph().links().get(i - 1).mean()),
          communities(result.statistics().communities()[i]));
    }
    return table;
  }

  private static String communities(int... of) {
    if (of.length > 10) {
      return String.valueOf(Arrays.stream(of).distinct().count());
    }
    List<String> words = new ArrayList<>();
    for (int community : of) {
      words.add(String.valueOf(community));
    }
    return String.join(" ", words);
  }

  private TextTable links() {
    TextTable table = new TextTable(2, "strongest links", "", "bits");
    for (LinkMatrix links : result.kept().links()) {
      for (FlowGraph.Link link : result.kept().strongest(links, STRONGEST)) {
        table.add(
            false,
            end(link.source(), link.sourceUnit()),
            "to " + end(link.target(), link.targetUnit()),
            TextTable.number(link.bits()));
      }
    }
    return table;
  }

  private String end(int layer, int unit) {
    return result.graph().layers().get(layer).name() + "." + unit;
  }

  private String howItWasRead() {
    String few =
        result.examples() < FEW && !options.isBinned()
            ? String.format(Locale.ROOT, "fewer than %d examples: links say little%n", FEW)
            : "";
    String unjudged =
        result.isUndersampled()
            ? String.format(
                Locale.ROOT,
                "undersampled: fewer than five examples for each degree of freedom of a pair of"
                    + " units, so no link can be told from chance%n")
            : "";
    return few
        + unjudged
        + String.format(
            Locale.ROOT,
            "communities with gamma %s: modularity %s%n",
            options.gamma(),
            TextTable.number(result.statistics().modularity()))
        + String.format(
            Locale.ROOT, "%s; compare at equal numbers of examples only%n", options.inWords());
  }
}
