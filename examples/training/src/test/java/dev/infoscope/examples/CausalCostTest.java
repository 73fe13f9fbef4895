// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausalCostTest {
  private static final Pattern MEDIAN = Pattern.compile("median ([0-9.]+), most [0-9.]+ \\((\\d+)");

  @TempDir Path folder;

  @Test
  void movedWeightsAndWeightsAtRestAreTimedApart() throws Exception {
    IdxFolder.write(folder, 256, 100);
    Printed printed = Printed.by("causal-cost", "--data", folder, "--epochs", 3);
    assertThat(printed.status()).as(printed.err()).isZero();
    Matcher looks = MEDIAN.matcher(printed.out());
    assertThat(looks.find()).as(printed.out()).isTrue();
    double moved = Double.parseDouble(looks.group(1));
    assertThat(looks.group(2)).isEqualTo("3");
    assertThat(looks.find()).isTrue();
    assertThat(looks.group(2)).isEqualTo("20");
    assertThat(moved).isPositive();
    assertThat(printed.out()).contains("moved weights", "weights at rest");
  }

  @Test
  void withoutDataTheUsageIsSaid() {
    Printed printed = Printed.by("causal-cost");
    assertThat(printed.status()).isEqualTo(2);
    assertThat(printed.err()).contains("--data");
  }
}
