// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Ranks;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables from codes that are held once, against tables counted from the values. */
class LevelCodesTest {
  private static final int CLASSES = 5;

  private static Activations values(SplittableRandom random, int rows, int units) {
    double[] values = new double[rows * units];
    Arrays.setAll(values, i -> i % units == 1 ? 0.25 : random.nextInt(7) / 7.0);
    return Activations.of(values, units);
  }

  private static int[] classes(SplittableRandom random, int rows) {
    return random.ints(rows, 0, CLASSES).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "200, 3, 2, 2",
    "500, 70, 2, 5",
    "90, 40, 3, 9",
    "64, 12, 200, 12",
    "300, 140, 2, 70"
  })
  void tableOfSomeNeuronsIsThatOfTheValues(int rows, int units, int levels, int chosen) {
    SplittableRandom random = new SplittableRandom(units);
    Activations values = values(random, rows, units);
    Bins bins = Discretizer.fixed(0, 1, levels).perUnit(null, values);
    int[] in = classes(random, rows);
    int[] out = classes(random, rows);
    int[] units0 = IntStream.range(0, units).filter(unit -> unit % (units / chosen) == 0).toArray();
    int[] some = IntStream.range(0, rows).filter(row -> row % 3 != 1).toArray();
    RelayMemory memory = new RelayMemory();
    LevelCodes.of(values(random, 2 * rows, units), bins, memory); // leaves something behind
    LevelCodes codes = LevelCodes.of(values, bins, memory);
    RelayTable table = codes.table(units0.length, codes.packed(units0), some, in, out, CLASSES);
    RelayTable counted =
        new RelayCounts(bins, CLASSES, CLASSES)
            .accept(values.select(some), pick(in, some), pick(out, some))
            .snapshot()
            .select(units0);
    assertThat(table).isEqualTo(counted);
  }

  private static LevelCodes codes(SplittableRandom random, int rows, int units, int levels) {
    Activations values = values(random, rows, units);
    Bins bins = Discretizer.fixed(0, 1, levels).perUnit(null, values);
    return LevelCodes.of(values, bins, new RelayMemory());
  }

  /** All neurons, also where eight bits are taken from a word at once. */
  @ParameterizedTest
  @CsvSource({"90, 3, 2", "90, 64, 2", "90, 131, 2", "40, 70, 3"})
  void patternsOfAllNeuronsAreThoseOfEach(int rows, int units, int levels) {
    LevelCodes codes = codes(new SplittableRandom(units), rows, units, levels);
    assertThat(codes.all()).isEqualTo(codes.packed(IntStream.range(0, units).toArray()));
  }

  /** Bytes are taken up before they are full, and what was summed before is forgotten. */
  @ParameterizedTest
  @CsvSource({"3, 5, 2", "255, 8, 2", "700, 21, 2", "700, 5, 3"})
  void sumsOfLevelsAreThoseOfSingleExamples(int rows, int units, int levels) {
    LevelCodes codes = codes(new SplittableRandom(rows), rows, units, levels);
    int[] some = IntStream.range(0, rows).filter(row -> row % 50 != 1).toArray();
    LevelSums sums = new LevelSums(codes);
    sums.add(some, 0, some.length);
    sums.counts();
    sums.clear();
    sums.add(some, 1, some.length / 2);
    sums.add(some, some.length / 2, some.length);
    int[] expected = new int[units * levels];
    for (int i = 1; i < some.length; i++) {
      for (int unit = 0; unit < units; unit++) {
        expected[unit * levels + codes.level(some[i], unit)]++;
      }
    }
    assertThat(sums.counts()).isEqualTo(expected);
    sums.clear();
    assertThat(sums.counts()).containsOnly(0);
  }

  /** As a table has them: chosen neurons of many words, one or several bits each. */
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 4", "3, 3"})
  void examplesOfOnePatternAreOneGroup(int levels, int chosen) {
    SplittableRandom random = new SplittableRandom(levels);
    Activations values = values(random, 300, 140);
    Bins bins = Discretizer.fixed(0, 1, levels).perUnit(null, values);
    LevelCodes codes = LevelCodes.of(values, bins, new RelayMemory());
    PatternGroups groups = new PatternGroups(codes);
    groups.of(0, 1, 2, 3, 4, 5, 6, 7); // leaves something behind
    int[] units = IntStream.range(0, chosen).map(i -> 3 + i * 130 / chosen).toArray();
    int count = groups.of(units);
    long[] patterns = codes.packed(units);
    assertThat(count).isEqualTo(Arrays.stream(patterns).distinct().count());
    for (int row = 0; row < 300; row++) {
      int group = groups.group(row);
      assertThat(group).isLessThan(count);
      for (int other = 0; other < row; other++) {
        assertThat(groups.group(other) == group).isEqualTo(patterns[other] == patterns[row]);
      }
    }
    assertThat(IntStream.range(0, count).map(groups::size).sum()).isEqualTo(300);
  }

  /** Also of a class that does not occur, one that is never predicted, and equal neurons. */
  @ParameterizedTest
  @CsvSource({"2, 3", "2, 12", "3, 5"})
  void theMostEssentialAreThoseOfAllNeurons(int levels, int most) {
    SplittableRandom random = new SplittableRandom(most);
    int[] in = random.ints(400, 0, 4).toArray();
    int[] out = Arrays.stream(in).map(i -> random.nextInt(4) == 0 ? 2 : i % 3).toArray();
    double[] values = new double[400 * 12];
    Arrays.setAll(
        values,
        i -> i % 12 == 9 ? values[i - 2] : (random.nextInt(3) + in[i / 12] * (i % 5)) / 9.0);
    Activations layer = Activations.of(values, 12);
    Bins bins = Discretizer.fixed(0, 1, levels).perUnit(null, layer);
    LevelCodes codes = LevelCodes.of(layer, bins, new RelayMemory());
    NeuronTables tables = new NeuronTables(codes, PairGroups.of(in, out, CLASSES), CLASSES);
    RelayTable table = new RelayCounts(bins, CLASSES, CLASSES).accept(layer, in, out).snapshot();
    for (int label = 0; label < CLASSES; label++) {
      double[] bits = table.concept(label).essentiality();
      int[] found = tables.mostEssential(label, most);
      assertThat(found).hasSize(most).doesNotHaveDuplicates();
      double[] falling = Arrays.stream(bits).map(each -> -each).sorted().toArray();
      for (int i = 0; i < most; i++) {
        assertThat(bits[found[i]]).isCloseTo(-falling[i], within(1e-12));
      }
    }
  }

  private static int[] pick(int[] values, int... rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }

  /** Memory serves wide and narrow layers in turns. */
  @Test
  void layersReadTheSameInMemoryThatIsUsedAgain() {
    RelayMemory memory = new RelayMemory();
    SplittableRandom random = new SplittableRandom(3);
    for (int units : new int[] {80, 6, 30, 100}) {
      Activations values = values(random, 400, units);
      int[] in = classes(random, 400);
      int[] out = in.clone();
      out[7] = (out[7] + 1) % CLASSES;
      RelaySettings settings = RelaySettings.defaults().withSplitHalf();
      LayerRelay again = LayerRelay.of(settings, null, values, in, out, CLASSES, memory);
      LayerRelay anew = LayerRelay.of(settings, null, values, in, out, CLASSES);
      assertThat(again.units()).containsExactly(anew.units());
      assertThat(again.whole()).isEqualTo(anew.whole());
      for (int label = 0; label < CLASSES; label++) {
        assertThat(again.classes().get(label).information())
            .isEqualTo(anew.classes().get(label).information());
        assertThat(again.classes().get(label).aggregated())
            .containsExactly(anew.classes().get(label).aggregated());
      }
    }
  }

  /** Few possible pairs are marked, many are sorted. */
  @ParameterizedTest
  @CsvSource({"4, 4", "3000, 2", "2, 3000"})
  void pairsAreNumberedInTheirOrder(int inputs, int outputs) {
    SplittableRandom random = new SplittableRandom(8);
    int[] symbols = random.ints(100, 0, inputs * outputs).toArray();
    Symbols seen = Symbols.of(symbols, inputs, outputs);
    Ranks pairs = Ranks.of(symbols);
    assertThat(seen.ofEntry()).containsExactly(pairs.ranks(symbols));
    assertThat(seen.pairs()).isEqualTo(pairs.size());
    Ranks in = Ranks.of(Arrays.stream(symbols).map(symbol -> symbol / outputs).toArray());
    assertThat(seen.inputs()).isEqualTo(in.size());
    assertThat(seen.in()[pairs.size() - 1]).isEqualTo(in.size() - 1);
  }
}
