// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.relay;

import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.relay.ClassRelay;
import dev.infoscope.measure.relay.RelayPath;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** What a layer relays as a table for people, with flags in plain words below it. */
final class RelayText {
  private static final double SHARE = 0.95;

  private final RelayOptions options;
  private final RelayResult result;
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

  RelayText(RelayOptions options, RelayResult result) {
    this.options = options;
    this.result = result;
  }

  String text(Ansi ansi) {
    TextTable table =
        new TextTable(
            1, "class", "relay bits", "error", "by chance", "of", "module", "last to survive");
    Estimate whole = result.relay().whole();
    add(table, "all", whole, "", "");
    result.classes().forEach(one -> add(table, one));
    return String.format(
            Locale.ROOT,
            "Relay information of %s, %d neurons, %s%n%n",
            result.layer().name(),
            result.relay().units().length,
            CoarseConverter.text(options.coarse()))
        + table.text(ansi)
        + String.format(
            Locale.ROOT,
            "%nby chance: the same patterns dealt to the rows at random%n"
                + "of: I(class; prediction), the most there is; coverage of patterns %.3f%n",
            result.relay().coverage())
        + words();
  }

  private void add(TextTable table, ClassRelay one) {
    RelayPath path = one.path();
    double size = path == null ? Double.NaN : path.moduleSize(SHARE);
    String survivors =
        path == null || Double.isNaN(size)
            ? "-"
            : Arrays.stream(path.survivors((int) size))
                .mapToObj(unit -> String.valueOf(result.relay().units()[unit]))
                .collect(Collectors.joining(" "));
    String count = Double.isNaN(size) ? "-" : String.format(Locale.ROOT, "%.0f", size);
    add(table, result.name(one), one.information(), count, survivors);
  }

  private void add(TextTable table, String name, Estimate estimate, String size, String last) {
    flags.addAll(estimate.flags());
    double correction = options.corrected() ? estimate.uncertainty().correction() : 0;
    table.add(
        !estimate.flags().isEmpty(),
        name,
        TextTable.number(estimate.bits() + correction),
        TextTable.number(estimate.uncertainty().standardError()),
        TextTable.number(estimate.uncertainty().chance().mean()),
        TextTable.number(estimate.uncertainty().ceiling()),
        size,
        last);
  }

  private String words() {
    return flags.stream()
        .map(flag -> String.format(Locale.ROOT, "flag: %s%n", flag.words()))
        .collect(Collectors.joining());
  }
}
