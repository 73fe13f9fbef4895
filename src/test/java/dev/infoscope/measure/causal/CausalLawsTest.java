// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Range;
import dev.infoscope.measure.causal.CausalPoint.Kind;
import dev.infoscope.network.Activation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausalLawsTest {
  private static final CausalBins BINS = CausalBins.of(16);

  private static CausalPoint point(LayerTransition layer) {
    return new CausalPlane(BINS, null).measure(layer);
  }

  private static double parts(LayerTransition layer) {
    return point(layer).effectiveInformation(Kind.PARTS).bits();
  }

  private static double joint(LayerTransition layer) {
    return new CausalPlane(BINS, JointPlan.defaults(5))
        .measure(layer)
        .effectiveInformation(Kind.JOINT)
        .bits();
  }

  @Test
  void zeroWeightsSayNothing() {
    LayerTransition layer = Layers.sigmoid(5, 3, new double[15]);
    assertThat(point(layer).sensitivity().bits()).isZero();
    assertThat(parts(layer)).isZero();
    assertThat(joint(layer)).isZero();
  }

  @Test
  void theIdentitySaysAllThereIs() {
    double[] eye = new double[9];
    eye[0] = 1;
    eye[4] = 1;
    eye[8] = 1;
    LayerTransition layer =
        Layers.unbiased(3, 3, eye, Activation.identity(), Layers.BOTH, Layers.BOTH);
    assertThat(point(layer).sensitivity().bits()).isCloseTo(12, within(1e-12));
    assertThat(parts(layer)).isCloseTo(12, within(1e-12));
    assertThat(joint(layer)).isCloseTo(12, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9, 40, 300})
  void permutingInputsOrOutputsChangesNothing(int inputs) {
    LayerTransition layer = Layers.uniform(inputs, 3, 5, 11);
    double[] permuted = new double[3 * inputs];
    for (int k = 0; k < inputs; k++) {
      for (int j = 0; j < 3; j++) {
        permuted[(inputs - 1 - k) * 3 + (j + 1) % 3] = layer.weights()[k * 3 + j];
      }
    }
    LayerTransition other = Layers.with(layer, permuted, new double[3]);
    assertThat(parts(other)).isCloseTo(parts(layer), within(1e-9));
    assertThat(point(other).sensitivity().bits())
        .isCloseTo(point(layer).sensitivity().bits(), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "tanh"})
  void turningAllSignsChangesNothing(String activation) {
    Range range = activation.equals("tanh") ? Layers.BOTH : Layers.UNIT;
    double[] weights = Layers.weights(12, 4, 6, 3);
    double[] bias = {0.3, -0.8, 0, 1.7};
    Activation function = Activation.named(activation);
    LayerTransition layer = new LayerTransition(12, 4, weights, bias, function, range, range);
    double[] minusWeights = Arrays.stream(weights).map(w -> -w).toArray();
    double[] minusBias = Arrays.stream(bias).map(b -> -b).toArray();
    LayerTransition other = Layers.with(layer, minusWeights, minusBias);
    assertThat(parts(other)).isCloseTo(parts(layer), within(1e-9));
    assertThat(point(other).sensitivity().bits())
        .isCloseTo(point(layer).sensitivity().bits(), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void forOneUnitTheWholeIsAtLeastItsParts(long seed) {
    CausalPoint point =
        new CausalPlane(BINS, JointPlan.defaults(seed)).measure(Layers.uniform(4, 1, 5, seed));
    double error = point.integratedInformation().uncertainty().standardError();
    assertThat(point.integratedInformation().bits()).isGreaterThan(-3 * error);
  }

  @Test
  void aDuplicatedUnitAddsToPartsAndSensitivityOnly() {
    LayerTransition one = Layers.uniform(5, 2, 6, 8);
    double[] doubled = new double[20];
    Arrays.setAll(doubled, at -> one.weights()[at / 4 * 2 + at % 2]);
    LayerTransition two = Layers.with(one, doubled, new double[4]);
    assertThat(parts(two)).isCloseTo(2 * parts(one), within(1e-9));
    assertThat(point(two).sensitivity().bits())
        .isCloseTo(2 * point(one).sensitivity().bits(), within(1e-9));
    assertThat(joint(two)).isCloseTo(joint(one), within(1e-9)); // the same random numbers
  }

  @Test
  void wideUnitsComeCloseToTheirLimit() {
    CausalPoint coarse = point(Layers.uniform(784, 20, 3, 2));
    CausalPoint fine =
        new CausalPlane(CausalBins.of(64), null).measure(Layers.uniform(784, 20, 3, 2));
    assertThat(coarse.partsOfWideLimit()).isBetween(0.9, 1.0);
    assertThat(fine.partsOfWideLimit()).isBetween(coarse.partsOfWideLimit(), 1.001);
  }

  @Test
  void degeneracyIsNegativeWhereNoiseLiftsEdgesOverBinEdges() {
    GoldenLayer trap = GoldenLayer.named("c16");
    CausalPoint point = new CausalPlane(trap.bins(), JointPlan.defaults(1)).measure(trap.layer());
    assertThat(point.sensitivity().bits()).isZero();
    assertThat(point.degeneracy(Kind.PARTS).bits())
        .isCloseTo(-trap.number("ei_parts"), within(1e-7));
    assertThat(point.degeneracy(Kind.JOINT).bits())
        .isEqualTo(-point.effectiveInformation(Kind.JOINT).bits());
  }

  @Test
  void integratedInformationIsNegativeWhereUnitsRepeatEachOther() {
    GoldenLayer golden = GoldenLayer.named("c13");
    CausalPoint point =
        new CausalPlane(golden.bins(), JointPlan.defaults(1)).measure(golden.layer());
    assertThat(point.integratedInformation().bits()).isCloseTo(-1.65, within(0.02));
  }

  @Test
  void theTurnedPlaneHasInformationAcrossAndSensitivityUp() {
    CausalPoint point = point(Layers.uniform(6, 3, 6, 1));
    double sensitivity = point.sensitivity().bits();
    double degeneracy = point.degeneracy(Kind.PARTS).bits();
    CausalPoint.Place place = point.place(Kind.PARTS);
    assertThat(place.across()).isCloseTo((sensitivity - degeneracy) / Math.sqrt(2), within(1e-12));
    assertThat(place.up()).isCloseTo((sensitivity + degeneracy) / Math.sqrt(2), within(1e-12));
  }
}
