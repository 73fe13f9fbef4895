// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.measure.causal.CausalPoint.Kind;
import dev.infoscope.network.Activation;
import dev.infoscope.numeric.ChiSquared;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausalBlocksTest {
  private static final CausalBins BINS = CausalBins.of(8);
  private final CausalBlocks blocks = new CausalBlocks(BINS, 200_000, 1);

  @Test
  void aBlockOfOneLayerIsThatLayer() {
    LayerTransition layer = Layers.uniform(5, 4, 6, 3);
    CausalPoint exact = new CausalPlane(BINS, null).measure(layer);
    BlockPoint sampled = blocks.measure(new LayerBlock(List.of(layer)));
    double error = sampled.parts().uncertainty().standardError();
    assertThat(error).isBetween(1e-4, 0.02);
    assertThat(sampled.parts().bits())
        .isCloseTo(exact.effectiveInformation(Kind.PARTS).bits(), within(4 * error));
    assertThat(sampled.sensitivity().bits())
        .isCloseTo(exact.sensitivity().bits(), within(0.01 * exact.sensitivity().bits()));
    assertThat(sampled.edges()).containsExactly(new CausalEdges(BINS).parts(layer), within(0.01));
  }

  @Test
  void anIdentityLayerBehindChangesNothing() {
    LayerTransition layer = Layers.uniform(4, 3, 6, 5);
    double[] eye = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    LayerTransition identity =
        Layers.unbiased(3, 3, eye, Activation.identity(), Layers.UNIT, Layers.UNIT);
    BlockPoint alone = blocks.measure(new LayerBlock(List.of(layer)));
    BlockPoint followed = blocks.measure(new LayerBlock(List.of(layer, identity)));
    assertThat(followed.edges()).isEqualTo(alone.edges());
    assertThat(followed.sensitivity()).isEqualTo(alone.sensitivity());
    assertThat(followed.degeneracy()).isEqualTo(alone.degeneracy());
  }

  @Test
  void unconnectedUnitsAreNotCalledConnected() {
    double[] weights = {4, 0, 0, 0, 3, 0, 0, 0, 5}; // three chains side by side
    LayerTransition layer = Layers.sigmoid(3, 3, weights);
    LayerTransition centred = Layers.with(layer, weights, new double[] {-3, -2.2, -4});
    BlockPoint point = blocks.measure(new LayerBlock(List.of(layer, centred)));
    for (int pair = 0; pair < 9; pair++) {
      if (pair % 4 == 0) {
        assertThat(point.chances()[pair]).isLessThan(1e-12);
        assertThat(point.edges()[pair]).isGreaterThan(0.1);
      } else {
        assertThat(point.chances()[pair]).isGreaterThan(1e-3);
        assertThat(point.edges()[pair]).isCloseTo(0, within(5e-4));
      }
    }
  }

  @Test
  void chancesAreThoseOfTheTables() {
    assertThat(ChiSquared.upperTail(67.505, 50)).isCloseTo(0.05, within(5e-4));
    assertThat(ChiSquared.upperTail(18.307, 10)).isCloseTo(0.05, within(5e-4));
    assertThat(ChiSquared.upperTail(29.588, 10)).isCloseTo(0.001, within(1e-4));
    assertThat(ChiSquared.upperTail(5, 0)).isEqualTo(1);
  }

  @Test
  void blocksThatDoNotFitAreRefused() {
    LayerTransition layer = Layers.uniform(4, 3, 6, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayerBlock(List.of(layer, layer)))
        .withMessage("layer 1 takes 4 inputs, the one before puts out 3");
    double[] bad = layer.weights().clone();
    Arrays.fill(bad, Double.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayerBlock(List.of(Layers.with(layer, bad, layer.bias()))))
        .withMessage("weights and biases of layer 0 must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CausalBlocks(BINS.with(Overflow.DROP), 1000, 1))
        .withMessage("overflow (DROP) of blocks must be CLAMP");
  }
}
