// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What all commands have in common. */
class MannersTest {
  /** Options whose meaning differs with the command, so that one sentence cannot say it. */
  private static final Set<String> OF_THE_COMMAND =
      Set.of(
          "--out", // an HTML file, a history, a picture
          "--openmetrics",
          "--activations",
          "--labels",
          "--bins",
          "--estimator",
          "--units",
          "--quantizer",
          "--corrected");

  @TempDir private Path folder;
  private Path table;

  @BeforeEach
  void writeTable() throws IOException {
    table = Files.writeString(folder.resolve("T.csv"), "a,b\n0.5,1.5\n0.25,1\n0,2.5\n1,0.5\n");
    Files.writeString(folder.resolve("y.csv"), "0\n1\n0\n1\n");
  }

  static Stream<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>();
    add(new CommandLine(Infoscope.class), all);
    return all.stream();
  }

  private static void add(CommandLine command, List<CommandLine> all) {
    all.add(command);
    for (CommandLine each : command.getSubcommands().values()) {
      add(each, all);
    }
  }

  @Test
  void theSameOptionHasTheSameNamesAndWordsInEveryCommand() {
    Map<String, Set<String>> words = new LinkedHashMap<>();
    commands()
        .flatMap(command -> command.getCommandSpec().options().stream())
        .filter(option -> !OF_THE_COMMAND.contains(option.longestName()))
        .forEach(
            option ->
                words
                    .computeIfAbsent(option.longestName(), name -> new TreeSet<>())
                    .add(words(option)));
    assertThat(words).hasSizeGreaterThan(60);
    assertThat(words).allSatisfy((name, said) -> assertThat(said).hasSize(1));
  }

  private static String words(OptionSpec option) {
    String said = String.join(" ", option.description());
    String usual = said.replaceFirst("default \\d+\\.$", "default");
    return String.join(" ", option.names()) + " " + option.paramLabel() + " " + usual;
  }

  @Test
  void aShortNameStandsForTheSameOptionInEveryCommand() {
    Map<String, Set<String>> meant = new LinkedHashMap<>();
    commands()
        .flatMap(command -> command.getCommandSpec().options().stream())
        .filter(option -> !option.shortestName().startsWith("--"))
        .forEach(
            option ->
                meant
                    .computeIfAbsent(option.shortestName(), name -> new TreeSet<>())
                    .add(option.longestName()));
    assertThat(meant)
        .containsKeys("-a", "-j", "-l", "-m", "-n", "-o", "-p", "-q", "-r", "-s", "-t");
    assertThat(meant).allSatisfy((name, said) -> assertThat(said).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpOfEveryCommandHasExamplesThatCanBeTyped(CommandLine command) {
    String[] examples = command.getCommandSpec().usageMessage().footer();
    assertThat(examples).isNotEmpty();
    assertThat(command.getUsageMessage()).contains("Examples:", examples[0]);
    for (String example : examples) {
      String[] typed = example.strip().replaceFirst(" *[|>#].*", "").split(" +");
      assertThat(typed[0]).isEqualTo("infoscope");
      CommandLine line = new CommandLine(Infoscope.class);
      var parsed = line.parseArgs(Stream.of(typed).skip(1).toArray(String[]::new));
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      String name = command.getCommandSpec().qualifiedName();
      assertThat(parsed.commandSpec().qualifiedName()).startsWith(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rpeort run.jsonl, did you mean report?",
    "measure flwo, did you mean flow?",
    "compre a b, did you mean compare?",
    "measure neurons -a T -l y --trheshold 0, did you mean --threshold?",
    "measure neurons -a T -l y --sede=3, did you mean --seed?",
    "measure neurons -a T -l y --quant 1bit, did you mean --quantizer?"
  })
  void whatIsCloseToANameIsGuessed(String typed, String said) {
    Shell.refused(Shell.run((Object[]) typed.split(" ")), said);
  }

  @Test
  void whatIsCloseToNothingIsNot() {
    assertThat(Shell.run("zebra").err()).contains("'zebra'").doesNotContain("did you mean");
  }

  @Test
  void aQuietCommandPrintsItsResultAlone() {
    Object[] words = {"measure", "neurons", "-a", table, "-l", folder.resolve("y.csv"), "-n", 1};
    String[] typed = Stream.of(words).map(String::valueOf).toArray(String[]::new);
    Shell.Outcome noted = Shell.run((Object[]) with(typed, "--index", "yes", "--progress"));
    assertThat(noted.status()).as(noted.err()).isZero();
    Shell.Outcome quiet = Shell.run((Object[]) with(typed, "--index", "yes", "-q"));
    assertThat(quiet.status()).isZero();
    assertThat(quiet.out()).isEqualTo(noted.out());
    assertThat(quiet.err()).isEmpty();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aQuietCommandStillSaysWhatIsWrong() {
    Shell.refused(
        Shell.run("-q", "measure", "neurons", "-a", folder.resolve("none.csv"), "-l", table),
        "none.csv");
    Shell.refused(Shell.run("measure", "neurons", "-q", "-a", table), "--labels");
  }

  @Test
  void shortOptionsAreTheLongOnes() {
    Object y = folder.resolve("y.csv");
    Shell.Outcome brief = Shell.run("measure", "neurons", "-a", table, "-l", y, "-s", 3, "-jn", 5);
    Shell.Outcome full =
        Shell.run(
            "measure",
            "neurons",
            "--activations",
            table,
            "--labels",
            y,
            "--seed",
            3,
            "--json",
            "--null",
            5);
    assertThat(brief.status()).as(brief.err()).isZero();
    assertThat(brief.out()).isEqualTo(full.out());
  }

  @Test
  void coloursAreForTerminalsAndNotWhereNoColorIsSet() throws Exception {
    Pattern colour = Pattern.compile("\u001B\\[[0-9;]*m");
    Object[] words = {"measure", "information-plane", "-a", table, "-l", folder.resolve("y.csv")};
    Matcher forced = colour.matcher(process(Map.of("CLICOLOR_FORCE", "1"), words));
    assertThat(forced.find()).isTrue();
    assertThat(colour.matcher(process(Map.of("NO_COLOR", "1"), words)).find()).isFalse();
    assertThat(colour.matcher(process(Map.of(), words)).find()).as("no terminal").isFalse();
  }

  private static String process(Map<String, String> environment, Object... words) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    line.add(Infoscope.class.getName());
    Stream.of(words).map(String::valueOf).forEach(line::add);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeAll(Set.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }
}
