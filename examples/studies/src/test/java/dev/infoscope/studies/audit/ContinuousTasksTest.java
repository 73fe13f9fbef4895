// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.neighbours.GaussianInformation;
import dev.infoscope.estimate.neighbours.Ksg;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuousTasksTest {
  private static final Offset<Double> DIGITS = within(2e-6); // of the file

  private static AuditTask task(String name) {
    return ContinuousTasks.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double[] column(Activations values, int unit) {
    double[] all = new double[values.examples()];
    double[] row = new double[values.units()];
    for (int i = 0; i < all.length; i++) {
      values.copy(i, 1, row);
      all[i] = row[unit];
    }
    return all;
  }

  private static double correlation(double[] x, double[] y) {
    Moments ofX = Moments.of(x);
    Moments ofY = Moments.of(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - ofX.mean()) * (y[i] - ofY.mean());
    }
    return sum / (x.length - 1) / ofX.deviation() / ofY.deviation();
  }

  @Test
  void thereAreFortyWithNamesOfTheirOwn() {
    List<AuditTask> tasks = ContinuousTasks.all();
    assertThat(tasks).hasSize(40);
    assertThat(tasks.stream().map(AuditTask::name).distinct()).hasSize(40);
  }

  static List<AuditTask> all() {
    return ContinuousTasks.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void samplesHaveTheirShapeAndTheirSeed(AuditTask task) {
    AuditSample sample = task.draw(50, 3);
    assertThat(sample.x().units()).isEqualTo(task.units());
    assertThat(sample.y().units()).isEqualTo(task.others());
    assertThat(column(sample.x(), 0)).isEqualTo(column(task.draw(50, 3).x(), 0));
    assertThat(column(sample.x(), 0)).isNotEqualTo(column(task.draw(50, 4).x(), 0));
    assertThat(column(sample.x(), 0)).doesNotContain(Double.NaN);
  }

  /** The truth of normal vectors by the closed form, of a sample large enough for its bias. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bivariate normal, 1 x 1",
        "multinormal dense 0.5, 2 x 2",
        "multinormal dense 0.5, 5 x 5",
        "multinormal 2-pair, 2 x 2",
        "multinormal 2-pair, 5 x 5"
      })
  void normalVectorsHaveTheInformationOfTheirCorrelations(String name) {
    AuditTask task = task(name);
    AuditSample sample = task.draw(20_000, 1);
    assertThat(GaussianInformation.of(sample.x(), sample.y()))
        .isCloseTo(task.truth(), within(0.03));
  }

  /** Of scalars nearest neighbours are good to some hundredths, whatever the transformation. */
  @ParameterizedTest
  @CsvSource({
    "'additive uniform noise 0.10, 1 x 1', 0.08",
    "'additive uniform noise 0.75, 1 x 1', 0.05",
    "'uniform (normal CDF of it), 1 x 1', 0.05",
    "'bimodal of bivariate normal, 1 x 1', 0.05",
    "'wiggly of bivariate normal, 1 x 1', 0.05",
    "'half-cube of bivariate normal, 1 x 1', 0.05",
    "'asinh of Student t dof 1, 1 x 1', 0.05",
    "'Swiss roll of x, uniform, 2 x 1', 0.05"
  })
  void neighboursReadWhatTheFileSays(String name, double error) {
    AuditTask task = task(name);
    AuditSample sample = task.draw(4000, 2);
    assertThat(Ksg.of(3).information(sample.x(), sample.y(), 1))
        .isCloseTo(task.truth(), within(error));
  }

  /** The mean of the logarithm of the densities, and no entropy of a closed form. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 'asinh of '",
    "1, 2, 2, ''",
    "2, 3, 3, ''",
    "3, 5, 5, ''",
    "2, 5, 5, 'asinh of '"
  })
  void studentVectorsHaveTheInformationOfTheirDensities(
      int freedom, int left, int right, String before) {
    int rows = 40_000;
    AuditTask task = task(before + "Student t dof " + freedom + ", " + left + " x " + right);
    Transform back = before.isEmpty() ? Transform.NONE : Transform.each(Math::sinh);
    AuditSample sample = task.draw(rows, 4);
    double[] shares = new double[rows];
    double[] x = new double[left];
    double[] y = new double[right];
    for (int i = 0; i < rows; i++) {
      sample.x().copy(i, 1, x);
      sample.y().copy(i, 1, y);
      double first = squares(back.of(x));
      double second = squares(back.of(y));
      shares[i] =
          (logDensity(freedom, left + right, first + second)
                  - logDensity(freedom, left, first)
                  - logDensity(freedom, right, second))
              * Bits.PER_NAT;
    }
    Moments found = Moments.of(shares);
    assertThat(found.mean())
        .isCloseTo(task.truth(), within(4.5 * found.deviation() / Math.sqrt(rows)));
  }

  private static double squares(double... values) {
    return Arrays.stream(values).map(value -> value * value).sum();
  }

  /** Of the t distribution in so many dimensions, at a squared length. */
  private static double logDensity(int freedom, int dimensions, double squares) {
    return logGammaOfHalf(freedom + dimensions)
        - logGammaOfHalf(freedom)
        - dimensions / 2.0 * Math.log(freedom * Math.PI)
        - (freedom + dimensions) / 2.0 * Math.log1p(squares / freedom);
  }

  private static double logGammaOfHalf(int twice) {
    double log = twice % 2 == 0 ? 0 : Math.log(Math.PI) / 2;
    for (double at = twice % 2 == 0 ? 1 : 0.5; at < twice / 2.0; at++) {
      log += Math.log(at);
    }
    return log;
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform (normal CDF of it), 1 x 1", "normal CDF of 2-pair, 5 x 5"})
  void aNormalCdfMakesMarginsUniform(String name) {
    AuditTask task = task(name);
    Activations x = task.draw(20_000, 5).x();
    for (int unit = 0; unit < task.units(); unit++) {
      double[] sorted = column(x, unit);
      Arrays.sort(sorted);
      double most = 0; // Kolmogorov and Smirnov
      for (int i = 0; i < sorted.length; i++) {
        most = Math.max(most, Math.abs(sorted[i] - (i + 0.5) / sorted.length));
      }
      assertThat(most * Math.sqrt(sorted.length)).isLessThan(1.95); // once in a thousand
    }
  }

  @Test
  void denseVectorsHaveEveryCorrelationOneHalf() {
    AuditSample sample = task("multinormal dense 0.5, 3 x 3").draw(20_000, 1);
    double[] first = column(sample.x(), 0);
    assertThat(Moments.of(first).deviation()).isCloseTo(1, within(0.03));
    assertThat(correlation(first, column(sample.x(), 2))).isCloseTo(0.5, within(0.03));
    assertThat(correlation(first, column(sample.y(), 1))).isCloseTo(0.5, within(0.03));
  }

  @Test
  void twoPairsOfCoordinatesAreCorrelatedAndNoOthers() {
    AuditSample sample = task("multinormal 2-pair, 5 x 5").draw(20_000, 1);
    for (int unit = 0; unit < 5; unit++) {
      double found = correlation(column(sample.x(), unit), column(sample.y(), unit));
      assertThat(found).isCloseTo(unit < 2 ? 0.8 : 0, within(0.03));
    }
  }

  /** Information is there without any correlation. */
  @Test
  void studentVectorsAreUncorrelatedAndDependent() {
    AuditSample sample = task("asinh of Student t dof 1, 1 x 1").draw(20_000, 1);
    double[] x = column(sample.x(), 0);
    double[] y = column(sample.y(), 0);
    double[] absoluteX = Arrays.stream(x).map(Math::abs).toArray();
    double[] absoluteY = Arrays.stream(y).map(Math::abs).toArray();
    assertThat(correlation(x, y)).isCloseTo(0, within(0.03));
    assertThat(correlation(absoluteX, absoluteY)).isGreaterThan(0.3);
  }

  /** Both margins of the bimodal task: mean and variance of the mixtures. */
  @Test
  void humpsLieWhereTheyShould() {
    AuditSample sample = task("bimodal of bivariate normal, 1 x 1").draw(20_000, 1);
    Moments x = Moments.of(column(sample.x(), 0));
    Moments y = Moments.of(column(sample.y(), 0));
    assertThat(x.mean()).isCloseTo(3.5, within(0.06));
    assertThat(x.deviation() * x.deviation()).isCloseTo(1 + 0.3 * 0.7 * 25, within(0.15));
    assertThat(y.mean()).isCloseTo(1, within(0.06));
    assertThat(y.deviation() * y.deviation()).isCloseTo(1 + 0.25 * 16, within(0.15));
  }

  /** What is done to x or y alone is invertible, so that the truth is that of the plain task. */
  @Test
  void transformationsKeepTheTruth() {
    double normal = -0.5 * Bits.log2(1 - 0.75 * 0.75);
    double pairs = -Bits.log2(1 - 0.8 * 0.8);
    for (AuditTask task : ContinuousTasks.all()) {
      if (task.name().contains("2-pair")) {
        assertThat(task.truth()).as(task.name()).isCloseTo(pairs, DIGITS);
      } else if (task.name().matches(".*(normal,|normal CDF|uniform,).*")) {
        assertThat(task.truth()).as(task.name()).isCloseTo(normal, DIGITS);
      }
    }
    assertThat(task("additive uniform noise 0.75, 1 x 1").truth())
        .isCloseTo(1 / (4 * 0.75) * Bits.PER_NAT, DIGITS);
    assertThat(task("additive uniform noise 0.10, 1 x 1").truth())
        .isCloseTo((0.1 - Math.log(0.2)) * Bits.PER_NAT, DIGITS);
  }

  @Test
  void spiralsKeepTheLengthAndStripsCanBeUnrolled() {
    double[] spun = Transform.spiral(1).of(new double[] {0.3, -1, 2});
    assertThat(spun[0] * spun[0] + spun[1] * spun[1] + spun[2] * spun[2])
        .isCloseTo(0.09 + 1 + 4, within(1e-12));
    assertThat(spun[0]).isEqualTo(0.3);
    double[] rolled = Transform.swissRoll().of(new double[] {0.4});
    double angle = Math.hypot(rolled[0], rolled[1]) * 21;
    assertThat((angle / (1.5 * Math.PI) - 1) / 2).isCloseTo(0.4, within(1e-12));
  }
}
