// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.discrete.Rows;
import dev.infoscope.estimate.Tables;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What information theory says of every sample, tried on seeded random ones. */
class PlugInLawsTest {
  private static final double ROUNDING = 1e-12;

  /** Symbols T, a noisy label Y of them, and a second symbol S; sizes and alphabets vary. */
  private record Sample(int[] t, int[] s, int[] y) {
    static Sample of(RepetitionInfo run) {
      SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
      int rows = 1 + random.nextInt(400);
      int alphabet = 1 + random.nextInt(30);
      int classes = 1 + random.nextInt(6);
      int[] t = random.ints(rows, 0, alphabet).toArray();
      int[] s = random.ints(rows, 0, 4).toArray();
      int[] y =
          IntStream.range(0, rows)
              .map(i -> (random.nextInt(3) > 0 ? t[i] + s[i] : random.nextInt(classes)) % classes)
              .toArray();
      return new Sample(t, s, y);
    }
  }

  @RepeatedTest(60)
  void informationLiesBetweenZeroAndTheSmallerEntropy(RepetitionInfo run) {
    Sample sample = Sample.of(run);
    PatternTable table = Tables.of(sample.t(), sample.y());
    double information = PlugIn.mutualInformation(table);
    double smaller = Math.min(PlugIn.entropy(table.patterns()), PlugIn.entropy(table.labels()));
    assertThat(information).isNotNegative().isLessThanOrEqualTo(smaller + ROUNDING);
    assertThat(PlugIn.entropy(table.patterns()))
        .isNotNegative()
        .isLessThanOrEqualTo(Bits.log2(table.patterns().distinct()) + ROUNDING);
  }

  @RepeatedTest(60)
  void agreesWithTheDefinition(RepetitionInfo run) {
    Sample sample = Sample.of(run);
    Map<Integer, Integer> t = new HashMap<>();
    Map<Integer, Integer> y = new HashMap<>();
    Map<Map.Entry<Integer, Integer>, Integer> joint = new HashMap<>();
    double rows = sample.t().length;
    for (int i = 0; i < rows; i++) {
      t.merge(sample.t()[i], 1, Integer::sum);
      y.merge(sample.y()[i], 1, Integer::sum);
      joint.merge(Map.entry(sample.t()[i], sample.y()[i]), 1, Integer::sum);
    }
    double expected = 0;
    for (var pair : joint.entrySet()) {
      double independent = t.get(pair.getKey().getKey()) * (y.get(pair.getKey().getValue()) / rows);
      expected += pair.getValue() / rows * Math.log(pair.getValue() / independent) / Math.log(2);
    }
    assertThat(Tables.information(sample.t(), sample.y())).isCloseTo(expected, within(ROUNDING));
  }

  @RepeatedTest(40)
  void informationIsSymmetric(RepetitionInfo run) {
    Sample sample = Sample.of(run);
    assertThat(Tables.information(sample.t(), sample.y()))
        .isCloseTo(Tables.information(sample.y(), sample.t()), within(ROUNDING));
  }

  @RepeatedTest(40)
  void aSymbolKnowsAllOfItself(RepetitionInfo run) {
    int[] t = Sample.of(run).t();
    assertThat(Tables.information(t, t)).isCloseTo(Tables.entropy(t), within(ROUNDING));
  }

  @RepeatedTest(40)
  void informationOfAPairIsThatOfTheFirstAndOfTheSecondGivenTheFirst(RepetitionInfo run) {
    Sample sample = Sample.of(run);
    double given = 0;
    for (int value : Arrays.stream(sample.t()).distinct().toArray()) {
      int[] where =
          IntStream.range(0, sample.t().length).filter(i -> sample.t()[i] == value).toArray();
      double share = (double) where.length / sample.t().length;
      given +=
          share
              * Tables.information(
                  Rows.reordered(sample.s(), where), Rows.reordered(sample.y(), where));
    }
    assertThat(Tables.information(Tables.pairs(sample.t(), sample.s()), sample.y()))
        .isCloseTo(Tables.information(sample.t(), sample.y()) + given, within(ROUNDING));
  }

  @RepeatedTest(40)
  void entropyOfAPairIsAtMostTheSumAndAtLeastEither(RepetitionInfo run) {
    Sample sample = Sample.of(run);
    double pair = Tables.entropy(Tables.pairs(sample.t(), sample.s()));
    double first = Tables.entropy(sample.t());
    double second = Tables.entropy(sample.s());
    assertThat(pair)
        .isLessThanOrEqualTo(first + second + ROUNDING)
        .isGreaterThanOrEqualTo(Math.max(first, second) - ROUNDING);
  }

  @RepeatedTest(40)
  void processingLosesInformation(RepetitionInfo run) {
    Sample sample = Sample.of(run);
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    int[] map = random.ints(30, 0, 5).toArray();
    int[] coarse = Arrays.stream(sample.t()).map(symbol -> map[symbol]).toArray();
    assertThat(Tables.information(coarse, sample.y()))
        .isLessThanOrEqualTo(Tables.information(sample.t(), sample.y()) + ROUNDING);
    assertThat(Tables.entropy(coarse)).isLessThanOrEqualTo(Tables.entropy(sample.t()) + ROUNDING);
  }

  @RepeatedTest(20)
  void coarserBinsAndFewerUnitsLoseInformation(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    double[] values = Rows.repeating(random, 300, 5, 120);
    int[] labels = Rows.labels(random, values, 5, 3);
    double fine = information(values, 5, labels, 1, 32);
    double coarse = information(values, 5, labels, 1, 16);
    double narrow = information(firstUnits(values, 5, 3), 3, labels, 1, 32);
    assertThat(coarse).isLessThanOrEqualTo(fine + ROUNDING);
    assertThat(narrow).isLessThanOrEqualTo(fine + ROUNDING);
  }

  @RepeatedTest(20)
  void scalingValuesAndBinsTogetherChangesNothing(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    double[] values = Rows.repeating(random, 300, 5, 120);
    int[] labels = Rows.labels(random, values, 5, 3);
    double[] scaled = Arrays.stream(values).map(value -> value * 4).toArray();
    assertThat(information(scaled, 5, labels, 4, 10))
        .isEqualTo(information(values, 5, labels, 1, 10));
  }

  /** Bit for bit, since nothing but the fingerprints enters. */
  @RepeatedTest(20)
  void relabellingAndReorderingRowsChangesNoBit(RepetitionInfo run) {
    Sample sample = Sample.of(run);
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    int[] names = Rows.permutation(random, 40);
    int[] order = Rows.permutation(random, sample.t().length);
    int[] t = Rows.reordered(Arrays.stream(sample.t()).map(v -> names[v]).toArray(), order);
    int[] y = Rows.reordered(Arrays.stream(sample.y()).map(v -> names[v]).toArray(), order);
    assertThat(Tables.of(t, y)).isEqualTo(Tables.of(sample.t(), sample.y()));
    assertThat(Tables.information(t, y)).isEqualTo(Tables.information(sample.t(), sample.y()));
  }

  @Test
  void oneSymbolHasNoEntropyAndNothingHasNone() {
    assertThat(PlugIn.entropy(Fingerprint.of(7))).isZero();
    assertThat(PlugIn.entropy(Fingerprint.of(1, 1, 1, 1))).isEqualTo(2);
    assertThat(PlugIn.entropy(Fingerprint.of())).isNaN();
    assertThat(PlugIn.mutualInformation(Tables.of(new int[0], new int[0]))).isNaN();
    assertThat(MillerMadow.entropy(Fingerprint.of())).isNaN();
    assertThat(MillerMadow.mutualInformation(Tables.of(new int[0], new int[0]))).isNaN();
  }

  @RepeatedTest(40)
  void theCorrectionOfAnInformationIsThatOfItsEntropies(RepetitionInfo run) {
    Sample sample = Sample.of(run);
    PatternTable table = Tables.of(sample.t(), sample.y());
    double corrected =
        MillerMadow.entropy(table.patterns())
            + MillerMadow.entropy(table.labels())
            - MillerMadow.entropy(table.joint());
    assertThat(MillerMadow.mutualInformation(table)).isCloseTo(corrected, within(ROUNDING));
    assertThat(MillerMadow.correction(table.patterns())).isNotNegative();
  }

  private static double information(
      double[] values, int units, int[] labels, double end, int bins) {
    PatternCoder coder = new PatternCoder(Bins.equalWidth(-end, end, bins), units);
    return PlugIn.mutualInformation(
        new PatternCounts(coder, 3, labels.length)
            .accept(Activations.of(values, units), labels)
            .snapshot());
  }

  private static double[] firstUnits(double[] values, int units, int kept) {
    double[] result = new double[values.length / units * kept];
    Arrays.setAll(result, i -> values[i / kept * units + i % kept]);
    return result;
  }
}
