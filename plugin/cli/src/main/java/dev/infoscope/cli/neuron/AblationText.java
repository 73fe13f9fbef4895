// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.neuron;

import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.measure.neuron.ablation.AblationFinding;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The ablation of layers as tables for people. */
public final class AblationText {
  private final List<AblatedLayer> layers;
  private final String value;

  /**
   * The text of a run.
   *
   * @param layers what was found
   * @param value what ablated units put out
   */
  public AblationText(List<AblatedLayer> layers, String value) {
    this.layers = layers;
    this.value = value;
  }

  /**
   * Prints the tables.
   *
   * @param ansi whether to colour
   * @return lines, each ended
   */
  public String text(Ansi ansi) {
    StringBuilder text = new StringBuilder();
    for (AblatedLayer layer : layers) {
      text.append(layer(layer, ansi));
    }
    return text.toString();
  }

  private static String[] row(String name, AblationFinding finding) {
    return new String[] {
      name,
      number("%.4f", finding.curve().area()),
      number("%+.4f", finding.areaDifference()),
      number("%+.1f", finding.distance()),
      number("%.4f", finding.pValue()),
      finding.curve().unitsToDamage().stream()
          .mapToObj(String::valueOf)
          .findFirst()
          .orElse(finding.curve().order().isOneGroup() ? "-" : "never")
    };
  }

  private String head(AblatedLayer layer) {
    double[] mean = layer.study().random().mean();
    return String.format(
        Locale.ROOT,
        "Ablation of %s, %d units to %s; accuracy %s on %d examples, area of %d random orders"
            + " %s%n%n",
        layer.layer().name(),
        mean.length - 1,
        value,
        number("%.4f", mean[0]),
        layer.examples(),
        layer.study().random().orders(),
        number("%.4f", layer.study().random().area()));
  }

  private String layer(AblatedLayer layer, Ansi ansi) {
    TextTable table =
        new TextTable(1, "order", "area", "less random", "deviations", "p", "until 95 %");
    StringBuilder hypotheses = new StringBuilder();
    for (AblationFinding finding : layer.study().findings()) {
      String name = AblatedLayer.name(finding);
      table.add(false, row(name, finding));
      hypotheses.append(String.format(Locale.ROOT, "%s: %s%n", name, finding.hypothesis()));
    }
    return head(layer)
        + table.text(ansi)
        + String.format(Locale.ROOT, "%n")
        + hypotheses
        + String.format(Locale.ROOT, "%n");
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
