// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.SampleMean;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standard errors of counted information, and the interval made of them. */
class PlugInErrorTest {
  private static final Bins BINS = Bins.equalWidth(0, 8, 8);

  private static PatternCounts counts(double[] values, int[] labels, int classes) {
    return new PatternCounts(new PatternCoder(BINS, 1), classes, values.length)
        .accept(Activations.of(values, 1), labels);
  }

  /** Patterns by label, {@code table[label][pattern]} times. */
  private static PatternCounts counts(int[]... table) {
    PatternCounts all = counts(new double[0], new int[0], table.length);
    for (int label = 0; label < table.length; label++) {
      for (int pattern = 0; pattern < table[label].length; pattern++) {
        double[] values = new double[table[label][pattern]];
        int[] labels = new int[values.length];
        Arrays.fill(values, pattern + 0.5);
        Arrays.fill(labels, label);
        all.accept(Activations.of(values, 1), labels);
      }
    }
    return all;
  }

  private static double direct(int[]... table) {
    int patterns = table[0].length;
    double[] ofPattern = new double[patterns];
    double[] ofLabel = new double[table.length];
    int samples = 0;
    for (int y = 0; y < table.length; y++) {
      for (int t = 0; t < patterns; t++) {
        ofPattern[t] += table[y][t];
        ofLabel[y] += table[y][t];
        samples += table[y][t];
      }
    }
    double[] terms = new double[samples];
    int next = 0;
    for (int y = 0; y < table.length; y++) {
      for (int t = 0; t < patterns; t++) {
        for (int i = 0; i < table[y][t]; i++) {
          terms[next++] = Bits.log2(1.0 * table[y][t] * samples / (ofPattern[t] * ofLabel[y]));
        }
      }
    }
    return SampleMean.of(terms).standardError();
  }

  /** {@code sqrt(p (1-p)) |log2(p / (1-p))| / sqrt(N - 1)} of two symbols. */
  @Test
  void theErrorOfAnEntropyOfTwoSymbolsIsTheClosedForm() {
    double expected = Math.sqrt(0.2 * 0.8) * 2 / Math.sqrt(99); // log2 of a quarter is -2
    assertThat(PlugInError.entropy(Fingerprint.of(20, 80))).isCloseTo(expected, within(1e-12));
    assertThat(PlugInError.entropy(Fingerprint.of(50, 50))).isCloseTo(0, within(1e-15));
    assertThat(PlugInError.entropy(Fingerprint.of(1))).isNaN();
  }

  @Test
  void theErrorOfAnInformationIsTheDeviationOfTheTermsOfItsRows() {
    int[][] table = {{30, 5, 1}, {2, 40, 7}, {9, 3, 60}};
    assertThat(PlugInError.information(counts(table))).isCloseTo(direct(table), within(1e-9));
    int[][] independent = {{10, 20}, {20, 40}};
    assertThat(PlugInError.information(counts(independent))).isCloseTo(0, within(1e-6));
    assertThat(PlugInError.information(counts(new int[][] {{1}}))).isNaN();
  }

  @Test
  void theOrderOfRowsAndTheirPartsChangeNoBit() {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = random.doubles(900, 0, 8).toArray();
    int[] labels = random.ints(900, 0, 3).toArray();
    double all = PlugInError.information(counts(values, labels, 3));
    double[] reversed = new double[900];
    int[] reversedLabels = new int[900];
    PatternCounts parts = counts(new double[0], new int[0], 3);
    for (int i = 0; i < 900; i++) {
      reversed[i] = values[899 - i];
      reversedLabels[i] = labels[899 - i];
      parts.merge(counts(new double[] {values[i]}, new int[] {labels[i]}, 3));
    }
    assertThat(PlugInError.information(counts(reversed, reversedLabels, 3))).isEqualTo(all);
    assertThat(PlugInError.information(parts)).isEqualTo(all);
  }

  /** Sums of whole numbers have room for as many rows as can be counted. */
  @Test
  void aBillionRowsHaveAnErrorToo() {
    int[][] table = {{300, 20}, {10, 600}};
    PatternCounts many = counts(table);
    for (int doubling = 0; doubling < 20; doubling++) {
      many.merge(PatternCounts.fromBytes(many.toBytes()));
    }
    double few = direct(table) * Math.sqrt(929.0 / 930);
    assertThat(PlugInError.information(many)).isCloseTo(few / 1024, within(1e-9));
  }

  @Test
  void anIntervalHoldsTheCorrectedReadingAndIsNarrowerWithMoreRows() {
    InformationInterval few = InformationInterval.of(counts(new int[][] {{60, 20}, {20, 60}}));
    InformationInterval many = InformationInterval.of(counts(new int[][] {{960, 320}, {320, 960}}));
    assertThat(few.isOffered()).isTrue();
    assertThat(few.corrected()).isBetween(few.low(), few.high());
    assertThat(many.high() - many.low()).isLessThan(0.3 * (few.high() - few.low()));
  }

  @Test
  void anIntervalIsClippedToWhatIsPossible() {
    InformationInterval all = InformationInterval.of(counts(new int[][] {{100, 0}, {0, 100}}));
    double share = -Math.log(0.025) / 200; // which none of 200 rows shows in one sample in 40
    double entropy = -Bits.xlog2x(share) - Bits.xlog2x(1 - share);
    assertThat(all.low()).isCloseTo(1 - entropy, within(0.01));
    assertThat(all.high()).isEqualTo(1);
  }

  /** A few rows in which the label is another are easily missed by a sample. */
  @ParameterizedTest
  @CsvSource({
    "0.0005, 1000",
    "0.001, 1000",
    "0.002, 200",
    "0.005, 100",
    "0.005, 1000",
    "0.01, 60",
    "0.01, 200"
  })
  void anIntervalHoldsTheTruthOfPatternsThatNearlyDetermineTheLabel(double errors, int rows) {
    double truth = 1 + Bits.xlog2x(errors) + Bits.xlog2x(1 - errors);
    SplittableRandom random = new SplittableRandom(8);
    int offered = 0;
    int covered = 0;
    for (int sample = 0; sample < 300; sample++) {
      int[][] table = new int[2][2];
      for (int row = 0; row < rows; row++) {
        int label = random.nextInt(2);
        table[label][random.nextDouble() < errors ? 1 - label : label]++;
      }
      InformationInterval interval = InformationInterval.of(counts(table));
      offered += interval.isOffered() ? 1 : 0;
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat(offered).isGreaterThan(90);
    assertThat((double) covered / offered).isGreaterThan(0.92);
  }

  @Test
  void anIntervalIsWithheldWithItsReason() {
    InformationInterval few = InformationInterval.of(counts(new int[][] {{130, 4}, {20, 99}}));
    assertThat(few.isOffered()).isFalse();
    assertThat(few.withheld())
        .isEqualTo("1.6 % of the rows have a pattern and label that fewer than 5 rows have");
    assertThat(InformationInterval.of(counts(new int[][] {{130, 5}, {20, 99}})).isOffered())
        .isTrue();
    assertThat(few.low()).isNaN();
    assertThat(few.corrected()).isNotNaN();
    InformationInterval none = InformationInterval.of(counts(new int[][] {{500, 480}, {490, 505}}));
    assertThat(none.withheld()).contains("independent patterns");
    assertThat(InformationInterval.of(counts(new double[0], new int[0], 2)).isOffered()).isFalse();
  }
}
