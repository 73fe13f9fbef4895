// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsableInformationTest {
  private static final int ROWS = 2000;

  private static Estimate read(double[] values, int units, int... labels) {
    return UsableInformation.of(Activations.of(values, units), labels, 3, 1);
  }

  private static double bits(double[] values, int units, int... labels) {
    return read(values, units, labels).bits();
  }

  private static int[] labels(int rows, int classes, long seed) {
    return new SplittableRandom(seed).ints(rows, 0, classes).toArray();
  }

  private static double gauss(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log1p(-random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** Unit k is at distance {@code shift} for class k, else at 0; variance 1. */
  private static double[] gaussians(int[] labels, int classes, double shift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[labels.length * classes];
    for (int i = 0; i < values.length; i++) {
      values[i] = gauss(random) + (labels[i / classes] == i % classes ? shift : 0);
    }
    return values;
  }

  /** I(T;Y) of those, by the posterior of their true density, averaged over many draws. */
  private static double truth(int classes, double shift) {
    int draws = 200_000;
    int[] labels = labels(draws, classes, 98);
    double[] values = gaussians(labels, classes, shift, 99);
    double bits = 0;
    for (int row = 0; row < draws; row++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += Math.exp(shift * values[row * classes + k]);
      }
      bits += Bits.log2(classes * Math.exp(shift * values[row * classes + labels[row]]) / sum);
    }
    return bits / draws;
  }

  /** The Bayes reader of these classes is linear, so that usable information is I(T;Y). */
  @ParameterizedTest
  @CsvSource({"2,0.7,2000", "2,1.5,2000", "2,3,2000", "3,1,8000", "3,2.5,8000"})
  void ofGaussianClassesItIsTheMutualInformation(int classes, double shift, int rows) {
    int[] labels = labels(rows, classes, 5);
    double[] values = gaussians(labels, classes, shift, 6);
    assertThat(bits(values, classes, labels)).isCloseTo(truth(classes, shift), within(0.05));
  }

  /** The two signs hold 1 bit about their product, and a linear reader can use none of it. */
  @Test
  void ofTheProductOfTwoSignsALinearReaderCanUseNothing() {
    SplittableRandom random = new SplittableRandom(3);
    double[] signs = random.ints(2 * ROWS, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();
    int[] product = new int[ROWS];
    Arrays.setAll(product, row -> signs[2 * row] == signs[2 * row + 1] ? 1 : 0);
    Estimate estimate = read(signs, 2, product);
    assertThat(estimate.bits()).isCloseTo(0, within(0.01));
    assertThat(estimate.flags()).containsExactly(Flag.NOT_ABOVE_NULL);
  }

  @Test
  void ofTheLabelItselfAllIsUsable() {
    int[] labels = labels(ROWS, 2, 4);
    double[] values = Arrays.stream(labels).asDoubleStream().toArray();
    Estimate estimate = read(values, 1, labels);
    assertThat(estimate.bits()).isCloseTo(1, within(0.05));
    assertThat(estimate.flags()).containsExactly(Flag.AT_CEILING);
    assertThat(estimate.uncertainty().ceiling()).isBetween(estimate.bits(), 1.0);
  }

  /**
   * Of numpy 2.4.6 and SciPy 1.17.1 (trust-ncg, to a gradient of 1e-7), which code the same samples
   * in the same order. Fits here end within 1e-4 nats per example of the minimum.
   */
  @ParameterizedTest
  @CsvSource({
    "300,5,3,0.4,0.7722697555",
    "500,12,4,0.2,0.4552608914",
    "64,3,2,1,0.6041742910",
    "400,6,5,0,-0.0007956206"
  })
  void agreesWithAnIndependentComputation(
      int rows, int units, int classes, double gain, double bits) {
    long modulus = 1009;
    int[] labels = new int[rows];
    Arrays.setAll(labels, i -> (int) ((5L * i * i + 3L * i) % 101 % classes));
    double[] values = new double[rows * units];
    for (int at = 0; at < values.length; at++) {
      long i = at / units;
      long u = at % units;
      long residue = (i * 7919 + u * 104729 + i * i * 31 + u * i * u * 17) % modulus;
      values[at] =
          (double) residue / modulus - 0.5 + ((labels[(int) i] + u) % classes == 0 ? gain : 0);
    }
    assertThat(bits(values, units, labels)).isCloseTo(bits, within(1e-3));
  }

  @Test
  void scaleShiftAndOrderOfUnitsDoNotMatter() {
    int[] labels = labels(600, 3, 7);
    double[] values = gaussians(labels, 3, 1.5, 8);
    double[] changed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int unit = i % 3;
      changed[i - unit + (unit + 1) % 3] = Math.pow(-1e4, unit) * values[i] + 3 * unit;
    }
    assertThat(bits(changed, 3, labels)).isCloseTo(bits(values, 3, labels), within(1e-3));
  }

  @Test
  void hugeAndTinyValuesReadLikeOthers() {
    int[] labels = labels(600, 3, 7);
    double[] values = gaussians(labels, 3, 1.5, 8);
    double expected = bits(values, 3, labels);
    for (double factor : new double[] {0x1p1000, 0x1p-1000}) {
      double[] scaled = Arrays.stream(values).map(value -> value * factor).toArray();
      assertThat(bits(scaled, 3, labels)).isEqualTo(expected);
    }
  }

  @Test
  void namesOfClassesDoNotMatter() {
    int[] labels = labels(600, 3, 7);
    double[] values = gaussians(labels, 3, 1.5, 8);
    int[] others = Arrays.stream(labels).map(label -> label * label * 1_000_000 - 7).toArray();
    assertThat(bits(values, 3, others)).isEqualTo(bits(values, 3, labels));
  }

  @Test
  void unitsThatNeverChangeDoNotMatter() {
    int[] labels = labels(600, 2, 7);
    double[] values = gaussians(labels, 2, 1.5, 8);
    double[] wider = new double[3 * labels.length];
    for (int i = 0; i < values.length; i++) {
      wider[i / 2 * 3 + 2 * (i % 2)] = values[i];
      wider[i / 2 * 3 + 1] = 0.1;
    }
    assertThat(bits(wider, 3, labels)).isEqualTo(bits(values, 2, labels));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 16, 64})
  void unitsWithoutInformationSaveNothingHoweverMany(int units) {
    int[] labels = labels(ROWS, 4, 9);
    SplittableRandom random = new SplittableRandom(10);
    double[] noise = random.doubles((long) ROWS * units).toArray();
    Estimate estimate = read(noise, units, labels);
    assertThat(estimate.bits()).isBetween(-2.0 / ROWS - 1e-12, 5.0 / ROWS);
    assertThat(estimate.flags()).containsExactly(Flag.NOT_ABOVE_NULL);
    assertThat(estimate.uncertainty().shuffled().mean()).isBetween(-2.0 / ROWS - 1e-12, 0.002);
  }

  @Test
  void shuffledLabelsOfALayerThatKnowsThemSaveNothing() {
    int[] labels = labels(ROWS, 3, 11);
    Estimate estimate = read(gaussians(labels, 3, 3, 12), 3, labels);
    assertThat(estimate.bits()).isGreaterThan(1);
    assertThat(estimate.uncertainty().shuffled().mean()).isCloseTo(0, within(0.005));
    assertThat(estimate.uncertainty().shuffled().shuffles()).isEqualTo(3);
  }

  @Test
  void aConstantLayerSavesNothingAndSaysSo() {
    Estimate estimate = read(new double[2 * ROWS], 2, labels(ROWS, 3, 13));
    assertThat(estimate.bits()).isZero();
    assertThat(estimate.flags()).containsExactlyInAnyOrder(Flag.CONSTANT, Flag.NOT_ABOVE_NULL);
    assertThat(estimate.uncertainty().ceiling()).isCloseTo(Bits.log2(3), within(0.05));
  }

  @Test
  void labelsOfOneClassHoldNothing() {
    int[] one = new int[ROWS];
    Estimate estimate = read(gaussians(one, 2, 1, 14), 2, one);
    assertThat(estimate.bits()).isZero();
    assertThat(estimate.uncertainty().ceiling()).isZero();
    assertThat(estimate.flags()).containsExactly(Flag.NOT_ABOVE_NULL);
  }

  @Test
  void aClassThatTheFirstBlocksDoNotKnowCanStillBeCoded() {
    int[] labels = new int[ROWS];
    labels[17] = 1;
    double[] values = Arrays.stream(labels).asDoubleStream().toArray();
    assertThat(bits(values, 1, labels)).isBetween(-2.0 / ROWS - 1e-12, 12.0 / ROWS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsNotRead(double value) {
    int[] labels = labels(ROWS, 2, 15);
    double[] values = gaussians(labels, 2, 1, 16);
    values[1234] = value;
    Estimate estimate = read(values, 2, labels);
    assertThat(estimate.bits()).isNaN();
    assertThat(estimate.flags()).containsExactly(Flag.NOT_FINITE);
  }

  @Test
  void fewerThanFiftyExamplesAreNotRead() {
    for (int rows : new int[] {0, 1, 49}) {
      Estimate estimate = read(new double[rows], 1, new int[rows]);
      assertThat(estimate.bits()).isNaN();
      assertThat(estimate.flags()).containsExactly(Flag.TOO_FEW);
    }
    assertThat(bits(new double[50], 1, new int[50])).isZero();
  }

  @Test
  void withoutShufflesThereIsNoNull() {
    int[] labels = labels(ROWS, 2, 17);
    Activations layer = Activations.of(gaussians(labels, 2, 2, 18), 2);
    Estimate with = UsableInformation.of(layer, labels, 2, 1);
    Estimate without = UsableInformation.of(layer, labels, 0, 1);
    assertThat(without.bits()).isEqualTo(with.bits());
    assertThat(without.flags()).containsExactly(Flag.NO_NULL);
  }

  @Test
  void aLayerReadsTheSameInMemoryThatAWiderOneWasReadIn() {
    int[] labels = labels(600, 3, 23);
    double[] values = gaussians(labels, 3, 1, 24);
    StandardUnits.Memory memory = new StandardUnits.Memory();
    double[] wider = new SplittableRandom(25).doubles(7 * 600, -1, 1).toArray();
    UsableInformation.of(Activations.of(wider, 7), labels, 1, 1, memory);
    assertThat(UsableInformation.of(Activations.of(values, 3), labels, 3, 1, memory))
        .isEqualTo(read(values, 3, labels));
  }

  /** Of threads that measure at once each has its own working memory. */
  @Test
  void readsTheSameBitsOnAnyNumberOfThreads() {
    int[] labels = labels(600, 3, 19);
    double[] values = gaussians(labels, 3, 1, 20);
    Estimate alone = read(values, 3, labels);
    Estimate[] together = new Estimate[8];
    Workers.run(4, 8, () -> task -> together[task] = read(values, 3, labels));
    assertThat(together).containsOnly(alone);
  }

  @Test
  void theOrderOfCodingDependsOnTheSeedAndMovesTheReadingLittle() {
    int[] labels = labels(ROWS, 2, 21);
    Activations layer = Activations.of(gaussians(labels, 2, 1.5, 22), 2);
    double first = UsableInformation.of(layer, labels, 0, 1).bits();
    double second = UsableInformation.of(layer, labels, 0, 2).bits();
    assertThat(second).isNotEqualTo(first).isCloseTo(first, within(0.02));
  }

  @Test
  void refusesLabelsThatAreNotOnePerRow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(new double[100], 1, new int[99]))
        .withMessage("labels (99) must be as many as rows (100)");
  }
}
