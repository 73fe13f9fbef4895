// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.infoscope.discrete.Rows;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelPermutationsTest {
  private static int[] balanced(int samples, int classes) {
    int[] sizes = new int[classes];
    for (int i = 0; i < samples; i++) {
      sizes[i % classes]++;
    }
    return sizes;
  }

  /** Expected values under independence: simulations printed with the method's description. */
  @ParameterizedTest(name = "{0} samples")
  @CsvSource({"256, 0.0257, 0.105", "1000, 0.0068, 0.0258", "10000, 0.00064, 0.0024"})
  void anIndependentBitAndTenClassesReadWhatTheTableSays(
      int samples, double information, double selectivity) {
    NeuronNull read =
        new LabelPermutations(PermutationLaw.of(null, balanced(samples, 10)), 2000, 5)
            .read(0, new int[] {samples / 2, samples - samples / 2});
    assertThat(read.information().mean()).isCloseTo(information, withPercentage(10));
    assertThat(read.selectivity().mean()).isCloseTo(selectivity, withPercentage(10));
    double formula = 9 / (2 * samples * Math.log(2));
    assertThat(read.information().mean()).isCloseTo(formula, withPercentage(10));
  }

  @ParameterizedTest(name = "{0} samples")
  @CsvSource({"256, 0.0257, 0.105", "1000, 0.0068, 0.0258"})
  void independentSamplesReadTheSame(int samples, double information, double selectivity) {
    SplittableRandom random = new SplittableRandom(6);
    double sumInformation = 0;
    double sumSelectivity = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      int[] counts = new int[20];
      for (int i = 0; i < samples; i++) {
        counts[i % 10 * 2 + random.nextInt(2)]++;
      }
      ClassInformation read = ClassInformation.of(counts, 2);
      sumInformation += read.information() / runs;
      sumSelectivity += read.selectivity() / runs;
    }
    assertThat(sumInformation).isCloseTo(information, withPercentage(10));
    assertThat(sumSelectivity).isCloseTo(selectivity, withPercentage(10));
  }

  @Test
  void drawnTablesFollowTheLawOfShuffledLabels() {
    int[] codes = {40, 15, 5};
    int[] sizes = {30, 20, 0, 10};
    NeuronNull drawn =
        new LabelPermutations(PermutationLaw.of(null, sizes), 4000, 7).read(3, codes);
    double[][] shuffled = shuffled(codes, sizes, 4000);
    assertThat(drawn.information().mean())
        .isCloseTo(Arrays.stream(shuffled[0]).average().orElseThrow(), withPercentage(4));
    assertThat(drawn.selectivity().mean())
        .isCloseTo(Arrays.stream(shuffled[1]).average().orElseThrow(), withPercentage(4));
    assertThat(drawn.informationQuantile())
        .isCloseTo(Quantiles.of(shuffled[0], 0.95), withPercentage(8));
    assertThat(drawn.selectivityQuantile())
        .isCloseTo(Quantiles.of(shuffled[1], 0.95), withPercentage(8));
  }

  private static double[][] shuffled(int[] codes, int[] sizes, int runs) {
    SplittableRandom random = new SplittableRandom(8);
    int[] ofCode = expand(codes);
    int[] ofClass = expand(sizes);
    double[][] read = new double[2][runs];
    for (int run = 0; run < runs; run++) {
      int[] labels = Rows.reordered(ofClass, Rows.permutation(random, ofClass.length));
      int[] counts = new int[sizes.length * codes.length];
      for (int i = 0; i < labels.length; i++) {
        counts[labels[i] * codes.length + ofCode[i]]++;
      }
      ClassInformation one = ClassInformation.of(counts, codes.length);
      read[0][run] = one.information();
      read[1][run] = one.selectivity();
    }
    return read;
  }

  private static int[] expand(int[] sizes) {
    int[] all = new int[Arrays.stream(sizes).sum()];
    int next = 0;
    for (int i = 0; i < sizes.length; i++) {
      Arrays.fill(all, next, next += sizes[i], i);
    }
    return all;
  }

  @ParameterizedTest(name = "{2} of {0}, {1} marked")
  @CsvSource({"10, 4, 3", "20, 19, 7", "20, 1, 19", "50, 25, 25", "7, 7, 3", "7, 0, 3", "9, 5, 9"})
  void drawsHaveTheProbabilitiesOfTheirLaw(int pool, int marked, int draws) {
    Hypergeometric law = new Hypergeometric(pool);
    SplittableRandom random = new SplittableRandom(9);
    int runs = 40_000;
    int[] seen = new int[pool + 1];
    for (int i = 0; i < runs; i++) {
      seen[law.draw(pool, marked, draws, random)]++;
    }
    for (int hits = 0; hits <= pool; hits++) {
      double expected = ways(marked, hits) * ways(pool - marked, draws - hits) / ways(pool, draws);
      // five standard deviations of a share
      assertThat((double) seen[hits] / runs)
          .isCloseTo(expected, within(5 * Math.sqrt(expected / runs) + 1e-12));
    }
  }

  private static double ways(int of, int take) {
    double ways = take < 0 || take > of ? 0 : 1;
    for (int i = 0; i < take && ways > 0; i++) {
      ways = ways * (of - i) / (i + 1);
    }
    return ways;
  }

  @Test
  void theThresholdIsForTheBestOfAllNeurons() {
    LabelPermutations one =
        new LabelPermutations(PermutationLaw.of(null, balanced(500, 10)), 400, 10);
    one.read(0, new int[] {250, 250});
    LabelPermutations many =
        new LabelPermutations(PermutationLaw.of(null, balanced(500, 10)), 400, 10);
    double[] own = new double[100];
    for (int unit = 0; unit < 100; unit++) {
      own[unit] = many.read(unit, new int[] {250, 250}).informationQuantile();
    }
    assertThat(many.informationThreshold()).isGreaterThan(one.informationThreshold() * 1.3);
    assertThat(Arrays.stream(own).max().orElseThrow()).isLessThan(many.informationThreshold());
    assertThat(many.selectivityThreshold()).isGreaterThan(one.selectivityThreshold() * 1.2);
  }

  @Test
  void equalSeedsGiveEqualNullsWhateverWasReadBefore() {
    LabelPermutations first =
        new LabelPermutations(PermutationLaw.of(null, balanced(60, 3)), 50, 1);
    first.read(0, new int[] {10, 50});
    LabelPermutations second =
        new LabelPermutations(PermutationLaw.of(null, balanced(60, 3)), 50, 1);
    assertThat(first.read(1, new int[] {20, 40})).isEqualTo(second.read(1, new int[] {20, 40}));
  }

  @Test
  void aConstantCodeReadsNothingUnderPermutation() {
    NeuronNull read =
        new LabelPermutations(PermutationLaw.of(null, balanced(60, 3)), 50, 1)
            .read(1, new int[] {60, 0});
    assertThat(read.informationQuantile()).isZero();
    assertThat(read.selectivity().mean()).isZero();
  }

  /** What the law keeps for one neuron serves all others, and neurons of other layers. */
  @Test
  void whatIsKeptOfOtherNeuronsChangesNoBit() {
    int[] sizes = {40, 0, 25, 60, 25};
    PermutationLaw kept = PermutationLaw.of(null, sizes);
    SplittableRandom random = new SplittableRandom(4);
    for (int unit = 0; unit < 40; unit++) {
      int[] codes = unit % 3 == 0 ? new int[3] : new int[2];
      for (int row = 0; row < 150; row++) {
        codes[Math.min(codes.length - 1, random.nextInt(1 + unit) / 5)]++;
      }
      NeuronNull anew =
          new LabelPermutations(PermutationLaw.of(null, sizes), 60, 9).read(unit, codes);
      NeuronNull again =
          new LabelPermutations(PermutationLaw.of(kept, sizes), 60, 9).read(unit, codes);
      assertThat(again).isEqualTo(anew);
    }
    assertThat(PermutationLaw.of(kept, sizes)).isSameAs(kept);
    assertThat(PermutationLaw.of(kept, 40, 0, 25, 60, 26).samples()).isEqualTo(151);
  }

  /** A table of the law is held only while it is small. */
  @Test
  void theLawReadsTheSameWithoutItsTable() {
    int[] sizes = balanced(3000, 1000);
    int[] codes = {1200, 1800};
    NeuronNull whole = new LabelPermutations(PermutationLaw.of(null, sizes), 20, 2).read(0, codes);
    Hypergeometric law = new Hypergeometric(3000);
    SplittableRandom random = new SplittableRandom(Mix.at(2, 0));
    int left = codes[0];
    int pool = 3000;
    double information = 0;
    for (int size : sizes) {
      int taken = law.draw(pool, left, size, random);
      int[] row = {taken, size - taken};
      information += size / 3000.0 * ClassInformation.divergence(row, 0, codes, size, 3000);
      left -= taken;
      pool -= size;
    }
    assertThat(whole.information().readings()[0])
        .isEqualTo(ClassInformation.clamp(information, ClassInformation.entropy(codes, 3000)));
  }
}
