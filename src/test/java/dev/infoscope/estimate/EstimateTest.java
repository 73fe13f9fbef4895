// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
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
    assertThat(Estimate.ofBits(3, Uncertainty.of(16, 4), Set.of()).ceilingShare()).isEqualTo(0.75);
    assertThat(Estimate.ofBits(0, Uncertainty.of(16, 0), Set.of()).ceilingShare()).isNaN();
  }

  /** log2 3 over itself, added up in another order. */
  @Test
  void roundingDoesNotLiftAReadingAboveItsCeiling() {
    double ceiling = 1.584962500721156;
    double value = ceiling * (1 + 3 * Math.ulp(1.0));
    assertThat(value / ceiling).isGreaterThan(1);
    assertThat(Estimate.ofBits(value, Uncertainty.of(9, ceiling), Set.of()).ceilingShare())
        .isEqualTo(1);
    assertThat(Estimate.ofBits(2.5, Uncertainty.of(9, 2), Set.of()).ceilingShare())
        .as("more than rounding")
        .isEqualTo(1.25);
  }

  @Test
  void flagsAreCopiedAndCannotBeChanged() {
    EnumSet<Flag> flags = EnumSet.of(Flag.CONSTANT);
    Estimate estimate = Estimate.ofBits(0, Uncertainty.of(1, 0), flags);
    flags.add(Flag.SATURATED);
    assertThat(estimate.flags()).containsExactly(Flag.CONSTANT);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> estimate.flags().add(Flag.SATURATED));
  }

  @Test
  void aNumberOfSomethingElseIsNotReadAsBits() {
    Uncertainty known = Uncertainty.of(16, 8);
    assertThat(Estimate.ofBits(3, known, Set.of()).bits()).isEqualTo(3);
    Estimate neurons = Estimate.ofNeurons(3, known, Set.of());
    assertThat(neurons.value()).isEqualTo(3);
    assertThat(neurons.flagged(Flag.SAMPLED).unit()).isEqualTo(Unit.NEURONS);
    assertThatIllegalStateException()
        .isThrownBy(neurons::bits)
        .withMessage("3.0 neurons are no bits");
    assertThatIllegalStateException()
        .isThrownBy(() -> Estimate.ofRatio(0.5, known, Set.of()).bits())
        .withMessage("0.5 ratio are no bits");
    assertThat(Estimate.ofRatio(Double.NaN, known, Set.of(Flag.UNDEFINED)).bits()).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void unitsAreFoundByTheNameThatMetricsHaveForThem(Unit unit) {
    assertThat(Unit.of(unit.label())).isEqualTo(unit);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.of("nats"))
        .withMessage("unit (nats) must be one of [BITS, RATIO, NEURONS]");
  }

  @Test
  void whatAnUncertaintyDoesNotKnowIsNoNumber() {
    double none = Double.NaN;
    assertThat(Uncertainty.of(9, 4))
        .isEqualTo(new Uncertainty(9, none, 4, none, none, none, none, null));
    assertThat(Uncertainty.exact(4))
        .isEqualTo(new Uncertainty(0, 0, 4, none, none, none, none, null));
    assertThat(Uncertainty.of(1, 2, 3).withPatterns(4, 5).withCorrection(6).withOutside(7))
        .isEqualTo(new Uncertainty(1, 2, 3, 4, 5, 6, 7, null));
  }

  @Test
  void anUncertaintyTakesANullAndKeepsTheRest() {
    Uncertainty uncertainty = new Uncertainty(1, 2, 3, 4, 5, 6, 7, null);
    ShuffledNull shuffled = ShuffledNull.of(0.1, 0.2, 0.3);
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
