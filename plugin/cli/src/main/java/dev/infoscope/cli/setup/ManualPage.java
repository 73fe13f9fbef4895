// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.setup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A manual page in the language of man (roff), from what a command says of itself. */
final class ManualPage {
  private static final int SYNOPSIS_WIDTH = 500; // man breaks lines itself

  private final CommandLine command;
  private final UsageMessageSpec usage;
  private final StringBuilder text = new StringBuilder();

  private ManualPage(CommandLine command) {
    this.command = command;
    this.usage = command.getCommandSpec().usageMessage();
  }

  /** As in {@code infoscope-measure-flow}. */
  static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  static String of(CommandLine command) {
    ManualPage page = new ManualPage(command);
    page.write();
    return page.text.toString();
  }

  private void write() {
    String name = name(command);
    line(".TH \"%s\" \"1\" \"\" \"infoscope\" \"Infoscope\"", name.toUpperCase(Locale.ROOT));
    section("Name");
    line("%s \\- %s", escaped(name), escaped(expanded(usage.description()[0])));
    section("Synopsis");
    line("%s", escaped(synopsis()));
    section("Description");
    line(
        "%s",
        Stream.of(usage.description())
            .map(each -> escaped(expanded(each)))
            .collect(Collectors.joining("\n.PP\n")));
    for (PositionalParamSpec each : command.getCommandSpec().positionalParameters()) {
      entry(each.paramLabel(), each);
    }
    options();
    commands();
    section("Exit status");
    usage.exitCodeList().forEach((code, means) -> item(code, means));
    section("Examples");
    line(".nf");
    Stream.of(usage.footer()).forEach(each -> line("%s", escaped(each)));
    line(".fi");
  }

  private void options() {
    section("Options");
    for (OptionSpec each : command.getCommandSpec().options()) {
      if (!each.hidden()) {
        String value = each.arity().max() > 0 ? "=" + each.paramLabel() : "";
        entry(String.join(", ", each.names()) + value, each);
      }
    }
  }

  private void commands() {
    Map<String, CommandLine> under = command.getSubcommands();
    if (!under.isEmpty()) {
      section("Commands");
      for (CommandLine each : List.copyOf(under.values())) {
        String description = each.getCommandSpec().usageMessage().description()[0];
        item(name(each) + "(1)", expanded(description));
      }
    }
  }

  private String synopsis() {
    command.setUsageHelpWidth(SYNOPSIS_WIDTH);
    String words = command.getHelp().synopsis(0).replaceAll("\\s+", " ").strip();
    return Ansi.OFF.string(words);
  }

  private void entry(String term, ArgSpec each) {
    item(
        term,
        Stream.of(each.description())
            .map(words -> words.replace("${DEFAULT-VALUE}", String.valueOf(usual(each))))
            .collect(Collectors.joining(" ")));
  }

  private static String usual(ArgSpec each) {
    String usual = each.defaultValue();
    return usual == null ? String.valueOf(each.initialValue()) : usual;
  }

  private void item(String term, String words) {
    line(".TP\n.B %s\n%s", escaped(term), escaped(words));
  }

  private void section(String title) {
    line(".SH \"%s\"", title.toUpperCase(Locale.ROOT));
  }

  private static String expanded(String description) {
    return description.replace("%%", "%");
  }

  /** A backslash, a hyphen, and a dot or quote where a line begins have a meaning in roff. */
  private static String escaped(String words) {
    String plain = words.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }

  private void line(String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
