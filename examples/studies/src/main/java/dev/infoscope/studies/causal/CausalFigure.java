// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.causal;

import dev.infoscope.publish.XmlText;
import dev.infoscope.studies.causal.CausalRun.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trajectories in the causal plane as SVG, turned by 45 degrees as the paper draws it: EI / sqrt 2
 * across, (S + D) / sqrt 2 up. Dots grow with the epoch. All panels share their axes.
 */
final class CausalFigure {
  private static final String[] COLOURS = {"#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7"};
  private static final int PANEL = 230;
  private static final int LEFT = 56;
  private static final int TOP = 56;
  private static final int GAP_X = 34;
  private static final int GAP_Y = 64;
  private static final int TICKS = 4;

  /**
   * One run.
   *
   * @param title of the panel
   * @param trajectories by name of the layer
   */
  record Panel(String title, Map<String, List<Place>> trajectories) {
    List<Place> places() {
      return trajectories.values().stream().flatMap(List::stream).toList();
    }
  }

  private final StringBuilder svg = new StringBuilder();
  private final double most;
  private final double low;
  private final double high;

  private CausalFigure(List<Panel> panels) {
    List<Place> all = panels.stream().flatMap(panel -> panel.places().stream()).toList();
    most = 1.05 * all.stream().mapToDouble(Place::across).max().orElse(1);
    low = Math.min(0, 1.05 * all.stream().mapToDouble(Place::up).min().orElse(0));
    high = 1.05 * all.stream().mapToDouble(Place::up).max().orElse(1);
  }

  static String of(String title, int columns, List<Panel> panels) {
    CausalFigure figure = new CausalFigure(panels);
    int rows = (panels.size() + columns - 1) / columns;
    int height = TOP + rows * (PANEL + GAP_Y) + 24;
    figure.head(title, LEFT + columns * (PANEL + GAP_X), height);
    for (int i = 0; i < panels.size(); i++) {
      int left = LEFT + i % columns * (PANEL + GAP_X);
      figure.panel(panels.get(i), left, TOP + i / columns * (PANEL + GAP_Y));
    }
    figure.legend(new ArrayList<>(panels.get(0).trajectories().keySet()), height - 16);
    return figure.svg.append("</svg>\n").toString();
  }

  private void head(String title, int width, int height) {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#777\">",
        width, height, width, height);
    line("<title>Causal plane, %s</title>", title);
    line("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    line(
        "<text x=\"%d\" y=\"22\" font-size=\"15\" fill=\"#444\">Causal plane, %s</text>",
        LEFT, title);
  }

  private void line(String template, Object... values) {
    svg.append(XmlText.format(template, values)).append('\n');
  }

  private double x(double across, int left) {
    return left + across / most * PANEL;
  }

  private double y(double up, int top) {
    return top + PANEL - (up - low) / (high - low) * PANEL;
  }

  private void panel(Panel panel, int left, int top) {
    line(
        "<text x=\"%d\" y=\"%d\" font-size=\"12\" fill=\"#444\">%s</text>",
        left, top - 8, panel.title());
    axes(left, top);
    int layer = 0;
    for (List<Place> trajectory : panel.trajectories().values()) {
      trajectory(trajectory, left, top, COLOURS[layer++ % COLOURS.length]);
    }
  }

  private void axes(int left, int top) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>",
        left, top, PANEL, PANEL);
    for (int tick = 0; tick <= TICKS; tick++) {
      tick(left, top, tick);
    }
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#444\">EI / &#8730;2, bits</text>",
        left + PANEL / 2, top + PANEL + 30);
    if (left == LEFT) {
      line(
          "<text transform=\"translate(%d %d) rotate(-90)\" text-anchor=\"middle\""
              + " fill=\"#444\">(S + D) / &#8730;2, bits</text>",
          left - 38, top + PANEL / 2);
    }
  }

  private void tick(int left, int top, int tick) {
    double across = most * tick / TICKS;
    double up = low + (high - low) * tick / TICKS;
    line(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>",
        x(across, left), top + PANEL + 15, across);
    if (left == LEFT) {
      line(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
          left - 5, y(up, top) + 4, up);
    }
  }

  private void trajectory(List<Place> trajectory, int left, int top, String colour) {
    StringBuilder path = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < trajectory.size(); i++) {
      double x = x(trajectory.get(i).across(), left);
      double y = y(trajectory.get(i).up(), top);
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
      double radius = 1 + 2.5 * (i + 1) / trajectory.size();
      dots.append(
          String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, radius));
    }
    line("<path d=\"%s\" stroke=\"%s\" fill=\"none\" opacity=\"0.5\"/>", path, colour);
    line("<g fill=\"%s\" fill-opacity=\"0.6\">%s</g>", colour, XmlText.markup(dots));
  }

  private void legend(List<String> layers, int y) {
    int x = LEFT;
    for (int i = 0; i < layers.size(); i++) {
      line(
          "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>",
          x + 5, y, COLOURS[i % COLOURS.length], x + 15, y + 4, layers.get(i));
      x += 34 + 7 * layers.get(i).length();
    }
    line("<text x=\"%d\" y=\"%d\">dots grow with the epoch</text>", x, y + 4);
  }
}
