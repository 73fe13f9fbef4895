// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.Preset;
import dev.infoscope.publish.XmlText;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Ratios of processor time as SVG: a panel per network, above of the whole process, below of the
 * training thread; a line per preset over the schedules, with bars from the least to the most, and
 * a dashed line for StatsListener at its defaults.
 */
final class GridFigure {
  private static final String[] COLOURS = {"#009E73", "#0072B2", "#D55E00"};
  private static final int PANEL = 170;
  private static final int LEFT = 52;
  private static final int TOP = 62;
  private static final int GAP = 22;
  private static final int BETWEEN = 64;
  private static final int LEAST_WIDTH = 660; // of title and legend
  private static final double[] TICKS = {0.9, 1, 1.25, 1.5, 2, 3, 5, 8};

  private final List<GridRun> runs;
  private final StringBuilder svg = new StringBuilder();

  private GridFigure(List<GridRun> runs) {
    this.runs = runs;
  }

  static String of(List<String> problems, List<GridRun> runs) {
    GridFigure figure = new GridFigure(runs);
    int width = Math.max(LEAST_WIDTH, LEFT + problems.size() * (PANEL + GAP));
    int height = TOP + 2 * (PANEL + BETWEEN);
    figure.head(width, height);
    for (int i = 0; i < problems.size(); i++) {
      int left = LEFT + i * (PANEL + GAP);
      figure.panel(problems.get(i), "process", GridRun::process, left, TOP);
      figure.panel(
          problems.get(i), "training thread", GridRun::training, left, TOP + PANEL + BETWEEN);
    }
    figure.legend(height - 10);
    return figure.svg.append("</svg>\n").toString();
  }

  private void head(int width, int height) {
    String title =
        "Processor time with Infoscope over that without, by iterations between snapshots";
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#777\">",
        width, height, width, height);
    line("<title>%s</title><rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>", title);
    line("<text x=\"%d\" y=\"24\" font-size=\"15\" fill=\"#444\">%s</text>", LEFT, title);
  }

  private void panel(
      String problem, String what, ToDoubleFunction<GridRun> quantity, int left, int top) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>"
            + "<text x=\"%d\" y=\"%d\" fill=\"#444\">%s: %s</text>",
        left, top, PANEL, PANEL, left, top - 8, problem, what);
    axes(left, top);
    stats(problem, quantity, left, top);
    for (Preset preset : Preset.values()) {
      series(problem, preset, quantity, left, top);
    }
  }

  private void axes(int left, int top) {
    for (double tick : TICKS) {
      double y = y(top, tick);
      line(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
          left, left + PANEL, y, y, tick == 1 ? "#777" : "#eee");
      if (left == LEFT) {
        line("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", left - 4, y + 4, tick);
      }
    }
    for (int i = 0; i < OverheadGrid.SCHEDULES.size(); i++) {
      line(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x(left, i), top + PANEL + 14, OverheadGrid.SCHEDULES.get(i));
    }
  }

  private void stats(String problem, ToDoubleFunction<GridRun> quantity, int left, int top) {
    GridRatio stats = GridRatio.of(runs, problem, OverheadGrid.STATS, "1", quantity);
    if (!Double.isNaN(stats.median())) {
      double y = y(top, stats.median());
      line(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#444\" stroke-dasharray=\"4"
              + " 3\"/>",
          left, left + PANEL, y, y);
    }
  }

  private void series(
      String problem, Preset preset, ToDoubleFunction<GridRun> quantity, int left, int top) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < OverheadGrid.SCHEDULES.size(); i++) {
      String watcher = preset.name().toLowerCase(Locale.ROOT);
      GridRatio ratio =
          GridRatio.of(runs, problem, watcher, OverheadGrid.SCHEDULES.get(i), quantity);
      if (!Double.isNaN(ratio.median())) {
        double x = x(left, i) + 3 * (preset.ordinal() - 1);
        path.append(path.length() == 0 ? "M" : "L");
        path.append(String.format(Locale.ROOT, "%.1f %.1f", x, y(top, ratio.median())));
        line(
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
            x, x, y(top, ratio.least()), y(top, ratio.most()), COLOURS[preset.ordinal()]);
      }
    }
    if (path.length() > 0) {
      line("<path d=\"%s\" stroke=\"%s\" fill=\"none\"/>", path, COLOURS[preset.ordinal()]);
    }
  }

  private static double x(int left, int schedule) {
    return left + (schedule + 0.5) * PANEL / OverheadGrid.SCHEDULES.size();
  }

  /** Logarithmic; what is beyond lies on the border. */
  private static double y(int top, double ratio) {
    double most = TICKS[TICKS.length - 1];
    double within = Math.max(TICKS[0], Math.min(most, ratio));
    return top + PANEL - Math.log(within / TICKS[0]) / Math.log(most / TICKS[0]) * PANEL;
  }

  private void legend(int y) {
    int x = LEFT;
    for (Preset preset : Preset.values()) {
      entry(x, y, COLOURS[preset.ordinal()], "none", preset.name().toLowerCase(Locale.ROOT));
      x += 110;
    }
    entry(x, y, "#444", "4 3", "StatsListener, every iteration");
  }

  private void entry(int x, int y, String colour, String dashes, String text) {
    line(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-dasharray=\"%s\"/>"
            + "<text x=\"%d\" y=\"%d\">%s</text>",
        x, x + 22, y - 4, y - 4, colour, dashes, x + 28, y, text);
  }

  private void line(String template, Object... values) {
    svg.append(XmlText.format(template, values)).append('\n');
  }
}
