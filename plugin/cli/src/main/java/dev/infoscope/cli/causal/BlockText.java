// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.causal.BlockPoint;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The place of a block of layers as a table for people. */
final class BlockText {
  private final CausalOptions options;
  private final BlockResult result;

  BlockText(CausalOptions options, BlockResult result) {
    this.options = options;
    this.result = result;
  }

  String text(Ansi ansi) {
    BlockPoint point = result.point();
    double error = point.parts().uncertainty().standardError();
    TextTable table = new TextTable(1, "quantity", "bits", "error");
    add(table, "sensitivity", point.sensitivity().bits(), Double.NaN);
    add(table, "effective information", point.parts().bits(), error);
    add(table, "degeneracy", point.degeneracy(), error);
    return String.format(
            Locale.ROOT,
            "Causal plane of the block %s to %s, %d layers, %d x %d%n%n",
            result.first(),
            result.end().name(),
            result.files().size(),
            point.inputs(),
            point.outputs())
        + table.text(ansi)
        + String.format(Locale.ROOT, "%n")
        + evidence(point.parts())
        + options.words(
            options.outputRange(result.files().get(result.files().size() - 1)),
            result.activations());
  }

  private static void add(TextTable table, String quantity, double bits, double error) {
    table.add(false, quantity, TextTable.number(bits), TextTable.number(error));
  }

  private String evidence(Estimate parts) {
    Uncertainty uncertainty = parts.uncertainty();
    boolean[] connected = result.point().connected();
    int count = 0;
    for (boolean one : connected) {
      count += one ? 1 : 0;
    }
    String edges =
        options.perEdge() ? String.format(Locale.ROOT, "pairs: printed with --json%n") : "";
    return edges
        + String.format(
            Locale.ROOT,
            "%d of %d pairs have more information than chance gives (5 %% false discoveries)%n"
                + "by parts, from %d samples, corrected for bias; sensitivity from a grid%n",
            count,
            connected.length,
            uncertainty.samples());
  }
}
