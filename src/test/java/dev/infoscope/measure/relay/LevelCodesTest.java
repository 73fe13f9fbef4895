// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;

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
    RelayTable table =
        LevelCodes.of(values, bins, memory)
            .table(units0, some, pick(in, some), pick(out, some), CLASSES);
    RelayTable counted =
        new RelayCounts(bins, CLASSES, CLASSES)
            .accept(values.select(some), pick(in, some), pick(out, some))
            .snapshot()
            .select(units0);
    assertThat(table).isEqualTo(counted);
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
