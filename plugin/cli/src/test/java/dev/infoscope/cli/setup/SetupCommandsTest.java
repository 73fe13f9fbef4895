// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.infoscope.cli.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completion and manual pages, tried in the shells that are there. */
class SetupCommandsTest {
  @TempDir private Path folder;

  private Path completion(String shell) throws IOException {
    Shell.Outcome outcome = Shell.run("completion", shell);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return Files.writeString(folder.resolve("infoscope." + shell), outcome.out());
  }

  private static String run(String... words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static void assumeThere(String program) {
    String path = String.valueOf(System.getenv("PATH"));
    boolean there =
        Stream.of(path.split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    assumeTrue(there, program + " is not there");
  }

  @ParameterizedTest
  @CsvSource({
    "'infoscope rep', 1, report",
    "'infoscope measure neu', 2, neurons",
    "'infoscope measure neurons --thr', 3, --threshold",
    "'infoscope watch --until', 2, --until-silent",
    "'infoscope completion f', 2, fish"
  })
  void bashCompletesCommandsAndOptions(String typed, int word, String completed) throws Exception {
    assumeThere("bash");
    String program =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_infoscope; echo \"${COMPREPLY[@]}\"";
    String said =
        run("bash", "-c", String.format(Locale.ROOT, program, completion("bash"), typed, word));
    assertThat(said.split("\\s+")).contains(completed);
  }

  @ParameterizedTest
  @CsvSource({
    "infoscope rep, report",
    "infoscope measure neu, neurons",
    "infoscope measure neurons --thr, --threshold",
    "infoscope watch --until, --until-silent",
    "infoscope measure neurons --header a, auto",
    "infoscope completion f, fish"
  })
  void fishCompletesCommandsAndOptions(String typed, String completed) throws Exception {
    assumeThere("fish");
    String said =
        run("fish", "-N", "-c", "source " + completion("fish") + "; complete -C '" + typed + "'");
    assertThat(said.lines().map(line -> line.split("\t")[0])).contains(completed);
  }

  @Test
  void zshReadsTheCompletion() throws Exception {
    assumeThere("zsh");
    String said =
        run(
            "zsh",
            "-fc",
            "autoload -U +X compinit && compinit -u -d "
                + folder.resolve("dump")
                + "; source "
                + completion("zsh")
                + "; print $_comps[infoscope]");
    assertThat(said).contains("_complete_infoscope");
  }

  @Test
  void everyCommandHasAManualPage() throws Exception {
    Shell.Outcome outcome = Shell.run("manual", folder);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEmpty();
    try (Stream<Path> pages = Files.list(folder)) {
      List<Path> all = pages.toList();
      assertThat(all).hasSize(19);
      for (Path page : all) {
        String name = page.getFileName().toString().replace(".1", "").replace("-", "\\-");
        assertThat(Files.readString(page))
            .contains(".SH \"SYNOPSIS\"", ".SH \"EXAMPLES\"", name + " \\- ")
            .doesNotContain("${", "%n", "@|");
      }
    }
    assertThat(Files.readString(folder.resolve("infoscope-measure-neurons.1")))
        .contains(".B \\-n, \\-\\-null=N", "the reading by chance; default 100.");
  }

  @Test
  void manualPagesAreGoodRoff() throws Exception {
    assumeThere("mandoc");
    Shell.run("manual", folder);
    try (Stream<Path> pages = Files.list(folder)) {
      for (Path page : pages.toList()) {
        run("mandoc", "-T", "lint", "-W", "error", page.toString());
      }
    }
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    Shell.refused(Shell.run("manual", folder.resolve("none")), "no such folder");
    Shell.refused(Shell.run("completion", "tcsh"), "tcsh");
  }
}
