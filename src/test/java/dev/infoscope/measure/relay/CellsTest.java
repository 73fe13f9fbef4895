// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternOrder;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.XLog2X;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of both kinds against each other and against counting by hand. */
class CellsTest {
  private static final double SUM = 1e-9;

  private static RelayTable table(long seed, int rows, int units) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] patterns = random.longs(rows, 0, 1L << units).toArray();
    int[] in = random.ints(rows, 0, 2).toArray();
    int[] out = new int[rows];
    Arrays.setAll(out, i -> random.nextInt(3) == 0 ? in[i] : (int) (patterns[i] & 1));
    return counts(units).accept(patterns, in, out).snapshot();
  }

  private static RelayCounts counts(int units) {
    return new RelayCounts(Bins.above(0.5).forUnits(units), 2, 2);
  }

  @ParameterizedTest
  @CsvSource({"1, 30, 3", "2, 200, 6", "3, 500, 9", "4, 40, 12", "5, 5, 4"})
  void bitsAndTheGeneralCaseAgreeAfterEveryNeuron(long seed, int rows, int units) {
    RelayTable table = table(seed, rows, units);
    double[] logs = XLog2X.table(table.samples());
    BinaryCells binary = new BinaryCells(table, logs, new RelayMemory());
    GeneralCells general = new GeneralCells(table, logs);
    int[] candidates = IntStream.range(0, units).toArray();
    double[] scores = new double[units];
    double[] expected = new double[units];
    for (int step = 0; step <= units; step++) {
      assertThat(binary.information()).isCloseTo(general.information(), within(SUM));
      assertThat(binary.active()).isEqualTo(general.active());
      assertThat(binary.excess()).isEqualTo(general.excess());
      assertThat(binary.isSettled()).isEqualTo(general.isSettled());
      binary.scores(candidates, units, scores);
      general.scores(candidates, units, expected);
      assertThat(scores).containsExactly(expected, within(SUM));
      int next = (int) ((seed + 3L * step) % units);
      if (step < units) {
        double promised = scores[next];
        binary.refine(next);
        general.refine(next);
        assertThat(binary.information()).as("as was promised").isCloseTo(promised, within(SUM));
      }
    }
  }

  /** A neuron that is known already says nothing new. */
  @Test
  void refiningTwiceByTheSameNeuronChangesNothing() {
    RelayTable table = table(7, 120, 5);
    Cells cells = Cells.of(table, XLog2X.table(table.samples()));
    cells.refine(2);
    double once = cells.information();
    int active = cells.active();
    cells.refine(2);
    assertThat(cells.information()).isEqualTo(once);
    assertThat(cells.active()).isEqualTo(active);
  }

  /** N I(X_in; X_out | cells) by the definition, each pattern being a cell in the end. */
  @Test
  void allNeuronsKnownLeavesThePatternsOnTheirOwn() {
    int rows = 90;
    RelayTable table = table(9, rows, 3);
    double[] logs = XLog2X.table(rows);
    Cells cells = Cells.of(table, logs);
    for (int unit = 0; unit < 3; unit++) {
      cells.refine(unit);
    }
    assertThat(cells.isSettled()).isTrue();
    double expected = 0;
    for (int pattern = 0; pattern < table.patterns(); pattern++) {
      double[] n = new double[4];
      for (int i = table.firstEntry(pattern); i < table.firstEntry(pattern + 1); i++) {
        n[table.symbol(i)] += table.count(i);
      }
      double size = n[0] + n[1] + n[2] + n[3];
      for (int symbol = 0; symbol < 4; symbol++) {
        double in = symbol < 2 ? n[0] + n[1] : n[2] + n[3];
        double out = symbol % 2 == 0 ? n[0] + n[2] : n[1] + n[3];
        expected += n[symbol] == 0 ? 0 : n[symbol] * Bits.log2(n[symbol] * size / (in * out));
      }
    }
    assertThat(cells.information()).isCloseTo(expected, within(SUM));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, false", "9, 0, 0, 0, false", "3, 4, 0, 0, false", "3, 0, 4, 0, false",
    "0, 3, 0, 4, false", "0, 0, 3, 4, false", "3, 0, 0, 4, true", "0, 3, 4, 0, true",
    "1, 2, 3, 0, true", "1, 2, 3, 4, true", "65535, 0, 0, 1, true"
  })
  void aCellIsActiveWhereClassAndPredictionVary(int n00, int n01, int n10, int n11, boolean is) {
    long packed = n00 | (long) n01 << 16 | (long) n10 << 32 | (long) n11 << 48;
    assertThat(BinaryCells.isActive(packed)).isEqualTo(is);
    double[] logs = XLog2X.table(70_000);
    double phi = BinaryCells.phi(packed, logs);
    assertThat(phi).isGreaterThanOrEqualTo(0);
    if (!is) {
      assertThat(phi).as("exactly").isZero();
    }
  }

  /** A copy of a fair coin: N log2 2 = N bits; the other way round it says as much. */
  @Test
  void phiIsTheInformationOfTheCellTimesItsSize() {
    double[] logs = XLog2X.table(100);
    assertThat(BinaryCells.phi(8 | 8L << 48, logs)).isCloseTo(16, within(1e-12));
    assertThat(BinaryCells.phi(8L << 16 | 8L << 32, logs)).isCloseTo(16, within(1e-12));
    assertThat(BinaryCells.phi(4 | 4L << 16 | 4L << 32 | 4L << 48, logs))
        .isCloseTo(0, within(1e-12));
    double mixed = BinaryCells.phi(1 | 2L << 16 | 3L << 32 | 4L << 48, logs);
    double byHand =
        1 * Bits.log2(10.0 / (3 * 4))
            + 2 * Bits.log2(20.0 / (3 * 6))
            + 3 * Bits.log2(30.0 / (7 * 4))
            + 4 * Bits.log2(40.0 / (7 * 6));
    assertThat(mixed).isCloseTo(byHand, within(1e-12));
  }

  @Test
  void sparseCountsAreReadInTheOrderOfTheSymbols() {
    SparseCounts counts = new SparseCounts(6);
    counts.add(4, 2);
    counts.add(1, 3);
    counts.add(4, 5);
    counts.add(5, 1);
    assertThat(counts.size()).isEqualTo(3);
    assertThat(IntStream.range(0, 3).map(counts::symbol)).containsExactly(1, 4, 5);
    assertThat(counts.count(4)).isEqualTo(7);
    assertThat(counts.count(0)).isZero();
    assertThat(counts.count(17)).as("a symbol there is none of").isZero();
    double[] function = new double[8];
    Arrays.setAll(function, n -> 10 * n);
    assertThat(counts.sum(function)).isEqualTo(110);
    counts.clear();
    assertThat(counts.size()).isZero();
    assertThat(counts.count(4)).isZero();
    counts.add(2, 1);
    assertThat(counts.symbol(0)).isEqualTo(2);
  }

  /** The order of a sort by comparison, last word first, unsigned, then the symbol. */
  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 1, 2", "100, 1, 3", "300, 2, 4", "200, 3, 5"})
  void patternsAreInUnsignedOrderOfTheirLastWord(int entries, int words, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] patterns = new long[entries * words];
    Arrays.setAll(patterns, i -> random.nextInt(3) == 0 ? -random.nextInt(4) : random.nextLong(5));
    int[] symbols = random.ints(entries, 0, 3).toArray();
    Integer[] expected = IntStream.range(0, entries).boxed().toArray(Integer[]::new);
    Arrays.sort(
        expected,
        (a, b) -> {
          for (int word = words - 1; word >= 0; word--) {
            int order =
                Long.compareUnsigned(patterns[a * words + word], patterns[b * words + word]);
            if (order != 0) {
              return order;
            }
          }
          return Integer.compare(symbols[a], symbols[b]);
        });
    assertThat(PatternOrder.of(patterns, words, symbols, entries))
        .containsExactly(Arrays.stream(expected).mapToInt(i -> i).toArray());
  }

  @Test
  void pairsDifferInTheirNeuronAlone() {
    long[] patterns = {0b000, 0b001, 0b011, 0b100, 0b111};
    PatternPairs pairs = new PatternPairs(patterns, 3);
    assertThat(pairs.of(0)).as("001 and 000").containsExactly(1, 0);
    assertThat(pairs.of(1)).as("011 and 001").containsExactly(2, 1);
    assertThat(pairs.of(2)).as("100 and 000, 111 and 011").containsExactly(3, 0, 4, 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aTableOfOneClassIsTheSumOfItsSymbols(long seed) {
    int rows = 150;
    RelayTable table = table(seed, rows, 4);
    Symbols symbols = table.symbols();
    int[] all = new int[table.patterns()];
    int sum = 0;
    for (int pattern = 0; pattern < all.length; pattern++) {
      for (int i = table.firstEntry(pattern); i < table.firstEntry(pattern + 1); i++) {
        int pair = symbols.ofEntry()[i];
        assertThat(symbols.in()[pair] * 2 + symbols.out()[pair]).isEqualTo(table.symbol(i));
        all[pattern] += table.count(i);
      }
      sum += all[pattern];
    }
    assertThat(sum).isEqualTo(rows).isEqualTo(table.samples());
    assertThat(table.fingerprint().samples()).isEqualTo(rows);
    assertThat(table.select(0, 1, 2, 3)).isEqualTo(table);
    assertThat(table.select(3, 2, 1, 0).select(3, 2, 1, 0)).isEqualTo(table);
    assertThat(table.select(1).patterns()).isEqualTo(2);
  }

  @Test
  void unitsAndClassesThatAreNotThereAreRefused() {
    RelayTable table = table(1, 20, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.select(3))
        .withMessage("unit (3) must be from 0 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(table::select)
        .withMessage("units (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.concept(2))
        .withMessage("class (2) must be from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.concept(-1))
        .withMessage("class (-1) must be from 0 to 1");
  }

  /** Halves in either order, and cut anywhere, are the whole. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 77, 149, 150})
  void countsMergeToTheSameTable(int cut) {
    SplittableRandom random = new SplittableRandom(6);
    long[] rows = random.longs(150, 0, 32).toArray();
    int[] in = random.ints(150, 0, 2).toArray();
    int[] out = random.ints(150, 0, 2).toArray();
    RelayTable whole = counts(5).accept(rows, in, out).snapshot();
    assertThat(part(rows, in, out, 0, cut).merge(part(rows, in, out, cut, 150)).snapshot())
        .isEqualTo(whole);
    assertThat(part(rows, in, out, cut, 150).merge(part(rows, in, out, 0, cut)).snapshot())
        .isEqualTo(whole);
  }

  private static RelayCounts part(long[] rows, int[] in, int[] out, int from, int to) {
    return counts(5)
        .accept(
            Arrays.copyOfRange(rows, from, to),
            Arrays.copyOfRange(in, from, to),
            Arrays.copyOfRange(out, from, to));
  }
}
