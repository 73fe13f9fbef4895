// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.relay;

import dev.infoscope.publish.XmlText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Matrices of digit and neuron, and greedy paths below the best sets, as SVG. */
final class RelayFigure {
  private static final int CELL = 15;
  private static final int LEFT = 44;
  private static final int TOP = 62;
  private static final int PANEL = 150;
  private static final int GAP = 54;

  private final StringBuilder svg = new StringBuilder();

  private static final double MOST_BITS = 0.5;

  private RelayFigure(String title, int width, int height) {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"10\" fill=\"#666\">",
        width, height, width, height);
    line("<title>%s</title><rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>", title);
    line("<text x=\"%d\" y=\"22\" font-size=\"15\" fill=\"#444\">%s</text>", LEFT, title);
  }

  /**
   * One matrix.
   *
   * @param title above it
   * @param values {@code [digits][neurons]}
   */
  record Panel(String title, double[][] values) {}

  /** Two matrices a row; each from white at 0 to its own darkest. */
  static String matrices(String title, List<Panel> panels) {
    int columns = panels.get(0).values()[0].length;
    int rows = panels.get(0).values().length;
    int wide = columns * CELL + GAP;
    int high = rows * CELL + GAP + 10;
    RelayFigure figure =
        new RelayFigure(title, LEFT + 2 * wide, TOP + (panels.size() + 1) / 2 * high);
    for (int i = 0; i < panels.size(); i++) {
      figure.matrix(panels.get(i), LEFT + i % 2 * wide, TOP + i / 2 * high);
    }
    return figure.svg.append("</svg>\n").toString();
  }

  private void matrix(Panel panel, int left, int top) {
    double most = Arrays.stream(panel.values()).flatMapToDouble(Arrays::stream).max().orElse(1);
    line(
        "<text x=\"%d\" y=\"%d\" font-size=\"12\" fill=\"#444\">%s, darkest %.3f bits</text>",
        left, top - 18, panel.title(), most);
    for (int row = 0; row < panel.values().length; row++) {
      row(row, panel.values()[row], most, left, top + row * CELL);
    }
    for (int column = 0; column < panel.values()[0].length; column += 2) {
      line(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>",
          left + column * CELL + 7, top - 4, column);
    }
  }

  private void row(int number, double[] values, double most, int left, int top) {
    line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>", left - 4, top + 11, number);
    for (int column = 0; column < values.length; column++) {
      double share = Math.max(0, values[column] / most);
      line(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"rgb(%d,%d,%d)\"/>",
          left + column * CELL,
          top,
          CELL - 1,
          CELL - 1,
          Math.round(245 - 245 * share),
          Math.round(245 - 131 * share),
          Math.round(245 - 67 * share));
    }
  }

  /** One small panel per digit: the best set of each size as dots, the greedy path as a line. */
  static String paths(String title, RelayStudy study) {
    int columns = 5;
    int high = PANEL + GAP;
    RelayFigure figure = new RelayFigure(title, LEFT + columns * (PANEL + GAP / 2), TOP + 2 * high);
    for (int digit = 0; digit < RelayStudy.DIGITS; digit++) {
      int left = LEFT + digit % columns * (PANEL + GAP / 2);
      figure.path(study.digit(digit), digit, left, TOP + digit / columns * high);
    }
    return figure.svg.append("</svg>\n").toString();
  }

  private void path(RelayStudy.Digit digit, int label, int left, int top) {
    int units = digit.path().units();
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>"
            + "<text x=\"%d\" y=\"%d\" fill=\"#444\">digit %d</text>",
        left, top, PANEL, PANEL, left + 6, top + 14, label);
    trajectory(digit, left, top);
    line(
        "<text x=\"%d\" y=\"%d\">0</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d"
            + " neurons</text>",
        left, top + PANEL + 13, left + PANEL, top + PANEL + 13, units);
    if (label % 5 == 0) {
      axis(left, top);
    }
  }

  private void axis(int left, int top) {
    line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", left - 4, top + PANEL);
    line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.1f</text>", left - 4, top + 8, MOST_BITS);
  }

  /** A dot for the best set of each size, a line for the greedy path. */
  private void trajectory(RelayStudy.Digit digit, int left, int top) {
    int units = digit.path().units();
    StringBuilder trajectory = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int size = 0; size <= units; size++) {
      double x = left + (double) size / units * PANEL;
      double y = top + PANEL - digit.path().value(size) / MOST_BITS * PANEL;
      double best = top + PANEL - digit.best()[size] / MOST_BITS * PANEL;
      trajectory.append(String.format(Locale.ROOT, "%s%.1f %.1f", size == 0 ? "M" : "L", x, y));
      dots.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>", x, best));
    }
    line("<g fill=\"#444\">%s</g>", XmlText.markup(dots));
    line("<path d=\"%s\" stroke=\"#D55E00\" fill=\"none\"/>", trajectory);
  }

  private void line(String template, Object... values) {
    svg.append(XmlText.format(template, values)).append('\n');
  }
}
