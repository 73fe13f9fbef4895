// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import dev.infoscope.kinds.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The page "How each layer is read", in Markdown. */
final class WhatIsReadPage {
  private static final String BEFORE =
      """
      # How each layer is read

      Every layer is read as `[examples x units]`. This page says for each type of layer of DL4J 1.0.0-M2.1, and for each format, what one column is, or why the layer is refused. It is written by

          mvn -q -Pquickstart package -Dexample=read-corpus -Dargs="--out src/site/what-is-read.md" -Dheap=2g

      The command builds networks of every layer, wrapper, vertex and preprocessor, in every format, with and without masks, of unequal and of equal sizes. It trains each one with and without Infoscope, which must give the same parameters and updater state to the bit, takes the reading from a measure of its own, and compares every layer with DL4J's own `feedForward` with masks, to 1e-6. The reduction that it compares with is written from this page alone: it takes formats from how the network was built, and masks from DL4J's `feedForwardMaskArray`.

      - **Vectors** are read as they are.
      - **Sequences** are read at the last step that the mask leaves in. The mask is the one that DL4J hands on behind the layer, shortened where the layer shortens the sequence. An output layer hands no mask on, so it is read by the mask that it was given. A mask of the labels, in a network with one input and one output, says which step that is: layers of as many steps are read at the last one that has a label and that their own mask leaves in ("last labelled step"), so that layers, predictions and labels are of the same step. With several inputs or outputs it only says at which step the label of an example is read. `MaskZeroLayer` makes its own mask: a step counts if some feature differs from the masking value; behind it DL4J hands on no mask. Without a mask it is the last step; where a mask leaves out every step of an example, the first. Where DL4J hands on a mask of another length than the sequence, the layer is refused.
      - **Images and volumes** are read as the mean over positions, one column for each channel.
      - **Towers** stacked on each other (`StackVertex`) are read side by side, **capsules** value by value.

      """;

  private WhatIsReadPage() {}

  static String of(CorpusTotals tally) {
    List<String> lines = new ArrayList<>(List.of(BEFORE.stripTrailing(), "", totals(tally), ""));
    lines.add(
        "| layer or vertex | its output | one column | networks | read | refused | wrong | refused"
            + " because |");
    lines.add("|---|---|---|---|---|---|---|---|");
    tally.lines().forEach((key, line) -> lines.add(row(key, line)));
    lines.addAll(
        List.of("", "## What no network of the corpus holds", "", "| class | why |", "|---|---|"));
    Map<String, String> out = new TreeMap<>();
    Kinds.LEFT_OUT.forEach((type, why) -> out.put(type.getSimpleName(), why));
    out.forEach((type, why) -> lines.add("| `" + type + "` | " + why + " |"));
    return String.join("\n", lines) + "\n";
  }

  static String totals(CorpusTotals tally) {
    return String.format(
        Locale.ROOT,
        "%d networks, of which DL4J runs %d without being able to train them; %d layers read as"
            + " DL4J computes them, %d refused with the reason, %d read wrongly; %d failures.",
        tally.networks(),
        tally.onlyRead().size(),
        tally.right(),
        tally.refused(),
        tally.wrong(),
        tally.failed());
  }

  private static String row(CorpusTotals.Key key, CorpusTotals.Line line) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %d | %d | %d | %d | %s |",
        key.type(),
        key.axes().shape(),
        key.axes().column(),
        line.networks(),
        line.right(),
        line.refused(),
        line.wrong(),
        String.join("; ", line.reasons()));
  }
}
