// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.golden.Generators;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianInformationTest {
  /** Nats from JIDT and numpy; good to 1e-9. */
  @ParameterizedTest
  @CsvSource({"2000, 0.8578051606845537", "10000, 0.8393682320911507"})
  void agreesWithTheReference(int rows, double nats) {
    Generators.Regression data = Generators.b4(rows);
    double bits = GaussianInformation.of(Activations.of(data.x(), 10), Activations.of(data.y(), 1));
    assertThat(bits / Bits.PER_NAT).isCloseTo(nats, within(1e-9));
  }

  /** Closed form {@code -ln(1 - r^2) / 2} on columns whose sample correlation is exactly r. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.3, 0.047155339735620645",
    "0.6, 0.22314355131420974",
    "0.9, 0.8303656034108255",
    "0.99, 1.9585177736258443"
  })
  void agreesWithTheClosedForm(double correlation, double nats) {
    double[] x = {1, 1, -1, -1};
    double[] e = {1, -1, 1, -1};
    double[] y = new double[4];
    Arrays.setAll(y, i -> correlation * x[i] + Math.sqrt(1 - correlation * correlation) * e[i]);
    double bits = GaussianInformation.of(Activations.of(x, 1), Activations.of(y, 1));
    assertThat(bits / Bits.PER_NAT).isCloseTo(nats, within(1e-12));
  }

  @Test
  void repeatedAndConstantUnitsChangeNothing() {
    Generators.Regression data = Generators.b4(100);
    double[] wide = new double[100 * 12];
    for (int row = 0; row < 100; row++) {
      System.arraycopy(data.x(), row * 10, wide, row * 12, 10);
      wide[row * 12 + 10] = 2 * data.x()[row * 10 + 3] - 5;
      wide[row * 12 + 11] = 7;
    }
    Activations y = Activations.of(data.y(), 1);
    assertThat(GaussianInformation.of(Activations.of(wide, 12), y))
        .isEqualTo(GaussianInformation.of(Activations.of(data.x(), 10), y));
  }

  @Test
  void specialCases() {
    Activations x = Activations.of(new double[] {1, 2, 3, 5}, 1);
    assertThat(GaussianInformation.of(x, x)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(GaussianInformation.of(x, Activations.of(new double[4], 1))).isZero();
    Activations two = Activations.of(new double[] {1, 2}, 1);
    assertThat(GaussianInformation.of(two, two)).isNaN();
    Activations hole = Activations.of(new double[] {1, 2, Double.NaN, 4}, 1);
    assertThat(GaussianInformation.of(x, hole)).isNaN();
  }
}
