// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.estimate.entropy.EntropyEstimator;
import dev.infoscope.publish.XmlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Root mean square error of a family against the number of rows, both in logarithms: a panel per
 * number of units, a line per estimator, the median over the tasks.
 */
final class AuditFigure {
  private static final int WIDE = 190;
  private static final int HIGH = 190;
  private static final int LEFT = 50;
  private static final int TOP = 64;
  private static final int GAP = 18;
  private static final int ENTRY = 15; // of the legend
  private static final double LEAST = 0.003; // bits
  private static final double MOST = 4;
  private static final double[] MARKS = {0.01, 0.1, 1};
  private static final int HUES = 9;

  private final StringBuilder svg = new StringBuilder();
  private final List<Integer> sizes;
  private final List<String> estimators;

  private AuditFigure(List<AuditRow> rows) {
    sizes = rows.stream().map(AuditRow::rows).distinct().sorted().toList();
    estimators = rows.stream().map(AuditRow::estimator).distinct().toList();
  }

  /** The figure as SVG, without the corrected forms of the counts: lines are many as it is. */
  static String of(String family, List<AuditRow> rows) {
    List<AuditRow> plain = rows.stream().filter(row -> !isCorrected(row.estimator())).toList();
    return new AuditFigure(plain).draw(family, plain);
  }

  private static boolean isCorrected(String estimator) {
    return Arrays.stream(EntropyEstimator.values())
        .anyMatch(correction -> estimator.endsWith(" " + correction.label()));
  }

  private String draw(String family, List<AuditRow> rows) {
    List<Integer> widths = rows.stream().map(AuditRow::units).distinct().sorted().toList();
    int across = Math.max(4, widths.size());
    int legend = (estimators.size() + across - 1) / across;
    int width = LEFT + across * (WIDE + GAP);
    int height = TOP + HIGH + 40 + legend * ENTRY;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"10\" fill=\"#666\">",
        width, height, width, height);
    String title = XmlText.escaped(family) + ": root mean square error in bits, median over tasks";
    line("<title>%s</title><rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>", title);
    line("<text x=\"%d\" y=\"24\" font-size=\"15\" fill=\"#444\">%s</text>", LEFT, title);
    for (int i = 0; i < widths.size(); i++) {
      int units = widths.get(i);
      int left = LEFT + i * (WIDE + GAP);
      panel(units, rows.stream().filter(row -> row.units() == units).toList(), left);
    }
    for (int i = 0; i < estimators.size(); i++) {
      entry(i, LEFT + i % across * (WIDE + GAP), TOP + HIGH + 44 + i / across * ENTRY);
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(int units, List<AuditRow> rows, int left) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>"
            + "<text x=\"%d\" y=\"%d\" fill=\"#444\">%d unit%s</text>",
        left, TOP, WIDE, HIGH, left, TOP - 6, units, units == 1 ? "" : "s");
    for (double mark : MARKS) {
      line(
          "<path d=\"M%d %.1fh%d\" stroke=\"#eee\"/><text x=\"%d\" y=\"%.1f\""
              + " text-anchor=\"end\">%s</text>",
          left, y(mark), WIDE, left - 3, y(mark) + 3, left == LEFT ? String.valueOf(mark) : "");
    }
    for (int size : sizes) {
      line(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>",
          x(size, left), TOP + HIGH + 13, size);
    }
    AuditReport.by(rows, AuditRow::estimator).forEach((name, own) -> curve(name, own, left));
  }

  private void curve(String estimator, List<AuditRow> rows, int left) {
    List<String> points = new ArrayList<>();
    for (Map.Entry<Integer, List<AuditRow>> each :
        AuditReport.by(rows, AuditRow::rows).entrySet()) {
      double error = Moments.median(each.getValue().stream().mapToDouble(AuditRow::rmse).toArray());
      if (!Double.isNaN(error)) {
        points.add(String.format(Locale.ROOT, "%.1f,%.1f", x(each.getKey(), left), y(error)));
      }
    }
    line(
        "<polyline points=\"%s\" fill=\"none\" %s/>",
        String.join(" ", points), stroke(estimators.indexOf(estimator)));
  }

  /** Nine hues, then the same with dashes. */
  private static String stroke(int number) {
    String[] dashes = {"", "5 2", "1.5 2.5"};
    return String.format(
        Locale.ROOT,
        "stroke=\"hsl(%d 70%% 42%%)\" stroke-width=\"1.6\" stroke-dasharray=\"%s\"",
        number % HUES * 360 / HUES,
        dashes[number / HUES % dashes.length]);
  }

  private void entry(int number, int left, int top) {
    line(
        "<path d=\"M%d %dh22\" %s/><text x=\"%d\" y=\"%d\">%s</text>",
        left, top - 3, stroke(number), left + 26, top, XmlText.escaped(estimators.get(number)));
  }

  private double x(int rows, int left) {
    double first = Math.log(sizes.get(0));
    double last = Math.log(sizes.get(sizes.size() - 1));
    double share = last > first ? (Math.log(rows) - first) / (last - first) : 0.5;
    return left + 16 + share * (WIDE - 32);
  }

  private static double y(double bits) {
    double share = Math.log(bits / LEAST) / Math.log(MOST / LEAST);
    return TOP + HIGH * (1 - Math.min(1, Math.max(0, share)));
  }

  private void line(String template, Object... values) {
    svg.append(String.format(Locale.ROOT, template, values)).append('\n');
  }
}
