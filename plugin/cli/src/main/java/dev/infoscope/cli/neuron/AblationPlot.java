// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.neuron;

import dev.infoscope.measure.neuron.ablation.AblationFinding;
import dev.infoscope.measure.neuron.ablation.AblationOrder.Direction;
import dev.infoscope.measure.neuron.ablation.RandomBand;
import dev.infoscope.publish.XmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Accuracy against removed neurons as SVG: a panel per layer, the band of random orders in grey.
 */
public final class AblationPlot {
  private static final String[] COLOURS = {"#009E73", "#0072B2", "#D55E00", "#CC79A7", "#E69F00"};
  private static final int PANEL = 240;
  private static final int LEFT = 48;
  private static final int TOP = 40;
  private static final int GAP = 26;

  private final StringBuilder svg = new StringBuilder();

  private AblationPlot() {}

  /**
   * Draws layers side by side.
   *
   * @param layers at least one
   * @return an SVG document
   */
  public static String of(List<AblatedLayer> layers) {
    AblationPlot plot = new AblationPlot();
    List<String> rankings = rankings(layers);
    int width = LEFT + Math.max(3, layers.size()) * (PANEL + GAP);
    int height = TOP + PANEL + 70;
    plot.line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#777\">",
        width, height, width, height);
    plot.line("<title>Cumulative ablation</title>");
    plot.line("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    for (int i = 0; i < layers.size(); i++) {
      plot.panel(layers.get(i), rankings, LEFT + i * (PANEL + GAP));
    }
    plot.legend(rankings, height - 16);
    return plot.svg.append("</svg>\n").toString();
  }

  private static List<String> rankings(List<AblatedLayer> layers) {
    return layers.stream()
        .flatMap(layer -> layer.study().findings().stream())
        .map(finding -> finding.curve().order().quantity())
        .distinct()
        .toList();
  }

  private void line(String template, Object... values) {
    svg.append(XmlText.format(template, values)).append('\n');
  }

  private void panel(AblatedLayer layer, List<String> rankings, int left) {
    RandomBand random = layer.study().random();
    int units = random.mean().length - 1;
    line(
        "<text x=\"%d\" y=\"%d\" font-size=\"13\" fill=\"#444\">%s</text>",
        left, TOP - 10, layer.layer().name());
    axes(left, units);
    List<double[]> edges = edges(random);
    line(
        "<path d=\"M%s L%sz\" fill=\"#999\" fill-opacity=\"0.35\"/>",
        points(edges.get(0), left, false), points(edges.get(1), left, true));
    line("<path d=\"M%s\" stroke=\"#777\" fill=\"none\"/>", points(random.mean(), left, false));
    for (AblationFinding finding : layer.study().findings()) {
      if (finding.curve().order().isOneGroup()) {
        continue; // no order, no curve
      }
      int colour = rankings.indexOf(finding.curve().order().quantity()) % COLOURS.length;
      boolean dashed = finding.curve().order().direction() == Direction.HIGH_FIRST;
      line(
          "<path d=\"M%s\" stroke=\"%s\" fill=\"none\" stroke-width=\"1.5\"%s/>",
          points(finding.curve().accuracies(), left, false),
          COLOURS[colour],
          dashed ? " stroke-dasharray=\"4 3\"" : "");
    }
  }

  private static List<double[]> edges(RandomBand random) {
    double[] high = random.mean().clone();
    double[] low = random.mean().clone();
    for (int k = 0; k < high.length; k++) {
      high[k] += random.deviation()[k];
      low[k] -= random.deviation()[k];
    }
    return List.of(high, low);
  }

  private static String points(double[] curve, int left, boolean backwards) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < curve.length; i++) {
      int k = backwards ? curve.length - 1 - i : i;
      double x = left + (double) k / (curve.length - 1) * PANEL;
      points.add(String.format(Locale.ROOT, "%.1f %.1f", x, TOP + (1 - curve[k]) * PANEL));
    }
    return String.join(" ", points);
  }

  private void axes(int left, int units) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>",
        left, TOP, PANEL, PANEL);
    for (int tick = 0; tick <= 4; tick++) {
      line(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>",
          left + tick * PANEL / 4, TOP + PANEL + 15, Math.round(units * tick / 4.0));
      if (left == LEFT) {
        line(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.2f</text>",
            left - 5, TOP + PANEL - tick * PANEL / 4 + 4, tick / 4.0);
      }
    }
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#444\">neurons removed</text>",
        left + PANEL / 2, TOP + PANEL + 30);
  }

  private void legend(List<String> rankings, int y) {
    int x = LEFT;
    for (int i = 0; i < rankings.size(); i++) {
      line(
          "<path d=\"M%d %dh20\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\" y=\"%d\">%s</text>",
          x, y, COLOURS[i % COLOURS.length], x + 25, y + 4, rankings.get(i));
      x += 44 + 6 * rankings.get(i).length();
    }
    line("<text x=\"%d\" y=\"%d\">grey: random; dashed: high first</text>", x, y + 4);
  }
}
