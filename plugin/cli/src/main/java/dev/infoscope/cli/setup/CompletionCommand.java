// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.setup;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code infoscope completion}: what makes a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Prints a script that makes a shell complete commands and options.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope completion bash > ~/.infoscope.bash   # source it in .bashrc",
      "  infoscope completion zsh > ~/.infoscope.zsh   # source it in .zshrc",
      "  infoscope completion fish > ~/.config/fish/completions/infoscope.fish"
    },
    sortOptions = false)
public final class CompletionCommand implements Callable<Integer> {
  /** Shells that are served. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec command;

  /** For the command line only. */
  public CompletionCommand() {}

  @Override
  public Integer call() {
    CommandLine top = command.root().commandLine();
    PrintWriter out = command.commandLine().getOut();
    out.print(
        shell == Shell.fish
            ? FishCompletion.of(top)
            : AutoComplete.bash(top.getCommandName(), top));
    out.flush();
    return 0;
  }
}
