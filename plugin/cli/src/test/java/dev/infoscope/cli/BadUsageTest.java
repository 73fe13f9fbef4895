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
    "--sample 1, --sample (1) must be >= 2",
    "--seed 1.5, '1.5' is not a long",
    "--range 1, '1' is neither",
    "--range 1:-1, '1:-1' is neither",
    "--range 1:1, '1:1' is neither",
    "--range nan:1, 'nan:1' is neither",
    "--range 0:1:2, '0:1:2' is neither",
    "--noise 0.1, '0.1' is neither",
    "--noise relative:0, 'relative:0' is neither",
    "--noise absolute:-1, 'absolute:-1' is neither",
    "--noise relative:x, 'relative:x' is neither",
    "--estimator magic, 'magic' is not one of binned",
    "--nonsense, --nonsense",
    "--json=perhaps, perhaps"
  })
  void badOptionsAreRefused(String option, String said) {
    Object[] words = option.split(" ");
    refused(Shell.plane(good, labels, words), said);
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
