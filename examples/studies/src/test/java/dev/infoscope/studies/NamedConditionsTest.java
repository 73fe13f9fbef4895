// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.report.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What examples print, and pages that show it, name version, seed and threads. */
class NamedConditionsTest {
  private static final Path HOUSE = Path.of("../..");
  private static final Pattern MEASURED = Pattern.compile("-P(quickstart|benchmarks) |\\(images/");

  /** Pages that explain commands and show nothing that was measured by them. */
  private static final Pattern WITHOUT_FIGURES =
      Pattern.compile("(CONTRIBUTING|architecture|new-measure|what-is-read)\\.md");

  private static String line(String seeds) {
    int omp = OmpThreads.count();
    return String.join(
        ", ",
        "infoscope " + Provenance.currentVersion(),
        seeds,
        "1 analysis thread",
        omp + (omp == 1 ? " OMP thread" : " OMP threads"));
  }

  @Command(name = "one")
  private static final class OneSeed implements Runnable {
    @Option(names = "--seed")
    long seed = 1;

    @Override
    public void run() {
      System.out.println(seed);
    }
  }

  @Command(name = "many")
  private static final class ManySeeds implements Runnable {
    @Option(names = "--seeds")
    int seeds = 20;

    @Override
    public void run() {
      System.out.println(seeds);
    }
  }

  @Test
  void aStudyEndsWithWhatItsFiguresDependOn() {
    Printed printed = Printed.by("causal", "--seeds", 1, "--epochs", 1, "--parts-only");
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out()).endsWith(line("seeds 1 to 1") + System.lineSeparator());
  }

  @Test
  void theLineNamesTheSeedsThatWereAskedForAndIsNotThereForHelpOrMistakes() {
    CommandLine made =
        new CommandLine(Studies.class).addSubcommand(new OneSeed()).addSubcommand(new ManySeeds());
    assertThat(Printed.by(made, "one", "--seed", "7").out()).contains(line("seed 7"));
    assertThat(Printed.by(made, "many").out()).contains(line("seeds 1 to 20"));
    assertThat(Printed.by("causal", "--help").out())
        .contains("Usage:")
        .doesNotContain("OMP thread");
    assertThat(Printed.by(made, "one", "--unknown").out()).doesNotContain("OMP thread");
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> site = Files.list(HOUSE.resolve("src/site"))) {
      return Stream.concat(site, Stream.of(HOUSE.resolve("README.md")))
          .filter(page -> page.toString().endsWith(".md"))
          .filter(page -> !WITHOUT_FIGURES.matcher(page.getFileName().toString()).matches())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageThatShowsWhatWasMeasuredNamesVersionAndThreads(Path page) throws IOException {
    String text = Files.readString(page);
    if (MEASURED.matcher(text).find()) {
      assertThat(text)
          .containsPattern("infoscope \\d+\\.\\d+\\.\\d+")
          .containsPattern("\\d analysis threads?")
          .containsPattern("\\d OMP threads?");
    }
  }

  @Test
  void theCommandsOfThePagesRunWithOneOmpThread() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<OMP_NUM_THREADS>1</OMP_NUM_THREADS>");
  }
}
