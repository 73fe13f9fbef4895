// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.studies.IdxFolder;
import dev.infoscope.studies.Printed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureCostTest {
  @TempDir Path folder;

  @Test
  void everyMeasureThatIsOnByDefaultIsTimed() throws Exception {
    IdxFolder.write(folder, 256, 100);
    Printed printed = Printed.by("measure-cost", "--data", folder, "--epochs", 2);
    assertThat(printed.status()).as(printed.err()).isZero();
    String number = " +-?[0-9]+\\.[0-9]{2}"; // noise can make a difference negative
    for (String measure :
        new String[] {
          "probe",
          "parameters",
          "together",
          "information-plane",
          "causal",
          "neurons",
          "relay",
          "flow",
          "conductance",
          "usable",
          "redundancy",
          "plasticity"
        }) {
      assertThat(printed.out())
          .containsPattern("(?m)^" + measure + number.repeat(4) + " +-?[0-9]+\\.[0-9]$");
    }
  }

  @Test
  void theQuickstartIsTimedWithoutData() throws Exception {
    Printed printed =
        Printed.by("measure-cost", "--quickstart", "--epochs", 2, "--measure", "causal");
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out()).containsPattern("(?m)^causal .*\n(.*\n)*all +[0-9]");
  }

  @Test
  void aMeasureThatIsNoneIsRefusedByName() throws Exception {
    IdxFolder.write(folder, 256, 100);
    Printed printed = Printed.by("measure-cost", "--data", folder, "--measure", "causal,luck");
    assertThat(printed.status()).isNotZero();
    assertThat(printed.err()).contains("--measure (luck) must be one of [information-plane");
  }

  @Test
  void withoutDataTheUsageIsSaid() {
    Printed printed = Printed.by("measure-cost");
    assertThat(printed.status()).isEqualTo(2);
    assertThat(printed.err()).contains("--data");
  }
}
