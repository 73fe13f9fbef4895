// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.entropy.Grassberger;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.network.Activation;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bins of outputs, tables of probabilities and tallies, each by its definition. */
class CausalCountsTest {
  private static CausalBins bins(int count, Overflow overflow) {
    return CausalBins.of(count).with(overflow);
  }

  /** The bin of an activation's value, found by the value and not by thresholds. */
  @ParameterizedTest
  @CsvSource({
    "sigmoid, 0, 1, 5, CLAMP", "sigmoid, 0.2, 0.7, 4, CLAMP", "sigmoid, 0.2, 0.7, 4, DROP",
    "tanh, -1, 1, 8, CLAMP", "relu, 0, 1, 4, CLAMP", "relu, 0, 1, 4, DROP",
    "swish, -1, 3, 16, CLAMP", "swish, -0.2, 1, 6, DROP", "identity, -1, 1, 7, DROP",
    "leakyrelu:0.1, -0.5, 2, 9, CLAMP"
  })
  void thresholdsPutEveryValueIntoItsBin(
      String name, double low, double high, int count, Overflow overflow) {
    Activation activation = Activation.named(name);
    OutputThresholds thresholds =
        OutputThresholds.of(activation, new Range(low, high), bins(count, overflow));
    SplittableRandom random = new SplittableRandom(count);
    for (int i = 0; i < 4000; i++) {
      double z = random.nextDouble(-6, 6);
      double place = (activation.value(z) - low) / (high - low) * count;
      if (Math.abs(place - Math.rint(place)) < 1e-9) {
        continue; // on an edge but for rounding
      }
      int bin = (int) Math.floor(place);
      boolean outside = bin < 0 || bin >= count;
      int expected =
          outside && overflow == Overflow.DROP
              ? OutputThresholds.DROPPED
              : Math.max(0, Math.min(count - 1, bin));
      assertThat(thresholds.bin(thresholds.piece(z))).as("z %s", z).isEqualTo(expected);
    }
    assertThat(thresholds.values()).isSorted();
    assertThat(thresholds.outputBins()).isEqualTo(count);
  }

  @Test
  void onlyMonotoneFunctionsWithoutDroppingHavePlainThresholds() {
    Range unit = new Range(0, 1);
    OutputThresholds plain = OutputThresholds.of(Activation.sigmoid(), unit, CausalBins.of(4));
    assertThat(plain.isPlain()).isTrue();
    assertThat(plain.drops()).isFalse();
    assertThat(plain.count()).isEqualTo(3);
    OutputThresholds turning =
        OutputThresholds.of(Activation.swish(1), new Range(-0.3, 1), CausalBins.of(16));
    assertThat(turning.isPlain()).isFalse();
    assertThat(turning.drops()).isFalse();
    OutputThresholds dropping =
        OutputThresholds.of(Activation.identity(), unit, bins(4, Overflow.DROP));
    assertThat(dropping.isPlain()).isFalse();
    assertThat(dropping.drops()).isTrue();
    assertThat(dropping.bin(dropping.piece(1))).as("the last bin has its end").isEqualTo(3);
    assertThat(dropping.bin(dropping.piece(Math.nextUp(Math.nextUp(1)))))
        .isEqualTo(OutputThresholds.DROPPED);
  }

  /** The sensitivity of an edge against a table filled from a fine grid of inputs. */
  @ParameterizedTest
  @CsvSource({
    "sigmoid, CLAMP, 6, 0.3",
    "sigmoid, CLAMP, -4, 1",
    "tanh, CLAMP, 2.5, -0.2",
    "swish, CLAMP, 5, -2",
    "relu, DROP, 3, -1",
    "relu, DROP, -2.5, 2",
    "identity, DROP, 4, -1",
    "sigmoid, CLAMP, 0.01, 0",
    "swish, DROP, -6, 2"
  })
  void sensitivityOfAnEdgeIsTheInformationOfItsTable(
      String name, Overflow overflow, double weight, double bias) {
    int inputBins = 5;
    int fine = 20_000; // per bin
    Activation activation = Activation.named(name);
    OutputThresholds thresholds =
        OutputThresholds.of(activation, new Range(-0.5, 1), bins(6, overflow));
    double[][] table = new double[inputBins][6];
    for (int i = 0; i < inputBins * fine; i++) {
      double x = (i + 0.5) / (inputBins * fine);
      int bin = thresholds.bin(thresholds.piece(bias + weight * x));
      if (bin != OutputThresholds.DROPPED) {
        table[i / fine][bin]++;
      }
    }
    double found = new EdgeSensitivity(thresholds, Layers.UNIT, inputBins).edge(weight, bias);
    assertThat(found).isCloseTo(information(table), within(1e-3));
  }

  private static double information(double[][] table) {
    double total = Arrays.stream(table).flatMapToDouble(Arrays::stream).sum();
    double bits = 0;
    for (double[] row : table) {
      for (int column = 0; column < row.length; column++) {
        int at = column;
        double both = Arrays.stream(table).mapToDouble(other -> other[at]).sum();
        double expected = Arrays.stream(row).sum() * both;
        bits += row[at] == 0 ? 0 : row[at] / total * Bits.log2(row[at] * total / expected);
      }
    }
    return bits;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theTableOfAnEdgeReadsItsInformation(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    OutputThresholds thresholds =
        OutputThresholds.of(Activation.sigmoid(), Layers.UNIT, CausalBins.of(4));
    double[] below = new double[6 * 3];
    double[][] table = new double[6][4];
    for (int row = 0; row < 6; row++) {
      double[] cuts = random.doubles(3).map(v -> seed == 4 ? 0.5 + 0.01 * v : v).sorted().toArray();
      System.arraycopy(cuts, 0, below, 3 * row, 3);
      for (int piece = 0; piece < 4; piece++) {
        table[row][piece] = (piece == 3 ? 1 : cuts[piece]) - (piece == 0 ? 0 : cuts[piece - 1]);
      }
    }
    EdgeTable edge = new EdgeTable(thresholds, 6);
    assertThat(edge.information(below, 3)).isCloseTo(information(table), within(1e-12));
    assertThat(edge.keepsSome()).isTrue();
    double[] columns = new double[4];
    for (double[] row : table) {
      for (int piece = 0; piece < 4; piece++) {
        columns[piece] += row[piece] / 6;
      }
    }
    assertThat(edge.outputEntropy())
        .isCloseTo(-Arrays.stream(columns).map(p -> p * Bits.log2(p)).sum(), within(1e-12));
  }

  @Test
  void aTableOfWhichNothingIsKeptReadsNothing() {
    OutputThresholds thresholds =
        OutputThresholds.of(Activation.identity(), Layers.UNIT, bins(2, Overflow.DROP));
    EdgeTable edge = new EdgeTable(thresholds, 2);
    assertThat(edge.information(new double[] {1, 1, 1, 1, 1, 1}, 3)).isZero();
    assertThat(edge.keepsSome()).isFalse();
    assertThat(edge.outputEntropy()).isZero();
    double identity = edge.information(new double[] {0, 1, 1, 0, 0, 1}, 3);
    assertThat(identity).isCloseTo(1, within(1e-12));
    assertThat(edge.keepsSome()).isTrue();
  }

  private static byte[] codes(long seed, int rows, int bins) {
    byte[] codes = new byte[rows];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < rows; i++) {
      codes[i] = (byte) random.nextInt(bins);
    }
    return codes;
  }

  @Test
  void countsOfPairsReadThePlugInWhicheverWayTheyAreAdded() {
    byte[] in = codes(1, 500, 4);
    byte[] out = codes(2, 500, 3);
    double[][] table = new double[4][3];
    for (int i = 100; i < 500; i++) {
      table[in[i]][out[i]]++;
    }
    PairCounts whole = new PairCounts(4, 5);
    whole.count(in, 100, out, 100, 400);
    PairCounts left = new PairCounts(4, 5);
    PairCounts right = new PairCounts(4, 5);
    left.count(in, 100, out, 100, 150);
    right.count(in, 250, out, 250, 250);
    right.add(left);
    assertThat(whole.plugIn()).isCloseTo(information(table), within(1e-12));
    assertThat(right.plugIn()).isEqualTo(whole.plugIn());
    assertThat(whole.freedom()).as("two of five outputs never occur").isEqualTo(3 * 2);
    assertThat(whole.bias()).isCloseTo(6 / 800.0 * Bits.PER_NAT, within(1e-15));
    assertThat(whole.chance(0)).isCloseTo(1, within(1e-12));
    double critical = 12.591587243743977; // chi-squared with 6 degrees, 5 %
    assertThat(whole.chance(critical / 800 * Bits.PER_NAT)).isCloseTo(0.05, within(1e-9));
    whole.clear();
    whole.count(in, 0, in, 0, 500);
    assertThat(whole.plugIn()).as("of a copy its entropy").isBetween(1.95, 2.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40, 1000})
  void aTallyIsAFingerprintHoweverItGrows(int patterns) {
    SplittableRandom random = new SplittableRandom(patterns);
    int[] counts = new int[patterns];
    PatternTally tally = new PatternTally(1);
    for (int round = 0; round < 2; round++) {
      Arrays.fill(counts, 0);
      tally.clear();
      for (int i = 0; i < 3000; i++) {
        int pattern = random.nextInt(patterns);
        counts[pattern]++;
        tally.add(pattern * 0x9E3779B97F4A7C15L);
      }
    }
    Fingerprint expected = Fingerprint.of(counts);
    assertThat(tally.samples()).isEqualTo(3000);
    assertThat(tally.distinct()).isEqualTo((int) expected.distinct());
    assertThat(tally.singletons()).isEqualTo(expected.seen(1) / 3000.0);
    double grassberger = patterns == 1 ? 0 : Grassberger.entropy(expected);
    assertThat(tally.entropy()).isCloseTo(grassberger, within(1e-9));
    double squares =
        Arrays.stream(counts)
            .filter(n -> n > 0)
            .mapToDouble(n -> n / 3000.0 * Math.pow(Bits.log2(3000.0 / n), 2))
            .sum();
    double variance = squares - Math.pow(PlugIn.entropy(expected), 2);
    assertThat(tally.surpriseVariance()).isCloseTo(variance, within(1e-9));
  }

  @Test
  void anEmptyTallyHasNoEntropy() {
    PatternTally tally = new PatternTally(100);
    assertThat(tally.entropy()).isNaN();
    assertThat(tally.singletons()).isZero();
  }

  /** A ratio of means: its spread from the residuals of the blocks (Cochran 1977, 6.4). */
  @Test
  void theMeanOverCellsIsARatioWithTheSpreadOfItsBlocks() {
    CellMean mean = new CellMean();
    mean.add(2, 1, 4);
    mean.add(4, 0.5, 2);
    mean.add(Double.NaN, 0, Double.NaN);
    mean.endBlock();
    mean.add(1, 1, 1);
    mean.endBlock();
    mean.add(3, 0.5, 0);
    mean.endBlock();
    double ratio = (2 + 2 + 1 + 1.5) / 3;
    assertThat(mean.bits()).isCloseTo(ratio, within(1e-12));
    double residuals =
        Math.pow(4 - ratio * 1.5, 2) + Math.pow(1 - ratio, 2) + Math.pow(1.5 - ratio * 0.5, 2);
    assertThat(mean.spreadOfBlocks()).isCloseTo(Math.sqrt(residuals / 2 * 3) / 3, within(1e-12));
    double variance = (4 + 1 + 1) / 3.0;
    assertThat(mean.innerError(3, 100)).isCloseTo(Math.sqrt(variance / 300), within(1e-12));
  }

  @Test
  void equalBlocksHaveNoSpread() {
    CellMean mean = new CellMean();
    for (int block = 0; block < 4; block++) {
      mean.add(1.5, 1, 0);
      mean.endBlock();
    }
    assertThat(mean.bits()).isEqualTo(1.5);
    assertThat(mean.spreadOfBlocks()).isZero();
    assertThat(mean.innerError(4, 10)).isZero();
  }

  @Test
  void cellsOfAGroupAreNumberedFromTheFirstInput() {
    InputCells cells = new InputCells(Layers.uniform(3, 2, 1, 1), 4, 0, 2);
    assertThat(cells.count()).isEqualTo(16);
    assertThat(cells.groupSize()).isEqualTo(2);
    assertThat(cells.inputs()).isEqualTo(3);
    double[] centre = new double[3];
    cells.centre(6, centre);
    assertThat(centre).containsExactly(2.5 / 4, 0.5, 1.5 / 4);
    assertThat(cells.halfWidth(0)).isEqualTo(0.125);
    assertThat(cells.halfWidth(1)).as("not of the group").isEqualTo(0.5);
    double[] offsets = new double[3 * 200];
    cells.offsets(new SplittableRandom(1), 200, offsets);
    assertThat(Arrays.stream(offsets, 0, 200)).allMatch(v -> Math.abs(v) <= 0.125);
    assertThat(Arrays.stream(offsets, 200, 400).map(Math::abs).max().orElseThrow())
        .isBetween(0.45, 0.5);
    cells.centre(new SplittableRandom(3), centre);
    assertThat(centre[1]).isEqualTo(0.5);
    assertThat(centre[0] * 8 % 2).isEqualTo(1);
  }

  @Test
  void fewerThanTwoBinsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CausalBins(1, 4, Overflow.CLAMP))
        .withMessage("input bins (1) must be >= 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CausalBins(4, 1, Overflow.CLAMP))
        .withMessage("output bins (1) must be >= 2");
  }
}
