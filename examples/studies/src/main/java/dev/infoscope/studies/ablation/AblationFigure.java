// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.ablation;

import dev.infoscope.measure.neuron.NeuronQuantity;
import dev.infoscope.measure.neuron.ablation.AblationCurve;
import dev.infoscope.measure.neuron.ablation.AblationFinding;
import dev.infoscope.measure.neuron.ablation.AblationOrder.Direction;
import dev.infoscope.measure.neuron.ablation.AblationValue;
import dev.infoscope.measure.neuron.ablation.RandomBand;
import dev.infoscope.publish.XmlText;
import dev.infoscope.studies.ablation.AblationRun.Scope;
import java.util.List;
import java.util.Locale;

/**
 * Accuracy against the number of removed neurons as SVG, mean over networks: a panel per scope,
 * orders by three quantities, and the band of random orders, one standard deviation to both sides.
 */
final class AblationFigure {
  private static final List<NeuronQuantity> QUANTITIES =
      List.of(NeuronQuantity.LABEL_INFORMATION, NeuronQuantity.SELECTIVITY, NeuronQuantity.ENTROPY);
  private static final String[] COLOURS = {"#0072B2", "#D55E00", "#009E73"};
  private static final int PANEL = 260;
  private static final int LEFT = 52;
  private static final int TOP = 62;
  private static final int GAP = 30;

  private final List<AblationRun> runs;
  private final StringBuilder svg = new StringBuilder();

  private AblationFigure(List<AblationRun> runs) {
    this.runs = runs;
  }

  static String of(String activation, List<AblationRun> runs) {
    AblationFigure figure = new AblationFigure(runs);
    int width = LEFT + Scope.values().length * (PANEL + GAP);
    int height = TOP + PANEL + 76;
    figure.head(activation, width, height);
    for (Scope scope : Scope.values()) {
      figure.panel(scope, LEFT + scope.ordinal() * (PANEL + GAP));
    }
    figure.legend(height - 18);
    return figure.svg.append("</svg>\n").toString();
  }

  private void head(String activation, int width, int height) {
    String title =
        String.format(
            Locale.ROOT,
            "Cumulative ablation to the mean, 784-100-100-10 %s, mean of %d networks",
            activation,
            runs.size());
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#777\">",
        width, height, width, height);
    line("<title>%s</title>", title);
    line("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    line("<text x=\"%d\" y=\"24\" font-size=\"15\" fill=\"#444\">%s</text>", LEFT, title);
  }

  private void line(String template, Object... values) {
    svg.append(XmlText.format(template, values)).append('\n');
  }

  private void panel(Scope scope, int left) {
    line(
        "<text x=\"%d\" y=\"%d\" font-size=\"12\" fill=\"#444\">%s</text>",
        left, TOP - 8, scope.words());
    int units = runs.get(0).study(scope, AblationValue.MEAN).random().mean().length - 1;
    axes(left, units);
    band(scope, left);
    for (int i = 0; i < QUANTITIES.size(); i++) {
      String words = QUANTITIES.get(i).words();
      curve(mean(scope, words, Direction.LOW_FIRST), left, COLOURS[i], "");
      String dashed = " stroke-dasharray=\"4 3\"";
      curve(mean(scope, words, Direction.HIGH_FIRST), left, COLOURS[i], dashed);
    }
  }

  private void curve(double[] values, int left, String colour, String dashes) {
    line(
        "<path d=\"M%s\" stroke=\"%s\" fill=\"none\" stroke-width=\"1.6\"%s/>",
        points(values, left), colour, dashes);
  }

  private double[] mean(Scope scope, String quantity, Direction direction) {
    return mean(
        runs.stream().map(run -> curve(run, scope, quantity, direction).accuracies()).toList());
  }

  private static AblationCurve curve(
      AblationRun run, Scope scope, String quantity, Direction direction) {
    return run.study(scope, AblationValue.MEAN).findings().stream()
        .map(AblationFinding::curve)
        .filter(curve -> curve.order().quantity().equals(quantity))
        .filter(curve -> curve.order().direction() == direction)
        .findFirst()
        .orElseThrow();
  }

  private static double[] mean(List<double[]> curves) {
    double[] mean = new double[curves.get(0).length];
    for (double[] curve : curves) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += curve[k] / curves.size();
      }
    }
    return mean;
  }

  private void band(Scope scope, int left) {
    List<RandomBand> bands =
        runs.stream().map(run -> run.study(scope, AblationValue.MEAN).random()).toList();
    double[] middle = mean(bands.stream().map(RandomBand::mean).toList());
    double[] spread = mean(bands.stream().map(RandomBand::deviation).toList());
    line("<path d=\"M%sz\" fill=\"#999\" fill-opacity=\"0.35\"/>", outline(middle, spread, left));
    line(
        "<path d=\"M%s\" stroke=\"#777\" fill=\"none\" stroke-width=\"1.2\"/>",
        points(middle, left));
  }

  /** Along the upper edge of a band and back along its lower edge. */
  private String outline(double[] middle, double[] spread, int left) {
    StringBuilder path = new StringBuilder();
    for (int k = 0; k < middle.length; k++) {
      path.append(point(k, middle.length - 1, middle[k] + spread[k], left));
    }
    for (int k = middle.length - 1; k >= 0; k--) {
      path.append(point(k, middle.length - 1, middle[k] - spread[k], left));
    }
    return path.toString().strip();
  }

  private static String points(double[] curve, int left) {
    StringBuilder path = new StringBuilder();
    for (int k = 0; k < curve.length; k++) {
      path.append(point(k, curve.length - 1, curve[k], left));
    }
    return path.toString().strip();
  }

  private static String point(int k, int units, double accuracy, int left) {
    return String.format(
        Locale.ROOT, "%.1f %.1f ", left + (double) k / units * PANEL, TOP + (1 - accuracy) * PANEL);
  }

  private void axes(int left, int units) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>",
        left, TOP, PANEL, PANEL);
    for (int tick = 0; tick <= 4; tick++) {
      tick(left, tick, units * tick / 4);
    }
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#444\">neurons removed</text>",
        left + PANEL / 2, TOP + PANEL + 30);
    if (left == LEFT) {
      line(
          "<text transform=\"translate(%d %d) rotate(-90)\" text-anchor=\"middle\""
              + " fill=\"#444\">test accuracy</text>",
          left - 36, TOP + PANEL / 2);
    }
  }

  /** A mark on the axis of neurons and, in the first panel, one on that of the accuracy. */
  private void tick(int left, int tick, int units) {
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>",
        left + tick * PANEL / 4, TOP + PANEL + 15, units);
    if (left == LEFT) {
      line(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.2f</text>",
          left - 5, TOP + PANEL - tick * PANEL / 4 + 4, tick / 4.0);
    }
  }

  private void legend(int y) {
    int x = LEFT;
    for (int i = 0; i < QUANTITIES.size(); i++) {
      String words = QUANTITIES.get(i).words();
      line(
          "<path d=\"M%d %dh22\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\""
              + " y=\"%d\">%s</text>",
          x, y, COLOURS[i], x + 28, y + 4, words);
      x += 50 + 7 * words.length();
    }
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"10\" fill=\"#999\" fill-opacity=\"0.35\"/>"
            + "<text x=\"%d\" y=\"%d\">random orders, one deviation</text>",
        x, y - 5, x + 28, y + 4);
    line("<text x=\"%d\" y=\"%d\">solid: low first; dashed: high first</text>", x + 220, y + 4);
  }
}
