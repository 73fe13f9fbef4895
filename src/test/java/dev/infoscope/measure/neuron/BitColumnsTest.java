// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Rows;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitColumnsTest {
  @ParameterizedTest(name = "{0} x {1}, {2} classes")
  @CsvSource({"0, 3, 2", "1, 1, 1", "63, 2, 1", "64, 2, 1", "65, 2, 1", "500, 7, 10", "129, 3, 40"})
  void packedBitsCountTheSameAsRows(int rows, int units, int classes) {
    SplittableRandom random = new SplittableRandom(rows);
    Activations activations = Activations.of(Rows.uniform(random, rows * units, -1, 1), units);
    int[] labels = random.ints(rows, 0, classes).toArray();
    Bins edges = Bins.above(0.2).forUnits(units);
    assertThat(BitColumns.pack(activations, labels, classes, edges).count())
        .isEqualTo(new NeuronCounts(edges, classes).accept(activations, labels).snapshot().codes());
  }

  @Test
  void moreThanOneBitIsRefused() {
    Bins edges = Bins.perUnit(new double[][] {{0, 1}}, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BitColumns.pack(Activations.of(new double[1], 1), new int[1], 1, edges))
        .withMessage("bins (3) must be 2 to pack bits");
  }
}
