// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class ParameterCopyTest {
  private final MultiLayerNetwork network = Networks.denseWithDropout();
  private final INDArray shadow = network.params().dup();
  private final ParameterCopy copy = new ParameterCopy();

  @Test
  void aCopyIsOfTheMomentAtWhichItIsTaken() {
    assertThat(copy.take(new NetworkTrainee(network), 1, 7).iteration()).isEqualTo(7);
    float[] before = network.params().dup().data().asFloat();
    network.params().addi(1);
    copy.into(shadow);
    assertThat(shadow.data().asFloat()).containsExactly(before);
  }

  @Test
  void theNextCopyTakesThePlaceOfTheOneBefore() {
    copy.take(new NetworkTrainee(network), 1, 0);
    network.params().addi(1);
    copy.take(new NetworkTrainee(network), 2, 0);
    copy.into(shadow);
    assertThat(shadow.data().asFloat()).containsExactly(network.params().data().asFloat());
  }

  @Test
  void whatIsFreedMayBeFreedAgainAndTakenAnew() {
    copy.free();
    copy.take(new NetworkTrainee(network), 1, 0);
    copy.free();
    copy.free();
    copy.take(new NetworkTrainee(network), 2, 0);
    copy.into(shadow);
    assertThat(shadow.data().asFloat()).containsExactly(network.params().data().asFloat());
  }
}
