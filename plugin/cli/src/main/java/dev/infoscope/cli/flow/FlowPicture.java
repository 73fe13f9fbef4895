// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.LinkMatrix;
import dev.infoscope.publish.XmlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The graph as a picture, as in the paper: a column per layer, links as thick as their information
 * over the largest between the same layers, units as large as their betweenness and coloured by
 * community; dead units hollow. Of wide layers the strongest units, of many links the strongest.
 */
final class FlowPicture {
  private static final int MOST_UNITS = 24;
  private static final int MOST_LINKS = 120; // between two layers
  private static final int MOST_LETTERS = 20; // so that names of neighbours do not run together
  private static final int LINE = 16;
  private static final int WIDE = 190;
  private static final int HIGH = 34;
  private static final int MARGIN = 60;
  private static final double SMALL = 5;
  private static final double LARGE = 13;
  private static final String[] COLOURS = {
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7f7f7f"
  };

  private final FlowResult result;
  private final FlowGraph graph;
  private final List<int[]> shown = new ArrayList<>();
  private final int height;
  private final double mostBetween;

  FlowPicture(FlowResult result) {
    this.result = result;
    this.graph = result.kept();
    for (int layer = 0; layer < graph.layers().size(); layer++) {
      shown.add(strongest(graph.strength(layer)));
    }
    int tallest = shown.stream().mapToInt(units -> units.length).max().orElse(1);
    height = 2 * MARGIN + HIGH * Math.max(3, tallest);
    mostBetween =
        Arrays.stream(result.statistics().betweenness())
            .flatMapToDouble(Arrays::stream)
            .max()
            .orElse(0);
  }

  private static int[] strongest(double[] strength) {
    return IntStream.range(0, strength.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> strength[i]).reversed())
        .limit(MOST_UNITS)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  String svg() {
    int width = 2 * MARGIN + WIDE * (shown.size() - 1);
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"13\" role=\"img\">",
        width,
        height);
    line(svg, "<title>Information flow from layer to layer</title>");
    line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
    graph.links().forEach(links -> links(svg, links));
    for (int layer = 0; layer < shown.size(); layer++) {
      units(svg, layer);
    }
    line(svg, "</svg>");
    return svg.toString();
  }

  private static void line(StringBuilder into, String format, Object... arguments) {
    into.append(XmlText.format(format, arguments)).append('\n');
  }

  /** The links drawn, as source and target unit, the strongest first. */
  private List<int[]> strongest(LinkMatrix links) {
    List<int[]> ends = new ArrayList<>();
    for (int i : shown.get(links.source())) {
      for (int j : shown.get(links.target())) {
        if (links.weight(i, j) > 0) {
          ends.add(new int[] {i, j});
        }
      }
    }
    ends.sort(Comparator.comparingDouble(end -> -links.weight(end[0], end[1])));
    return ends.subList(0, Math.min(MOST_LINKS, ends.size()));
  }

  private void links(StringBuilder svg, LinkMatrix links) {
    List<int[]> most = strongest(links);
    double largest = most.isEmpty() ? 1 : links.weight(most.get(0)[0], most.get(0)[1]);
    for (int at = most.size() - 1; at >= 0; at--) { // the strongest on top
      int[] end = most.get(at);
      double share = links.weight(end[0], end[1]) / largest;
      line(
          svg,
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#445\" stroke-width=\"%.2f\""
              + " stroke-opacity=\"%.2f\"><title>%.4f bits</title></line>",
          x(links.source()),
          y(links.source(), end[0]),
          x(links.target()),
          y(links.target(), end[1]),
          0.3 + 5 * share,
          0.15 + 0.6 * share,
          links.weight(end[0], end[1]));
    }
  }

  private void unit(StringBuilder svg, int layer, int unit, FlowGraph.Nodes nodes) {
    int community = result.statistics().communities()[layer][unit];
    boolean alive = nodes.alive()[unit];
    line(
        svg,
        "<circle cx=\"%d\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" stroke=\"#223\"><title>%s.%d,"
            + " community %d, betweenness %.4g, strength %.4f bits%s</title></circle>",
        x(layer),
        y(layer, unit),
        radius(layer, unit),
        alive ? COLOURS[community % COLOURS.length] : "#ffffff",
        nodes.name(),
        unit,
        community,
        result.statistics().betweenness()[layer][unit],
        result.statistics().strength()[layer][unit],
        alive ? "" : ", dead");
  }

  private void name(StringBuilder svg, int layer, String name) {
    boolean isLong = name.length() > MOST_LETTERS;
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s<title>%s</title></text>",
        x(layer),
        height - MARGIN / 2,
        isLong ? name.substring(0, MOST_LETTERS - 1) + "…" : name,
        name);
  }

  private void units(StringBuilder svg, int layer) {
    FlowGraph.Nodes nodes = graph.layers().get(layer);
    for (int unit : shown.get(layer)) {
      unit(svg, layer, unit, nodes);
    }
    name(svg, layer, nodes.name());
    if (shown.get(layer).length < nodes.width()) {
      share(svg, layer, nodes.width());
    }
  }

  private void share(StringBuilder svg, int layer, int width) {
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#556\">%d of %d</text>",
        x(layer),
        height - MARGIN / 2 + LINE,
        shown.get(layer).length,
        width);
  }

  private double radius(int layer, int unit) {
    double share =
        mostBetween > 0 ? result.statistics().betweenness()[layer][unit] / mostBetween : 0;
    return SMALL + (LARGE - SMALL) * share;
  }

  private static int x(int layer) {
    return MARGIN + layer * WIDE;
  }

  private double y(int layer, int unit) {
    int place = Arrays.binarySearch(shown.get(layer), unit);
    double step = (height - 2.0 * MARGIN) / shown.get(layer).length;
    return MARGIN + (place + 0.5) * step;
  }
}
