// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalPoint.Kind;
import dev.infoscope.network.Activation;
import dev.infoscope.network.Layer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CausalPlaneTest {
  private final LayerTransition layer = Layers.uniform(30, 12, 4, 6);
  private final CausalPlane plane = new CausalPlane(CausalBins.of(16), null);

  private LayerTransition moved(int input, int unit, double to) {
    double[] weights = layer.weights().clone();
    weights[input * layer.outputs() + unit] = to;
    return Layers.with(layer, weights, layer.bias());
  }

  @Test
  void onlyUnitsThatMovedAreComputedAgain() {
    plane.measure(layer);
    assertThat(plane.recomputed()).isEqualTo(12);
    plane.measure(Layers.with(layer, layer.weights().clone(), layer.bias().clone()));
    assertThat(plane.recomputed()).isZero();
    plane.measure(moved(3, 7, 0.5));
    assertThat(plane.recomputed()).isEqualTo(1);
    double[] bias = new double[12];
    bias[2] = 1;
    plane.measure(Layers.with(layer, layer.weights(), bias));
    assertThat(plane.recomputed()).isEqualTo(2); // the moved one back, and the new bias
  }

  @Test
  void theCacheNeverShowsInTheNumbers() {
    plane.measure(layer);
    for (int step = 0; step < 5; step++) {
      LayerTransition now = moved(step, 2 * step, 0.1 * step);
      CausalPoint fresh = new CausalPlane(CausalBins.of(16), null).measure(now);
      CausalPoint cached = plane.measure(now);
      assertThat(cached.units().parts()).isEqualTo(fresh.units().parts());
      assertThat(cached.units().sensitivity()).isEqualTo(fresh.units().sensitivity());
      assertThat(cached.units().outputEntropy()).isEqualTo(fresh.units().outputEntropy());
    }
  }

  /** A sigmoid puts out 0 to 1: nothing is left of a range above. */
  @Test
  void aLayerOfWhichNothingIsLeftReadsNoNumber() {
    CausalBins dropping = CausalBins.of(8).with(Overflow.DROP);
    LayerTransition above =
        new LayerTransition(
            2,
            2,
            new double[] {1, 2, 3, 0},
            new double[2],
            Activation.sigmoid(),
            Layers.UNIT,
            new Range(1.5, 2));
    for (JointPlan plan : new JointPlan[] {null, JointPlan.defaults(1)}) {
      CausalPoint point = new CausalPlane(dropping, plan).measure(above);
      for (Reading reading : CausalReadings.of(new Layer(0, "a", "dense", null, ""), point, true)) {
        assertThat(reading.value()).as("%s", reading).isNaN();
        assertThat(reading.flags()).containsExactly(Flag.OUT_OF_RANGE);
      }
    }
    CausalPoint clamped = new CausalPlane(CausalBins.of(8), null).measure(above);
    assertThat(clamped.sensitivity().bits()).isZero();
    assertThat(clamped.sensitivity().flags()).containsExactly(Flag.OUT_OF_RANGE);
    assertThat(clamped.effectiveInformation(Kind.PARTS).flags()).containsExactly(Flag.OUT_OF_RANGE);
  }

  /** One unit of two is stuck at the top, where nothing counts; the other is read. */
  @Test
  void unitsOfWhichNothingIsLeftAreFlagged() {
    CausalBins dropping = CausalBins.of(8).with(Overflow.DROP);
    LayerTransition one =
        new LayerTransition(
            1,
            2,
            new double[] {2, 0},
            new double[] {-1, 40},
            Activation.sigmoid(),
            Layers.UNIT,
            new Range(0, 0.9));
    CausalPoint point = new CausalPlane(dropping, null).measure(one);
    assertThat(point.units().outside()).containsExactly(false, true);
    assertThat(point.sensitivity().bits()).isPositive();
    assertThat(point.sensitivity().flags()).containsExactly(Flag.OUT_OF_RANGE);
    assertThat(point.effectiveInformation(Kind.PARTS).flags()).containsExactly(Flag.OUT_OF_RANGE);
  }

  @Test
  void changingWeightsInPlaceIsNoticed() {
    double[] weights = layer.weights().clone();
    LayerTransition mine = Layers.with(layer, weights, layer.bias());
    CausalPoint before = plane.measure(mine);
    double was = before.units().parts()[4];
    weights[4] += 1;
    CausalPoint after = plane.measure(mine);
    assertThat(plane.recomputed()).isEqualTo(1);
    assertThat(after.units().parts()[4]).isNotEqualTo(was);
    assertThat(before.units().parts()[4]).isEqualTo(was); // points are not alive
  }

  @Test
  void anotherActivationStartsAnew() {
    plane.measure(layer);
    plane.measure(
        Layers.unbiased(30, 12, layer.weights(), Activation.tanh(), Layers.UNIT, Layers.BOTH));
    assertThat(plane.recomputed()).isEqualTo(12);
  }

  @Test
  void sumsOfEdgesAreTheUnits() {
    CausalPoint point = plane.measure(layer);
    double[] parts = new CausalEdges(CausalBins.of(16)).parts(layer);
    double[] sensitivity = new CausalEdges(CausalBins.of(16)).sensitivity(layer);
    for (int unit = 0; unit < 12; unit++) {
      double partsSum = 0;
      double sensitivitySum = 0;
      for (int k = 0; k < 30; k++) {
        partsSum += parts[k * 12 + unit];
        sensitivitySum += sensitivity[k * 12 + unit];
      }
      assertThat(point.units().parts()[unit]).isCloseTo(partsSum, within(1e-10));
      assertThat(point.units().sensitivity()[unit]).isCloseTo(sensitivitySum, within(1e-10));
    }
  }

  @Test
  void weightsThatAreNotFiniteReadNaNAndSayWhy() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      CausalPoint point =
          new CausalPlane(CausalBins.of(16), JointPlan.defaults(1)).measure(moved(0, 3, bad));
      assertThat(point.sensitivity().bits()).isNaN();
      assertThat(point.sensitivity().flags()).containsExactly(Flag.NOT_FINITE);
      for (Kind kind : Kind.values()) {
        assertThat(point.effectiveInformation(kind).bits()).isNaN();
        assertThat(point.effectiveInformation(kind).flags()).containsExactly(Flag.NOT_FINITE);
        assertThat(point.degeneracy(kind).flags()).containsExactly(Flag.NOT_FINITE);
      }
      assertThat(point.units().parts()[3]).isNaN();
      assertThat(point.units().parts()[2]).isPositive();
      double[] edges = new CausalEdges(CausalBins.of(16)).sensitivity(moved(0, 3, bad));
      assertThat(Arrays.stream(edges).filter(Double::isNaN).count()).isEqualTo(1);
    }
    double[] bias = new double[12];
    bias[0] = Double.NaN;
    CausalPoint point = plane.measure(Layers.with(layer, layer.weights(), bias));
    assertThat(point.units().sensitivity()[0]).isNaN();
  }

  @Test
  void closedFormsCarryNoError() {
    CausalPoint point = plane.measure(layer);
    assertThat(point.sensitivity().uncertainty().standardError()).isZero();
    assertThat(point.effectiveInformation(Kind.PARTS).uncertainty().standardError()).isZero();
    assertThat(point.effectiveInformation(Kind.PARTS).ceilingShare()).isBetween(0.0, 1.0);
    assertThat(point.effectiveInformation(Kind.JOINT).bits()).isNaN(); // was not asked for
    assertThat(point.integratedInformation().flags()).containsExactly(Flag.UNDERSAMPLED);
  }

  @Test
  void badArgumentsFailAtTheDoor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Layers.with(layer, new double[35], new double[12]))
        .withMessage("weights (35 values) must be inputs x outputs (30 x 12)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LayerTransition(
                    1,
                    2,
                    new double[2],
                    new double[3],
                    Activation.relu(),
                    Layers.UNIT,
                    Layers.UNIT))
        .withMessage("bias (3 values) must have one per output (2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CausalBins.of(1))
        .withMessage("input bins (1) must be >= 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Layers.unbiased(
                    1, 1, new double[1], Activation.relu(), new Range(1, 1), Layers.UNIT))
        .withMessageContaining("input range (Range[low=1.0, high=1.0]) must not be a point");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JointPlan(10, 512, 1 << 20, 1))
        .withMessage("cells (10) must be >= 256");
  }

  @Test
  void reachHoldsEveryActivation() {
    LayerTransition rectified =
        new LayerTransition(
            2,
            2,
            new double[] {1, -2, 3, 4},
            new double[] {0.5, -1},
            Activation.relu(),
            Layers.BOTH,
            Layers.UNIT);
    assertThat(rectified.reach()).isEqualTo(new Range(0, 5));
  }
}
