// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.infoscope.dl4j.probe.Probe;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of a probe that do not suit each other, or not the network, are named by shape. */
class MisfitProbeTest {
  private static final int ROWS = 50;
  private static final int STEPS = Networks.STEPS;
  private static final DataSet SEQUENCES = Examples.sequences(ROWS, 1, false);

  private static DataSet masked(INDArray ofFeatures, INDArray ofLabels) {
    return new DataSet(SEQUENCES.getFeatures(), SEQUENCES.getLabels(), ofFeatures, ofLabels);
  }

  static Stream<Arguments> masks() {
    INDArray few = Nd4j.ones(10, STEPS);
    INDArray many = Nd4j.ones(ROWS + 1, STEPS);
    INDArray longer = Nd4j.ones(ROWS, STEPS + 20);
    return Stream.of(
        arguments("feature mask 0 has shape [10, " + STEPS + "]", masked(few, null)),
        arguments("feature mask 0 has shape [51, " + STEPS + "]", masked(many, null)),
        arguments("feature mask 0 has shape [50, " + (STEPS + 20) + "]", masked(longer, null)),
        arguments("label mask 0 has shape [10, " + STEPS + "]", masked(null, few)),
        arguments("label mask 0 has shape [51, " + STEPS + "]", masked(null, many)),
        arguments("label mask 0 has shape [50, " + (STEPS + 20) + "]", masked(null, longer)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("masks")
  void aMaskOfOtherRowsOrStepsIsRefused(String message, DataSet data) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Probe.of(data.toMultiDataSet(), null, ROWS, 1))
        .withMessageContaining(message)
        .withMessageContaining("s have shape [" + ROWS + ", ")
        .withMessageContaining("a mask must have as many rows");
  }

  @Test
  void aMaskOfAFlatProbeWithOtherRowsIsRefused() {
    DataSet flat = Examples.flat(ROWS, 1);
    flat.setLabelsMaskArray(Nd4j.ones(10, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Probe.inOrder(flat.toMultiDataSet()))
        .withMessageContaining("label mask 0 has shape [10, 1] and its labels have shape [50, 3]");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, STEPS})
  void aMaskOfExamplesOrStepsIsTaken(int columns) {
    DataSet data = masked(Nd4j.ones(ROWS, STEPS), Nd4j.ones(ROWS, columns));
    assertThat(Probe.inOrder(data.toMultiDataSet()).examples()).isEqualTo(ROWS);
  }

  @Test
  void aProbeWithoutRowsIsCalledSo() {
    DataSet none = new DataSet(Nd4j.create(0, 6), Nd4j.create(0, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Probe.inOrder(none.toMultiDataSet()))
        .withMessageContaining("probe features of input 0 are [0, 6]")
        .withMessageContaining("at least one example");
  }

  @Test
  void anArrayThatTheNetworkHasNoInputForIsRefused() {
    DataSet flat = Examples.flat(ROWS, 1);
    MultiDataSet two =
        new MultiDataSet(
            new INDArray[] {flat.getFeatures(), Nd4j.rand(ROWS, 2)},
            new INDArray[] {flat.getLabels()});
    Examiner examiner =
        new Examiner(Networks.denseWithDropout(), Probe.inOrder(two), List.of(), false);
    assertThatIllegalArgumentException()
        .isThrownBy(examiner::tryOut)
        .withMessage(
            "probe has 2 arrays of features, [50, 6] and [50, 2]; must be one for each input of"
                + " the network, [input]");
  }
}
