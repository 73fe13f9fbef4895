// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsTest {
  private static Activations of(int units, double... values) {
    return Activations.of(values, units);
  }

  @Test
  void theLargestUnitIsThePredictionTheFirstOfEquals() {
    Activations output = of(3, 0.1, 0.7, 0.2, 0.4, 0.2, 0.4);
    assertThat(Predictions.of(List.of(output), 3)).containsExactly(1, 0);
  }

  @Test
  void aSingleUnitPredictsTheSecondClassAboveOneHalf() {
    assertThat(Predictions.of(List.of(of(1, 0.2, 0.5, 0.51)), 2)).containsExactly(0, 0, 1);
  }

  @Test
  void severalOutputsPredictTheCombinationAsLabelsDo() {
    Activations first = of(2, 0.9, 0.1, 0.1, 0.9);
    Activations second = of(3, 0, 0, 1, 0, 1, 0);
    assertThat(Predictions.of(List.of(first, second), 6)).containsExactly(2, 4);
  }

  @Test
  void outputsThatAreNoClassesPredictNothing() {
    assertThat(Predictions.of(List.of(of(1, 0.2, 0.5)), 3)).isNull();
    assertThat(Predictions.of(List.of(of(4, 0, 0, 0, 1)), 3)).isNull();
    assertThat(Predictions.of(List.of(), 1)).isNull();
  }
}
