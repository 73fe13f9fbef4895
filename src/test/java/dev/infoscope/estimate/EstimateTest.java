// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.numeric.Bits;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EstimateTest {
  @Test
  void whatCouldNotBeEstimatedIsNotANumberAndSaysWhy() {
    Estimate none = Estimate.none(12, Flag.NOT_FINITE);
    assertThat(none.bits()).isNaN();
    assertThat(none.flags()).containsExactly(Flag.NOT_FINITE);
    assertThat(none.uncertainty().samples()).isEqualTo(12);
    assertThat(none.ceilingShare()).isNaN();
  }

  @Test
  void theShareOfTheCeilingNeedsACeiling() {
    assertThat(new Estimate(3, Uncertainty.of(16, 4), Set.of()).ceilingShare()).isEqualTo(0.75);
    assertThat(new Estimate(0, Uncertainty.of(16, 0), Set.of()).ceilingShare()).isNaN();
  }

  @Test
  void flagsAreCopiedAndCannotBeChanged() {
    EnumSet<Flag> flags = EnumSet.of(Flag.CONSTANT);
    Estimate estimate = new Estimate(0, Uncertainty.of(1, 0), flags);
    flags.add(Flag.SATURATED);
    assertThat(estimate.flags()).containsExactly(Flag.CONSTANT);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> estimate.flags().add(Flag.SATURATED));
  }

  @Test
  void anUncertaintyTakesANullAndKeepsTheRest() {
    Uncertainty uncertainty = new Uncertainty(1, 2, 3, 4, 5, 6, 7, null);
    ShuffledNull shuffled = new ShuffledNull(0.1, 0.2, 20);
    assertThat(uncertainty.withNull(shuffled))
        .isEqualTo(new Uncertainty(1, 2, 3, 4, 5, 6, 7, shuffled));
  }

  @ParameterizedTest
  @EnumSource(Flag.class)
  void everyFlagHasWordsAndALabelValue(Flag flag) {
    assertThat(flag.words()).isNotBlank();
    assertThat(flag.label()).matches("[a-z_]+");
  }

  @Test
  void bitsAreLogarithmsToBaseTwo() {
    assertThat(Bits.log2(8)).isCloseTo(3, within(1e-15));
    assertThat(Bits.log2(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Bits.xlog2x(0)).isZero();
    assertThat(Bits.xlog2x(1)).isZero();
    assertThat(Bits.xlog2x(4)).isEqualTo(8);
    assertThat(Bits.PER_NAT * Math.log(2)).isEqualTo(1);
  }
}
