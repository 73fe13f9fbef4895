// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static dev.infoscope.cli.Shell.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command line that makes no sense: status 2, one line on standard error, no output. */
class BadUsageTest {
  @TempDir Path folder;
  private Path good;
  private Path labels;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    good = Files.writeString(folder.resolve("good.csv"), "1\n2\n");
    labels = Files.writeString(folder.resolve("y.csv"), "0\n1\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--bins 1, --bins (1) must be >= 2",
    "--bins x, 'x' is not an int",
    "--null -1, --null (-1) must be >= 0",
    "--null 1000000000, --null (1000000000) must be <= 10000",
    "--sample 1, --sample (1) must be >= 2",
    "--seed 1.5, '1.5' is not a long",
    "--range 1, '1' is neither",
    "--range 1:-1, '1:-1' is neither",
    "--range 1:1, '1:1' is neither",
    "--range -1e308:1e308, '-1e308:1e308' is neither low:high with finite low < high and finite high - low",
    "--range nan:1, 'nan:1' is neither",
    "--range 0:1:2, '0:1:2' is neither",
    "--noise 0.1, '0.1' is neither",
    "--noise relative:0, 'relative:0' is neither",
    "--noise absolute:-1, 'absolute:-1' is neither",
    "--noise relative:x, 'relative:x' is neither",
    "--estimator magic, 'magic' is not one of binned",
    "--estimator pairwise-lower, 'pairwise-lower' comes with pairwise: ask for pairwise",
    "--nonsense, --nonsense",
    "--json=perhaps, perhaps"
  })
  void badOptionsAreRefused(String option, String said) {
    Object[] words = option.split(" ");
    refused(Shell.plane(good, labels, words), said);
  }

  @ParameterizedTest
  @CsvSource({
    "causal --weights x --activation tanh --bins, 1000000000, 4096",
    "conductance --model m --probe x --labels y --steps, 2000000000, 10000",
    "conductance --model m --probe x --labels y --null, 2000000000, 10000",
    "neurons --activations x --labels y --null, 2000000000, 1000000"
  })
  void countsBeyondAllReasonAreRefused(String command, int count, int most) {
    String[] words = ("measure " + command + " " + count).split(" ");
    refused(
        Shell.run((Object[]) words),
        words[words.length - 2] + " (" + count + ") must be <= " + most);
  }

  @Test
  void moreOrdersThanAnyoneLooksAtAreRefused() {
    String line =
        "ablate --model m --probe x --labels y --test t --test-labels u --random 1000000000";
    refused(Shell.run((Object[]) line.split(" ")), "--random (1000000000) must be <= 10000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--input-range", "--output-range"})
  void aRangeWhoseWidthNoNumberHoldsIsRefused(String option) {
    String line = "measure causal --weights x --activation tanh " + option + " -1e308:1e308";
    refused(
        Shell.run((Object[]) line.split(" ")),
        option,
        "'-1e308:1e308' is not low:high with finite low < high and finite high - low");
  }

  @Test
  void badCommandsAreRefused() {
    refused(Shell.run(), "Missing required subcommand", "infoscope --help");
    refused(Shell.run("measure"), "Missing required subcommand");
    refused(Shell.run("divine"), "divine");
    refused(Shell.run("measure", "information-plane"), "--activations", "--labels");
    refused(Shell.run("measure", "information-plane", "--labels", labels), "--activations");
  }
}
