// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completion for fish: a line per command and option. Names of commands differ on all levels, so a
 * command is known by its name alone.
 */
final class FishCompletion {
  private final String program;
  private final List<String> lines = new ArrayList<>();

  private FishCompletion(String program) {
    this.program = program;
  }

  static String of(CommandLine top) {
    FishCompletion fish = new FishCompletion(top.getCommandName());
    fish.add(top, "__fish_use_subcommand");
    return String.join("\n", fish.lines) + "\n";
  }

  private void add(CommandLine command, String when) {
    List<CommandLine> under = List.copyOf(command.getSubcommands().values());
    for (CommandLine each : under) {
      String name = each.getCommandName();
      line(when, "-f -a " + name, first(each.getCommandSpec().usageMessage().description()));
      String names = String.join(" ", each.getSubcommands().keySet()); // none of them given yet
      add(
          each,
          "__fish_seen_subcommand_from "
              + name
              + (names.isEmpty() ? "" : "; and not __fish_seen_subcommand_from " + names));
    }
    for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
      if (isChoice(parameter.paramLabel())) {
        String values = parameter.paramLabel().replace('|', ' ');
        line(when, "-f -a '" + values + "'", first(parameter.description()));
      }
    }
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        line(when, words(option), first(option.description()));
      }
    }
  }

  private static String words(OptionSpec option) {
    List<String> words = new ArrayList<>();
    for (String name : option.names()) {
      words.add((name.startsWith("--") ? "-l " : "-s ") + name.replaceFirst("^--?", ""));
    }
    String label = option.paramLabel();
    if (option.arity().max() > 0) {
      boolean file = label.matches("FILE|FOLDER|HISTORY");
      words.add(
          isChoice(label) ? "-x -a '" + label.replace('|', ' ') + "'" : file ? "-r -F" : "-x");
    } else {
      words.add("-f");
    }
    return String.join(" ", words);
  }

  /** As in {@code yes|no|auto}. */
  private static boolean isChoice(String label) {
    return label.matches("[a-z0-9]+(\\|[a-z0-9]+)+");
  }

  private void line(String when, String what, String description) {
    lines.add(
        String.format(
            Locale.ROOT, "complete -c %s -n '%s' %s -d '%s'", program, when, what, description));
  }

  /** A few words, without quotes. */
  private static String first(String[] description) {
    String text = description.length == 0 ? "" : description[0].replaceAll("%n.*", "");
    String sentence = text.replaceAll("(?<=\\w{2})[.:;,] .*|\\.$", "");
    return sentence.replaceAll("\\$\\{[^}]*}", "").replace("\\", "").replace("'", "\\'");
  }
}
