// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command reference of the documentation is what the commands say of themselves. */
class CommandReferenceTest {
  private static final Path PAGE = Path.of("../../src/site/cli.md");

  @Test
  void theReferenceShowsTheHelpOfEveryCommand() throws IOException {
    if (Boolean.getBoolean("infoscope.regenerate")) {
      Files.writeString(PAGE, page());
    }
    assertThat(page())
        .as(
            "src/site/cli.md; made anew by: mvn -q -Phack -pl plugin/cli -am test"
                + " -Dtest=CommandReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dinfoscope.regenerate=true")
        .isEqualTo(Files.readString(PAGE));
  }

  private static String page() {
    CommandLine top = new CommandLine(Infoscope.class);
    StringBuilder page =
        new StringBuilder(
            """
            # Commands

            The help of every command, as `--help` prints it. A test compares this page with the \
            commands. How tables are read: [files](files.md). `infoscope` is the script \
            `plugin/cli/target/infoscope`, or stands for `java -jar \
            plugin/cli/target/infoscope.jar`; a link to the script will do, as in `ln -s \
            "$PWD/plugin/cli/target/infoscope" ~/.local/bin/`. `INFOSCOPE_OPTS` holds options for \
            Java, such as `-Xmx8g`. `infoscope-archive` beside it writes an archive of classes, with \
            which starting takes a fifth less. `infoscope.jar` measures files without the libraries \
            in `lib`, which hold DL4J; commands that read networks, and `measure flow`, need them.

            - `infoscope completion bash` (or `zsh`, `fish`) prints a script that completes commands \
            and options; `infoscope manual FOLDER` writes manual pages.
            - An option has the same name and meaning in every command. `-` in place of a file to \
            write means standard output, and then nothing else is printed there; a history that \
            `replay` or `watch` may continue must be a file. What is written replaces the file that \
            was there, unless the command reads that file or it is a history.
            - `--quiet` leaves out progress and notes. Errors are always reported, in one line; for \
            a name that does not exist the line suggests similar ones.
            - Colours are for terminals. `NO_COLOR` turns them off, `CLICOLOR_FORCE=1` on.
            """);
    append(top, page);
    return page.toString();
  }

  private static void append(CommandLine command, StringBuilder page) {
    String name = command.getCommandSpec().qualifiedName();
    command.setUsageHelpWidth(100);
    String help =
        command
            .getUsageMessage(Ansi.OFF)
            .lines()
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"));
    page.append("\n## `").append(name).append("`\n\n```text\n").append(help).append("\n```\n");
    for (CommandLine each : new LinkedHashSet<>(command.getSubcommands().values())) {
      append(each, page);
    }
  }
}
