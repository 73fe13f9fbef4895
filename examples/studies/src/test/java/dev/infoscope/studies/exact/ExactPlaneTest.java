// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.examples.Quickstart;
import dev.infoscope.examples.TwelveBits;
import dev.infoscope.studies.Printed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ExactPlaneTest {
  @TempDir private Path folder;

  @Test
  void informationIsThatOfTheCounts() {
    Activations layer = Activations.of(new double[] {1, 2, 1, 2, 1, 3, -0.0, 2}, 2);
    ExactInformation exact = ExactInformation.of(layer, 0, 1, 1, 1);
    assertThat(exact.states()).isEqualTo(3);
    assertThat(exact.input()).isCloseTo(1.5, within(1e-12));
    double ofLabels = -0.25 * Math.log(0.25) / Math.log(2) - 0.75 * Math.log(0.75) / Math.log(2);
    assertThat(exact.label()).isCloseTo(ofLabels - 0.5, within(1e-12));
    Activations zeros = Activations.of(new double[] {0.0, -0.0}, 1);
    assertThat(ExactInformation.of(zeros, 0, 1)).isEqualTo(new ExactInformation(0, 0, 1));
  }

  @Test
  void everyUnitOfAHiddenLayerHasAtMost256ValuesAndTheGradientIsThatOfTheSmoothFunction() {
    MultiLayerNetwork network = new MultiLayerNetwork(EightBits.into(Quickstart.configuration(1)));
    network.init();
    List<INDArray> layers = network.feedForward(TwelveBits.all().getFeatures(), false);
    double[] values = layers.get(1).dup('c').data().asDouble();
    assertThat(Arrays.stream(values).distinct().count()).isBetween(100L, 256L);
    double[] levels = Arrays.stream(values).map(value -> (value + 1) * 127.5).toArray();
    double[] whole = Arrays.stream(levels).map(Math::rint).toArray();
    assertThat(levels).containsExactly(whole, within(1e-3));
    EightBits relu = EightBits.of(new ActivationReLU());
    INDArray epsilon = Nd4j.createFromArray(new double[][] {{5, 7}});
    INDArray in = Nd4j.createFromArray(new double[][] {{-1, 0.3}});
    assertThat(relu.backprop(in, epsilon).getFirst().toDoubleVector()).containsExactly(0, 7);
  }

  @Test
  void theRangeOfARectifierIsWhatTrainingHasShown() {
    EightBits relu = EightBits.of(new ActivationReLU());
    relu.getActivation(Nd4j.createFromArray(new double[][] {{-1, 2.55}}), true);
    INDArray read = relu.getActivation(Nd4j.createFromArray(new double[][] {{0.014, 9}}), false);
    assertThat(read.toDoubleVector()).containsExactly(new double[] {0.01, 2.55}, within(1e-9));
  }

  @Test
  void aNetworkLearnsInEightBitsAndNoEstimatorReadsMoreThanThereIsOfTheLastLayer()
      throws Exception {
    Path figure = folder.resolve("planes.svg");
    Printed printed = Printed.by("exact-plane", "--epochs", 4, "--every", 2, "--figure", figure);
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out())
        .contains("4096 rows, 12.00 bits", "    0 tanh_1 ", "    4 output ")
        .contains("binned   output   off by I(X;T)");
    assertThat(Files.readString(figure))
        .contains("exact, epochs 0 to 4", "pairwise, epochs 0 to 4");
  }
}
