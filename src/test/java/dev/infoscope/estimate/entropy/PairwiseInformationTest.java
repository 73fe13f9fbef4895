// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.estimate.PairMatrix;
import dev.infoscope.golden.Generators;
import dev.infoscope.golden.GoldenCases;
import dev.infoscope.numeric.Bits;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseInformationTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 30})
  void agreesWithTheReferenceMatrix(int bins) {
    Generators.CodePair codes = Generators.b2(10_000, bins);
    PairMatrix pairs =
        PairwiseInformation.between(
            CodeColumns.ofRows(codes.a(), codes.unitsA(), bins),
            CodeColumns.ofRows(codes.b(), codes.unitsB(), bins),
            1);
    GoldenCases.Case golden = GoldenCases.of("b2.q" + bins);
    golden.check("I_3_3", pairs.plugIn(3, 3));
    golden.check("sum_all_pairs", sum(pairs));
  }

  @ParameterizedTest
  @CsvSource({
    "2,2,1000,5,7",
    "8,8,131,3,1",
    "3,7,32,4,9",
    "8,2,1,2,2",
    "1,8,77,3,3",
    "5,1,64,2,6",
    "4,6,200,37,18",
    "7,8,207,66,35"
  })
  void planesAndTablesAndThreadsGiveTheSameBits(
      int binsA, int binsB, int rows, int unitsA, int unitsB) {
    CodeColumns a = random(rows, unitsA, binsA, 1);
    CodeColumns b = random(rows, unitsB, binsB, 2);
    PairMatrix tables = PairwiseInformation.between(a, b, 1, false, new PairMemory());
    PairMatrix planes = PairwiseInformation.between(a, b, 1, true, new PairMemory());
    PairMatrix threads = PairwiseInformation.between(a, b, 3, false, new PairMemory());
    PairMatrix planesOfThreads = PairwiseInformation.between(a, b, 3, true, new PairMemory());
    for (int i = 0; i < unitsA; i++) {
      for (int j = 0; j < unitsB; j++) {
        assertThat(planes.plugIn(i, j)).isEqualTo(tables.plugIn(i, j));
        assertThat(planes.millerMadow(i, j)).isEqualTo(tables.millerMadow(i, j));
        assertThat(threads.plugIn(i, j)).isEqualTo(tables.plugIn(i, j));
        assertThat(planesOfThreads.plugIn(i, j)).isEqualTo(tables.plugIn(i, j));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 128})
  void everyPairEqualsItsTableOfCounts(int bins) {
    CodeColumns a = random(300, 3, bins, 5);
    CodeColumns b = random(300, 6, bins, 6);
    PairMatrix pairs = PairwiseInformation.between(a, b, 2);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 6; j++) {
        PatternTable table = table(a, i, b, j);
        assertThat(pairs.plugIn(i, j)).isCloseTo(PlugIn.mutualInformation(table), within(1e-12));
        assertThat(pairs.millerMadow(i, j))
            .isCloseTo(MillerMadow.mutualInformation(table), within(1e-12));
      }
    }
  }

  @Test
  void independentUnitsReadTheBiasThatTheCorrectionTakesOff() {
    GoldenCases.Case golden = GoldenCases.of("exact.null_bias");
    PairMatrix pairs =
        PairwiseInformation.between(random(10_000, 30, 30, 8), random(10_000, 30, 30, 9), 1);
    double predicted = golden.expected("q30_N10000") * Bits.PER_NAT;
    assertThat(sum(pairs) / 900).isCloseTo(predicted, within(0.02 * predicted));
    assertThat(pairs.correction(0, 0)).isCloseTo(-predicted, within(0.02 * predicted));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConstantUnitReadsExactlyNothing(boolean planes) {
    CodeColumns constant = CodeColumns.ofRows(new byte[777], 1, 5);
    CodeColumns other = random(777, 4, 5, 3);
    PairMatrix left = PairwiseInformation.between(constant, other, 1, planes, new PairMemory());
    PairMatrix right = PairwiseInformation.between(other, constant, 1, planes, new PairMemory());
    for (int j = 0; j < 4; j++) {
      assertThat(left.plugIn(0, j)).isZero();
      assertThat(right.plugIn(j, 0)).isZero();
      assertThat(left.pValue(0, j)).isEqualTo(1);
    }
  }

  /** They fill the words in which cells are added up, to the last bit. */
  @Test
  void theHighestCodesOfUnitsThatAreCountedTogetherReadAsOthersDo() {
    CodeColumns a = CodeColumns.ofRows(new byte[] {127, 0, 126, 1}, 1, 128);
    CodeColumns b =
        CodeColumns.ofColumns(
            new byte[][] {{127, 0, 127, 0}, {0, 0, 127, 127}, {0, 127, 127, 0}, {127, 0, 126, 1}},
            128);
    PairMatrix pairs = PairwiseInformation.between(a, b, 1);
    for (int j = 0; j < 3; j++) {
      assertThat(pairs.plugIn(0, j)).isEqualTo(1);
    }
    assertThat(pairs.plugIn(0, 3)).isEqualTo(2);
  }

  @Test
  void noSamplesAreNotANumber() {
    CodeColumns none = CodeColumns.ofRows(new byte[0], 2, 4);
    PairMatrix pairs = PairwiseInformation.between(none, none, 1);
    assertThat(pairs.plugIn(0, 1)).isNaN();
    assertThat(pairs.millerMadow(0, 1)).isNaN();
    assertThat(pairs.pValue(0, 1)).isNaN();
  }

  @Test
  void differentNumbersOfRowsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseInformation.between(random(5, 1, 2, 1), random(6, 1, 2, 1), 1))
        .withMessageContaining("5 and 6");
  }

  private static double sum(PairMatrix pairs) {
    double sum = 0;
    for (int i = 0; i < pairs.unitsA(); i++) {
      for (int j = 0; j < pairs.unitsB(); j++) {
        sum += pairs.plugIn(i, j);
      }
    }
    return sum;
  }

  private static CodeColumns random(int rows, int units, int bins, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] codes = new byte[rows * units];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) random.nextInt(bins);
    }
    return CodeColumns.ofRows(codes, units, bins);
  }

  private static PatternTable table(CodeColumns a, int i, CodeColumns b, int j) {
    int[] joint = new int[a.bins() * b.bins()];
    for (int row = 0; row < a.examples(); row++) {
      joint[a.column(i)[row] * b.bins() + b.column(j)[row]]++;
    }
    return new PatternTable(
        Fingerprint.of(a.counts(i)), Fingerprint.of(joint), Fingerprint.of(b.counts(j)));
  }

  /** Whatever was counted there before, with more units or fewer. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void memoryThatIsUsedAgainChangesNothing(boolean planes) {
    PairMemory memory = new PairMemory();
    for (int units : new int[] {20, 7, 7, 30}) {
      CodeColumns a = random(300, units, 5, units);
      CodeColumns b = random(300, units + 2, 5, 99);
      PairMatrix again = PairwiseInformation.between(a, b, 1, planes, memory);
      PairMatrix anew = PairwiseInformation.between(a, b, 1, planes, new PairMemory());
      for (int i = 0; i < units; i++) {
        for (int j = 0; j < units + 2; j++) {
          assertThat(again.plugIn(i, j)).isEqualTo(anew.plugIn(i, j));
          assertThat(again.millerMadow(i, j)).isEqualTo(anew.millerMadow(i, j));
        }
      }
    }
  }
}
