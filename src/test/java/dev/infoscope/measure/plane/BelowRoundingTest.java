// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.numeric.Bits;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example has a twin to which it is equal, so that I(X;T) is log2 of the number of pairs. */
class BelowRoundingTest {
  private static final int PAIRS = 100;
  private static final int UNITS = 300;
  private static final double TRUTH = Bits.log2(PAIRS);

  private final Snapshot twins = twins();

  private static Snapshot twins() {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = new double[2 * PAIRS * UNITS];
    int half = values.length / 2;
    for (int at = 0; at < half; at++) {
      values[at] = random.nextGaussian();
      values[half + at] = values[at];
    }
    return Snapshots.of(
        Snapshots.labels(2 * PAIRS, 2), Snapshots.seen(Snapshots.tanh(0), values, UNITS));
  }

  private List<PlanePoint> read(Noise noise) {
    PlaneSettings settings =
        PlaneSettings.defaults()
            .withEstimators(
                PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER, PlaneEstimator.RENYI)
            .withNoise(noise);
    LayerSnapshot layer = twins.layers().get(0);
    return new InformationPlane(settings).points(layer, twins);
  }

  private Noise absolute(double share) {
    Activations layer = twins.layers().get(0).activations();
    return Noise.absolute(share * Noise.relative(1).variance(layer));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-13})
  void noiseThatRoundingLeavesAloneReadsTheTruth(double share) {
    for (Noise noise : List.of(Noise.relative(share), absolute(1.001 * share))) {
      assertThat(read(noise))
          .hasSize(3)
          .allSatisfy(
              point -> {
                assertThat(point.input().bits()).isCloseTo(TRUTH, within(0.01));
                assertThat(point.input().flags()).doesNotContain(Flag.BELOW_ROUNDING);
                assertThat(point.label().flags()).doesNotContain(Flag.BELOW_ROUNDING);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {9e-14, 1e-15})
  void noiseThatRoundingHidesIsFlagged(double share) {
    for (Noise noise : List.of(Noise.relative(share), absolute(share))) {
      assertThat(read(noise))
          .hasSize(3)
          .allSatisfy(
              point -> {
                assertThat(point.input().flags()).contains(Flag.BELOW_ROUNDING);
                assertThat(point.label().flags()).contains(Flag.BELOW_ROUNDING);
              });
    }
  }

  /** Why there is the flag. */
  @Test
  void withTooLittleNoiseTwinsReadAsDifferent() {
    assertThat(read(Noise.relative(1e-16)).get(0).input().bits()).isGreaterThan(TRUTH + 0.1);
  }
}
