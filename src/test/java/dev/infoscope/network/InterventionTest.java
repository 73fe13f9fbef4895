// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class InterventionTest {
  @Test
  void knowsItsHighestUnit() {
    assertThat(new Intervention(new int[] {4, 9, 0}, new double[3]).highest()).isEqualTo(9);
    assertThat(Intervention.of(3, -1).highest()).isEqualTo(3);
    assertThat(Intervention.none().highest()).isEqualTo(-1);
  }

  @Test
  void refusesWhatCannotBeHeld() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Intervention(new int[2], new double[1]))
        .withMessage("units (2) must be as many as values (1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Intervention(new int[] {5, 5}, new double[2]))
        .withMessage("unit 5 must be at least 0 and not come twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Intervention.of(-1, 0))
        .withMessage("unit -1 must be at least 0 and not come twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Intervention.of(0, Double.NaN))
        .withMessage("value (NaN) of unit 0 must be finite");
  }
}
