// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.examples.Trajectories.Point;
import dev.infoscope.publish.XmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The information plane as SVG, one panel per estimator. Dots grow with the epoch; saturated ones
 * are hollow. Colours are those of Okabe and Ito, told apart by most colour-blind readers; the
 * picture reads on light and dark ground.
 */
public final class PlaneFigure {
  private static final String[] COLOURS = {
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#999933", "#882255"
  };
  private static final int PANEL = 330;
  private static final int LEFT = 56;
  private static final int TOP = 44;
  private static final int GAP = 86;
  private static final int LEGEND = 58;
  private static final int TICKS = 4;

  private final StringBuilder svg = new StringBuilder();

  private PlaneFigure() {}

  /**
   * Draws it.
   *
   * @param title for readers that do not see it
   * @param panels one per estimator
   * @return the SVG
   */
  public static String of(String title, List<Trajectories> panels) {
    PlaneFigure figure = new PlaneFigure();
    int width = LEFT + panels.size() * (PANEL + GAP) - GAP + 24;
    int height = TOP + PANEL + LEGEND + 34;
    figure.line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#777\">",
        width, height, width, height);
    figure.line("<title>%s</title>", title);
    figure.line("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    for (int i = 0; i < panels.size(); i++) {
      figure.panel(panels.get(i), LEFT + i * (PANEL + GAP));
    }
    figure.legend(new ArrayList<>(panels.get(0).layers().keySet()), TOP + PANEL + LEGEND);
    return figure.svg.append("</svg>\n").toString();
  }

  private void line(String template, Object... values) {
    svg.append(XmlText.format(template, values)).append('\n');
  }

  private void panel(Trajectories trajectories, int left) {
    double mostInput = 1.05 * Math.max(1e-9, trajectories.mostInput());
    double mostLabel = 1.05 * Math.max(1e-9, trajectories.mostLabel());
    line(
        "<text x=\"%d\" y=\"%d\" font-size=\"14\" fill=\"#444\">%s, epochs %d to %d</text>",
        left,
        TOP - 14,
        trajectories.estimator(),
        trajectories.firstEpoch(),
        trajectories.lastEpoch());
    axes(left, mostInput, mostLabel);
    int layer = 0;
    for (List<Point> trajectory : trajectories.layers().values()) {
      trajectory(trajectory, left, mostInput, mostLabel, COLOURS[layer++ % COLOURS.length]);
    }
  }

  private void axes(int left, double mostInput, double mostLabel) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>",
        left, TOP, PANEL, PANEL);
    for (int tick = 0; tick <= TICKS; tick++) {
      double share = (double) tick / TICKS;
      double x = left + share * PANEL;
      double y = TOP + PANEL - share * PANEL;
      line(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>",
          x, TOP + PANEL + 16, share * mostInput);
      line(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>",
          left - 6, y + 4, share * mostLabel);
      line(
          "<path d=\"M%d %.1fh%dM%.1f %dv%d\" stroke=\"#e4e4e4\" fill=\"none\"/>",
          left, y, PANEL, x, TOP, PANEL);
    }
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#444\">I(X;T), bits</text>",
        left + PANEL / 2, TOP + PANEL + 34);
    line(
        "<text transform=\"translate(%d %d) rotate(-90)\" text-anchor=\"middle\" fill=\"#444\">"
            + "I(T;Y), bits</text>",
        left - 40, TOP + PANEL / 2);
  }

  private void trajectory(
      List<Point> trajectory, int left, double mostInput, double mostLabel, String colour) {
    StringBuilder path = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < trajectory.size(); i++) {
      Point point = trajectory.get(i);
      double x = left + point.input() / mostInput * PANEL;
      double y = TOP + PANEL - point.label() / mostLabel * PANEL;
      double radius = 1.2 + 3.2 * (i + 1) / trajectory.size();
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
      dots.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>",
              x,
              y,
              radius,
              point.saturated() ? "#fff" : colour));
    }
    line("<path d=\"%s\" stroke=\"%s\" fill=\"none\" opacity=\"0.5\"/>", path, colour);
    line("<g stroke=\"%s\">%s</g>", colour, XmlText.markup(dots));
  }

  private void legend(List<String> layers, int y) {
    int x = LEFT;
    for (int i = 0; i < layers.size(); i++) {
      line(
          "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>",
          x + 5, y, COLOURS[i % COLOURS.length], x + 15, y + 4, layers.get(i));
      x += 34 + 8 * layers.get(i).length();
    }
    line(
        "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"#fff\" stroke=\"#777\"/>"
            + "<text x=\"%d\" y=\"%d\">saturated</text>",
        x + 5, y, x + 15, y + 4);
  }
}
