// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.publish.XmlText;
import dev.infoscope.studies.faults.FaultKind;
import java.util.List;

/**
 * Lead over probe loss and accuracy as SVG: a row per kind of fault, in it a point with its 95 %
 * interval for each of three groups of quantities.
 */
final class LeadFigure {
  private static final List<String> GROUPS = List.of(Panel.ANYBODY, Panel.OURS, Panel.EVERYTHING);
  private static final List<String> COLOURS = List.of("#777777", "#0072B2", "#D55E00");
  private static final int LEFT = 150;
  private static final int TOP = 70;
  private static final int ROW = 30;
  private static final int WIDTH = 480;
  private static final int MOST = 16; // epochs to either side
  private static final int TICK = 4;

  private final StringBuilder svg = new StringBuilder();

  private LeadFigure() {}

  static String of(Halves halves, Panel panel) {
    LeadFigure figure = new LeadFigure();
    List<FaultKind> kinds = halves.kinds();
    int bottom = TOP + ROW * kinds.size();
    figure.head(bottom);
    for (int i = 0; i < kinds.size(); i++) {
      figure.row(halves, panel, kinds.get(i), TOP + ROW * i);
    }
    return figure.svg.append("</svg>\n").toString();
  }

  private void head(int bottom) {
    int width = LEFT + WIDTH + 20;
    int height = bottom + 50;
    String title = "Lead over probe loss and accuracy at the same rate of false alarms";
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#777\">",
        width, height, width, height);
    line("<title>%s</title><rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>", title);
    line("<text x=\"20\" y=\"24\" font-size=\"15\" fill=\"#444\">%s</text>", title);
    for (int epoch = -MOST; epoch <= MOST; epoch += TICK) {
      double x = x(epoch);
      line(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>",
          x, x, TOP, bottom, epoch == 0 ? "#444" : "#eee");
      line("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%+d</text>", x, bottom + 16, epoch);
    }
    line(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">epochs earlier, mean and 95 %% interval"
            + " of the runs</text>",
        x(0), bottom + 36);
    for (int i = 0; i < GROUPS.size(); i++) {
      int x = LEFT + 160 * i;
      line(
          "<circle cx=\"%d\" cy=\"46\" r=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"50\">%s</text>",
          x, COLOURS.get(i), x + 10, GROUPS.get(i));
    }
  }

  private void row(Halves halves, Panel panel, FaultKind kind, int top) {
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#444\">%s%s</text>",
        LEFT - 10,
        top + ROW / 2 + 4,
        kind.label().replace('_', ' '),
        kind.isCreeping() ? "" : " (sudden)");
    Calibrated baseline = panel.of(Panel.LOSS_AND_ACCURACY);
    for (int i = 0; i < GROUPS.size(); i++) {
      Interval lead = Leads.of(panel.of(GROUPS.get(i)), baseline, halves.of(kind)).lead();
      double y = top + 7.5 * (i + 1);
      String colour = COLOURS.get(i);
      line(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>"
              + "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
          x(lead.low()), x(lead.high()), y, y, colour, x(lead.mean()), y, colour);
    }
  }

  /** What is beyond lies on the border. */
  private static double x(double epochs) {
    double within = Math.max(-MOST, Math.min(MOST, epochs));
    return LEFT + WIDTH * (within + MOST) / (2 * MOST);
  }

  private void line(String template, Object... values) {
    svg.append(XmlText.format(template, values)).append('\n');
  }
}
