// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.studies.Printed;
import org.junit.jupiter.api.Test;

class GrowthTest {
  @Test
  void aPowerLawIsFoundAgainWhereSomeSizesAreMissing() {
    int[] sizes = {10, 20, 40, 80};
    double[] squares = {3 * 100, Double.NaN, 3 * 1600, 3 * 6400};
    assertThat(Growth.exponent(sizes, squares)).isCloseTo(2, within(1e-12));
    assertThat(Growth.exponent(sizes, new double[] {5, 5, 5, 5})).isCloseTo(0, within(1e-12));
    assertThat(Growth.exponent(sizes, new double[] {5, 0, 0, Double.NaN})).isNaN();
  }

  @Test
  void timeAndMemoryAreTabledByRowsUnitsAndClasses() throws Exception {
    Printed printed = Printed.by("growth", "--quick", "--measure", "redundancy");
    assertThat(printed.status()).as(printed.err()).isZero();
    for (String axis : new String[] {"rows", "units", "classes"}) {
      for (String what : new String[] {"CPU ms", "MB"}) {
        assertThat(printed.out())
            .containsPattern(
                "(?m)^\\| " + what + " by " + axis + " \\|( [0-9,]+ \\|){3} power \\|$");
      }
    }
    assertThat(printed.out()).containsPattern("(?m)^\\| redundancy \\|( [0-9.]+\\*? \\|){3}");
  }
}
