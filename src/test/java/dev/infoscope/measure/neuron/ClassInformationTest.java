// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.numeric.Bits;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ClassInformationTest {
  private static final Offset<Double> PRINTED = within(1e-6); // six digits in the source
  private static final Offset<Double> ROUNDING = within(1e-12);

  @Test
  void threeClassesWithOneThatIsNearlyTheCode() {
    ClassInformation read = ClassInformation.of(new int[] {7, 1, 6, 2, 0, 4}, 2);
    assertThat(read.entropy()).isCloseTo(0.934068, PRINTED);
    assertThat(read.information()).isCloseTo(0.392131, PRINTED);
    assertThat(read.selectivity()).isCloseTo(1.514573, PRINTED);
    assertThat(read.correction()).isCloseTo(-0.036067, PRINTED);
    assertThat(read.correctedInformation(1.521928)).isCloseTo(0.392131 - 0.036067, PRINTED);
  }

  @Test
  void aCodeThatIsExactlyOneClassReachesTheBoundAndTheCorrectionIsClamped() {
    ClassInformation read = ClassInformation.of(new int[] {8, 0, 8, 0, 0, 4}, 2);
    assertThat(read.entropy()).isCloseTo(0.721928, PRINTED);
    assertThat(read.information()).isCloseTo(read.entropy(), ROUNDING);
    assertThat(read.selectivity()).isCloseTo(Bits.log2(20.0 / 4), ROUNDING);
    assertThat(read.correction()).isCloseTo(0.036067, PRINTED);
    assertThat(read.correctedInformation(1.521928)).isEqualTo(read.entropy());
  }

  @Test
  void anIndependentCodeReadsNothing() {
    ClassInformation read = ClassInformation.of(new int[] {4, 4, 4, 4, 2, 2}, 2);
    assertThat(read.entropy()).isEqualTo(1);
    assertThat(read.information()).isZero();
    assertThat(read.selectivity()).isZero();
    assertThat(read.correctedInformation(1.5)).isZero();
  }

  @Test
  void sharesOfASecretReadNothingAndCopiesReadAll() {
    ClassInformation share = ClassInformation.of(new int[] {2, 2, 2, 2}, 2);
    assertThat(new double[] {share.entropy(), share.information(), share.selectivity()})
        .containsExactly(1, 0, 0);
    ClassInformation copy = ClassInformation.of(new int[] {4, 0, 0, 4}, 2);
    assertThat(new double[] {copy.entropy(), copy.information(), copy.selectivity()})
        .containsExactly(1, 1, 1);
  }

  @Test
  void aConstantCodeReadsNothingButZeros() {
    ClassInformation read = ClassInformation.of(new int[] {5, 0, 3, 0}, 2);
    assertThat(read).isEqualTo(new ClassInformation(0, 0, 0, 0));
  }

  @Test
  void oneClassHasNoInformationToGive() {
    ClassInformation read = ClassInformation.of(new int[] {5, 3}, 2);
    assertThat(read.entropy()).isPositive();
    assertThat(read.information()).isZero();
    assertThat(read.selectivity()).isZero();
  }

  @Test
  void withoutSamplesNothingIsKnown() {
    ClassInformation read = ClassInformation.of(new int[4], 2);
    assertThat(new double[] {read.entropy(), read.information(), read.selectivity()})
        .containsOnly(Double.NaN);
  }

  @Test
  void shapesThatDisagreeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassInformation.of(new int[3], 2))
        .withMessage("length (3) must be a multiple of bins (2)");
  }

  @RepeatedTest(200)
  void theBoundsHoldOnAnyTable(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    int bins = 2 + random.nextInt(4);
    int classes = 1 + random.nextInt(6);
    int[] counts = random.ints((long) classes * bins, 0, 30).map(n -> Math.max(0, n - 8)).toArray();
    counts[0]++;
    ClassInformation read = ClassInformation.of(counts, bins);
    int rarest = Integer.MAX_VALUE;
    int samples = 0;
    int[] codes = new int[bins];
    int[] labels = new int[classes];
    for (int i = 0; i < counts.length; i++) {
      codes[i % bins] += counts[i];
      labels[i / bins] += counts[i];
      samples += counts[i];
    }
    for (int size : labels) {
      rarest = size > 0 ? Math.min(rarest, size) : rarest;
    }
    double entropy = PlugIn.entropy(Fingerprint.of(codes));
    double joint = PlugIn.entropy(Fingerprint.of(counts));
    double information = entropy + PlugIn.entropy(Fingerprint.of(labels)) - joint;
    assertThat(read.entropy()).isCloseTo(entropy, ROUNDING);
    assertThat(read.information()).isCloseTo(information, ROUNDING);
    assertThat(read.information()).isBetween(0.0, read.entropy());
    assertThat(read.information()).isLessThanOrEqualTo(read.selectivity() + 1e-12);
    assertThat(read.entropy()).isLessThanOrEqualTo(Bits.log2(bins) + 1e-12);
    assertThat(read.selectivity())
        .isLessThanOrEqualTo(Bits.log2((double) samples / rarest) + 1e-12);
  }

  @RepeatedTest(50)
  void relabellingTheCodesAndAddingAbsentClassesChangesNothing(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    int[] counts = random.ints(12, 0, 9).toArray(); // four classes, three codes
    int[] turned = new int[18];
    for (int i = 0; i < counts.length; i++) {
      turned[i / 3 * 3 + (i + 1) % 3 + 3] = counts[i];
    }
    ClassInformation read = ClassInformation.of(counts, 3);
    ClassInformation other = ClassInformation.of(turned, 3);
    assertThat(other.entropy()).isCloseTo(read.entropy(), ROUNDING);
    assertThat(other.information()).isCloseTo(read.information(), ROUNDING);
    assertThat(other.selectivity()).isCloseTo(read.selectivity(), ROUNDING);
    assertThat(other.correction()).isCloseTo(read.correction(), ROUNDING);
  }
}
