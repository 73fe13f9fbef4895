// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.golden.Generators;
import dev.infoscope.numeric.Bits;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KsgTest {
  private static final Ksg FIRST = Ksg.of(3);
  private static final Ksg SECOND = FIRST.with(Ksg.Form.SECOND);

  /** Nats from JIDT, infomeasure and NPEET, the second form also from numpy; good to 1e-8. */
  @ParameterizedTest
  @CsvSource({"2000, 0.432585828633, 0.517490305734", "10000, 0.506366062783, 0.584450456625"})
  void agreesWithTheReferenceInTenDimensions(int rows, double first, double second) {
    Generators.Regression data = Generators.b4(rows);
    Activations x = Activations.of(data.x(), 10);
    Activations y = Activations.of(data.y(), 1);
    assertThat(FIRST.information(x, y, 1) / Bits.PER_NAT).isCloseTo(first, within(1e-8));
    assertThat(SECOND.information(x, y, 1) / Bits.PER_NAT).isCloseTo(second, within(1e-8));
    assertThat(SECOND.information(y, x, 2) / Bits.PER_NAT).isCloseTo(second, within(1e-8));
  }

  /** Nats from NPEET, which adds a little noise. */
  @Test
  void agreesWithTheReferenceForScalars() {
    Generators.Regression data = Generators.b4(10_000);
    double bits = FIRST.information(column(data.x(), 10, 0), Activations.of(data.y(), 1), 1);
    assertThat(bits / Bits.PER_NAT).isCloseTo(0.048034436, within(2e-8));
  }

  @ParameterizedTest
  @EnumSource(Ksg.Form.class)
  void isSymmetricAndTheSameForAnyNumberOfThreads(Ksg.Form form) {
    Generators.Regression data = Generators.b4(500);
    Activations x = Activations.of(data.x(), 10);
    Activations y = Activations.of(data.y(), 1);
    Ksg ksg = FIRST.with(form);
    double forward = ksg.information(x, y, 1);
    assertThat(ksg.information(x, y, 3)).isEqualTo(forward);
    assertThat(ksg.information(y, x, 1)).isCloseTo(forward, within(1e-12));
  }

  @Test
  void aConstantSideReadsExactlyNothing() {
    Activations constant = Activations.of(new double[200], 2);
    Activations other = Activations.of(Generators.gaussMatrix(5, 100, 1), 1);
    assertThat(FIRST.information(constant, other, 1)).isZero();
    assertThat(SECOND.with(new Jitter(1e-9, 1)).information(other, constant, 1)).isZero();
  }

  @Test
  void constantUnitsChangeNothing() {
    double[] x = Generators.gaussMatrix(6, 200, 1);
    double[] padded = new double[400];
    IntStream.range(0, 200).forEach(i -> padded[2 * i + 1] = x[i]);
    Activations y = Activations.of(Generators.gaussMatrix(7, 200, 1), 1);
    assertThat(FIRST.information(Activations.of(padded, 2), y, 1))
        .isEqualTo(FIRST.information(Activations.of(x, 1), y, 1));
  }

  @Test
  void jitterIsSeededAndLeavesUntiedDataAlone() {
    Generators.Regression data = Generators.b4(300);
    Activations x = column(data.x(), 10, 1);
    Activations y = Activations.of(data.y(), 1);
    Ksg seeded = FIRST.with(new Jitter(1e-9, 4));
    assertThat(seeded.information(x, y, 1)).isEqualTo(seeded.information(x, y, 2));
    assertThat(seeded.information(x, y, 1)).isCloseTo(FIRST.information(x, y, 1), within(1e-6));
  }

  @Test
  void tooFewRowsOrValuesThatAreNoNumbersGiveNoNumber() {
    Activations three = Activations.of(new double[] {1, 2, 3}, 1);
    assertThat(FIRST.information(three, three, 1)).isNaN();
    Activations hole = Activations.of(new double[] {1, 2, Double.NaN, 3, 4}, 1);
    Activations five = Activations.of(new double[] {1, 2, 3, 4, 5}, 1);
    assertThat(FIRST.information(hole, five, 1)).isNaN();
    assertThat(FIRST.information(five, hole, 1)).isNaN();
  }

  @Test
  void badArgumentsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ksg.of(0))
        .withMessage("neighbours (0) must be >= 1");
    Activations two = Activations.of(new double[2], 1);
    Activations three = Activations.of(new double[3], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FIRST.information(two, three, 1))
        .withMessageContaining("2 and 3");
    assertThatIllegalArgumentException().isThrownBy(() -> new Jitter(-1, 0));
  }

  static Activations column(double[] rows, int units, int unit) {
    return Activations.of(
        IntStream.range(0, rows.length / units).mapToDouble(i -> rows[i * units + unit]).toArray(),
        1);
  }
}
