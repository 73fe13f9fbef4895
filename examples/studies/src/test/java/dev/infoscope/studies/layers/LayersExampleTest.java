// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.studies.IdxFolder;
import dev.infoscope.studies.Printed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersExampleTest {
  private static final String NUMBER = " +-?[0-9]+\\.[0-9]{3}";

  @TempDir Path folder;

  @Test
  void printsATableAndTheRankCorrelationOfVulnerabilityWithAblation() throws Exception {
    IdxFolder.write(folder, 512, 200);
    Printed printed =
        Printed.by("layers", "--data", folder, "--network", "narrow", "--epochs", 2, "--rows", 200);
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out())
        .containsPattern("(?m)^epoch 2: accuracy [01]\\.[0-9]{4}, loss [0-9]+\\.[0-9]{4}$")
        .containsPattern("(?m)^ +2 dense_3 " + NUMBER.repeat(2))
        .containsPattern(
            "(?m)^rank correlation with the accuracy lost with one unit,"
                + " [0-9]+ layers and epochs: v (-?[01]\\.[0-9]{2}|NaN), r ");
  }

  @Test
  void readsBitsOfConvolutionsByTheirMedians() throws Exception {
    IdxFolder.write(folder, 64, 100);
    Printed printed =
        Printed.by(
            "layers",
            "--data",
            folder,
            "--network",
            "cnn",
            "--bit",
            "median",
            "--units",
            2,
            "--epochs",
            0,
            "--rows",
            100);
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out()).containsPattern("(?m)^ +0 conv_1 " + NUMBER.repeat(6) + "$");
  }
}
