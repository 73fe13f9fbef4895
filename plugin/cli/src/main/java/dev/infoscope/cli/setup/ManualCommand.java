// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.setup;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.OutputFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code infoscope manual}: a manual page of every command. */
@Command(
    name = "manual",
    description = "Writes a manual page of every command, for man.",
    footerHeading = "%nExamples:%n",
    footer = {"  infoscope manual ~/.local/share/man/man1   # then: man infoscope-measure-flow"},
    sortOptions = false)
public final class ManualCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "Folder to write them to; must exist.")
  private Path folder = Path.of("");

  @Spec private CommandSpec command;

  /** For the command line only. */
  public ManualCommand() {}

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder, Files.exists(folder) ? "is no folder" : "no such folder");
    }
    write(command.root().commandLine(), command.commandLine().getOut());
    return 0;
  }

  private void write(CommandLine each, PrintWriter out) {
    Path page = folder.resolve(ManualPage.name(each) + ".1");
    OutputFile.write(page, out, target -> Files.writeString(target, ManualPage.of(each)));
    for (CommandLine under : List.copyOf(each.getSubcommands().values())) {
      write(under, out);
    }
  }
}
