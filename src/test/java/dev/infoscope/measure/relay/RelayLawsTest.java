// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.estimate.entropy.MillerMadow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of any table, tried on random ones with ties, dead cells and constant neurons. */
class RelayLawsTest {
  private static final double SUM = 1e-10;

  /** Neurons that know something of the input, some constant, some duplicates, some noise. */
  private static NaiveRelay random(
      long seed, int rows, int units, int levels, int inputs, int outputs) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] hidden = new int[rows][units];
    int[] in = new int[rows];
    int[] out = new int[rows];
    for (int row = 0; row < rows; row++) {
      in[row] = random.nextInt(inputs);
      for (int unit = 0; unit < units; unit++) {
        int noise = random.nextInt(levels);
        hidden[row][unit] =
            switch (unit % 5) {
              case 0 -> (in[row] + (random.nextInt(4) == 0 ? noise : 0)) % levels;
              case 1 -> 0;
              case 2 -> hidden[row][0];
              default -> noise;
            };
      }
      int known = hidden[row][0] + hidden[row][units - 1];
      out[row] = random.nextInt(3) == 0 ? random.nextInt(outputs) : known % outputs;
    }
    in[0] = inputs - 1;
    out[0] = outputs - 1;
    return NaiveRelay.of(hidden, in, out);
  }

  @ParameterizedTest
  @CsvSource({
    "1,40,3,2,2,2",
    "2,60,4,2,2,2",
    "3,200,6,2,2,2",
    "4,80,4,3,3,4",
    "5,120,5,2,5,5",
    "6,50,6,4,2,3",
    "7,30,1,2,2,2",
    "8,300,6,5,5,2"
  })
  void everySetAgreesWithTheDefinition(
      long seed, int rows, int units, int levels, int inputs, int outputs) {
    NaiveRelay naive = random(seed, rows, units, levels, inputs, outputs);
    Concept concept = naive.table(levels).allClasses();
    for (int set = 0; set < 1 << units; set++) {
      int[] members = members(set, units);
      assertThat(concept.relay(members)).isCloseTo(naive.relay(members), within(SUM));
    }
    int[] all = IntStream.range(0, units).toArray();
    assertThat(concept.relay()).isCloseTo(naive.relay(all), within(SUM));
    for (int unit = 0; unit < units; unit++) {
      int own = unit;
      int[] rest = Arrays.stream(all).filter(other -> other != own).toArray();
      assertThat(concept.essentiality()[unit])
          .isCloseTo(naive.relay(all) - naive.relay(rest), within(SUM));
      assertThat(concept.unique()[unit]).isCloseTo(naive.relay(unit), within(SUM));
    }
  }

  private static int[] members(int set, int units) {
    return IntStream.range(0, units).filter(unit -> (set >> unit & 1) == 1).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "11,60,5,2,2,2",
    "12,200,7,2,2,2",
    "13,40,8,2,2,2",
    "14,80,5,3,3,3",
    "15,100,6,2,4,4",
    "16,20,6,2,2,2",
    "17,2,3,2,2,2"
  })
  void theSearchFindsWhatTheDefinitionFinds(
      long seed, int rows, int units, int levels, int inputs, int outputs) {
    NaiveRelay naive = random(seed, rows, units, levels, inputs, outputs);
    RelayPath expected = naive.path();
    RelayPath path = naive.table(levels).allClasses().path();
    assertThat(path.removed()).containsExactly(expected.removed());
    assertThat(path.values()).containsExactly(expected.values(), within(SUM));
    assertThat(path.values()[units]).isZero();
    RelayPath walked = naive.table(levels).allClasses().walk(path.removed());
    assertThat(walked.values()).containsExactly(path.values());
    assertThat(walked.corrected()).containsExactly(path.corrected());
  }

  @ParameterizedTest
  @CsvSource({"21,100,8", "22,400,10", "23,60,10", "24,30,1", "25,200,5", "26,5,7"})
  void theTableOfAllSetsAgreesWithTheSets(long seed, int rows, int units) {
    NaiveRelay naive = random(seed, rows, units, 2, 2, 2);
    Concept concept = naive.table(2).allClasses();
    SubsetTable table = concept.subsets(1);
    SubsetTable twoThreads = concept.subsets(2);
    assertThat(table.sets()).isEqualTo(1 << units);
    for (int set = 0; set < table.sets(); set++) {
      assertThat(table.value(set)).isCloseTo(concept.relay(members(set, units)), within(SUM));
      assertThat(twoThreads.value(set)).isEqualTo(table.value(set));
    }
    double[] shortfall = table.shortfall(concept.path());
    assertThat(shortfall[units]).isCloseTo(0, within(SUM));
    int[] best = table.best();
    for (int size = 0; size <= units; size++) {
      assertThat(Integer.bitCount(best[size])).isEqualTo(size);
      assertThat(table.value(best[size]) - shortfall[size])
          .isCloseTo(Math.min(table.value(best[size]), concept.path().value(size)), within(SUM));
    }
    assertThat(table.shareAbove(concept.path())).isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void flippingBitsPermutingRowsAndSwappingInputAndOutputChangeNothing(long seed) {
    NaiveRelay naive = random(seed, 150, 6, 2, 2, 2);
    RelayPath path = naive.table(2).allClasses().path();
    var rows = new ArrayList<NaiveRelay.Row>();
    for (NaiveRelay.Row row : naive.rows()) {
      int[] flipped = row.levels().clone();
      flipped[3] ^= 1;
      flipped[5] ^= 1;
      rows.add(new NaiveRelay.Row(flipped, 1 - row.out(), row.in()));
    }
    Collections.shuffle(rows, new Random(seed));
    RelayPath turned = new NaiveRelay(rows, 6).table(2).allClasses().path();
    assertThat(turned.removed()).containsExactly(path.removed());
    assertThat(turned.values()).containsExactly(path.values(), within(SUM));
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43})
  void oneClassAgainstTheRestIsTheRelabelledTable(long seed) {
    NaiveRelay naive = random(seed, 300, 6, 2, 5, 5);
    RelayTable table = naive.table(2);
    for (int label = 0; label < 5; label++) {
      int own = label;
      NaiveRelay binary =
          new NaiveRelay(
              naive.rows().stream()
                  .map(
                      row ->
                          new NaiveRelay.Row(
                              row.levels(), row.in() == own ? 1 : 0, row.out() == own ? 1 : 0))
                  .toList(),
              6);
      Concept concept = table.concept(label);
      assertThat(concept.table()).isEqualTo(binary.table(2));
      assertThat(concept.path().values()).containsExactly(binary.path().values(), within(SUM));
      for (int unit = 0; unit < 6; unit++) {
        assertThat(concept.unique()[unit]).isCloseTo(binary.relay(unit), within(SUM));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52, 53})
  void seenThroughSomeNeuronsItIsTheirOwnTable(long seed) {
    NaiveRelay naive = random(seed, 200, 7, 3, 3, 3);
    int[] some = {6, 0, 3};
    NaiveRelay narrow =
        new NaiveRelay(
            naive.rows().stream()
                .map(
                    row ->
                        new NaiveRelay.Row(
                            Arrays.stream(some).map(unit -> row.levels()[unit]).toArray(),
                            row.in(),
                            row.out()))
                .toList(),
            3);
    assertThat(naive.table(3).select(some)).isEqualTo(narrow.table(3));
  }

  /** More units than one word holds: constants and duplicates around five that matter. */
  @ParameterizedTest
  @ValueSource(ints = {65, 130})
  void wideLayersGoTheGeneralWay(int units) {
    NaiveRelay few = random(61, 120, 5, 2, 2, 2);
    NaiveRelay wide =
        new NaiveRelay(
            few.rows().stream()
                .map(
                    row -> {
                      int[] levels = new int[units];
                      System.arraycopy(row.levels(), 0, levels, units - 5, 5);
                      return new NaiveRelay.Row(levels, row.in(), row.out());
                    })
                .toList(),
            units);
    RelayPath narrow = few.table(2).allClasses().path();
    Concept concept = wide.table(2).allClasses();
    int[] order =
        IntStream.concat(
                IntStream.range(0, units - 5),
                Arrays.stream(narrow.removed()).map(unit -> unit + units - 5))
            .toArray();
    RelayPath walked = concept.walk(order);
    assertThat(Arrays.copyOf(walked.values(), units - 5))
        .containsOnly(walked.values()[0]); // constants neither give nor take
    assertThat(Arrays.copyOfRange(walked.values(), units - 5, units + 1))
        .containsExactly(narrow.values(), within(SUM));
    RelayPath path = concept.path();
    assertThat(path.values()).containsExactly(concept.walk(path.removed()).values(), within(SUM));
    assertThat(Arrays.stream(path.values()).max().getAsDouble())
        .isCloseTo(Arrays.stream(narrow.values()).max().getAsDouble(), within(SUM));
    assertThat(wide.table(2).allClasses().unique()[units - 1]).isCloseTo(few.relay(4), within(SUM));
  }

  /** Counts that do not fit 16 bits. */
  @Test
  void moreExamplesThanSixteenBitsHoldGiveTheSameBits() {
    NaiveRelay naive = random(71, 100, 5, 2, 2, 2);
    RelayTable once = naive.table(2);
    RelayCounts many = new RelayCounts(Bins.above(0.5).forUnits(5), 2, 2);
    long[] rows = new long[100];
    int[] in = new int[100];
    int[] out = new int[100];
    for (int row = 0; row < 100; row++) {
      for (int unit = 0; unit < 5; unit++) {
        rows[row] |= (long) naive.rows().get(row).levels()[unit] << unit;
      }
      in[row] = naive.rows().get(row).in();
      out[row] = naive.rows().get(row).out();
    }
    for (int i = 0; i < 1000; i++) {
      many.accept(rows, in, out);
    }
    RelayPath path = once.allClasses().path();
    RelayPath large = many.snapshot().allClasses().path();
    assertThat(large.removed()).containsExactly(path.removed());
    assertThat(large.values()).containsExactly(path.values(), within(SUM));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> many.snapshot().allClasses().subsets(1))
        .withMessageContaining("65535");
  }

  @ParameterizedTest
  @ValueSource(longs = {81, 82, 83})
  void theCorrectionIsMillerAndMadowsOfTheFourEntropies(long seed) {
    NaiveRelay naive = random(seed, 80, 5, 2, 3, 3);
    RelayPath path = naive.table(2).allClasses().path();
    int[] known = Arrays.copyOf(path.removed(), 2);
    int[] all = {0, 1, 2, 3, 4};
    double correction = correction(naive, known) - correction(naive, all);
    assertThat(path.corrected()[2] - path.values()[2]).isCloseTo(correction, within(SUM));
  }

  private static double correction(NaiveRelay naive, int[] known) {
    return part(naive, known, true, false)
        + part(naive, known, false, true)
        - part(naive, known, false, false)
        - part(naive, known, true, true);
  }

  private static double part(NaiveRelay naive, int[] known, boolean in, boolean out) {
    var counts = new HashMap<String, Integer>();
    for (NaiveRelay.Row row : naive.rows()) {
      StringBuilder symbol = new StringBuilder();
      Arrays.stream(known).forEach(unit -> symbol.append(row.levels()[unit]).append(' '));
      symbol.append(in ? row.in() : -1).append(' ').append(out ? row.out() : -1);
      counts.merge(symbol.toString(), 1, Integer::sum);
    }
    return MillerMadow.correction(
        Fingerprint.of(counts.values().stream().mapToInt(count -> count).toArray()));
  }

  @Test
  void theBeamFollowsEveryTie() {
    NaiveRelay encrypted = // y0 = x xor k, y1 = k, y2 = coin
        NaiveRelay.of(
            new int[][] {
              {0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {0, 1, 1}
            },
            new int[] {0, 1, 0, 1, 0, 1, 0, 1},
            new int[] {0, 1, 0, 1, 0, 1, 0, 1});
    TieBeam beam = encrypted.table(2).allClasses().beam(8);
    assertThat(beam.steps()).hasSize(3);
    assertThat(beam.steps().get(0).survivors()).hasSize(3);
    assertThat(beam.steps().get(1).survivors().toString()).isEqualTo("[{1}, {0}]");
    assertThat(beam.steps().get(1).value()).isCloseTo(1, within(SUM));
    assertThat(beam.steps().get(2).survivors().toString()).isEqualTo("[{}]");
    assertThat(beam.steps().get(0).isComplete()).isTrue();
    assertThat(encrypted.table(2).allClasses().beam(1).steps().get(0).isComplete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {91, 92, 93})
  void theBeamIsNeverWorseThanTheGreedyPathAndNeverBetterThanTheBest(long seed) {
    Concept concept = random(seed, 90, 7, 2, 2, 2).table(2).allClasses();
    RelayPath path = concept.path();
    SubsetTable table = concept.subsets(1);
    TieBeam beam = concept.beam(1000);
    int[] best = table.best();
    for (int step = 0; step < 7; step++) {
      double value = beam.steps().get(step).value();
      assertThat(value)
          .isBetween(path.values()[step + 1] - 1e-8, table.value(best[6 - step]) + SUM);
      for (BitSet set : beam.steps().get(step).survivors()) {
        assertThat(concept.relay(set.stream().toArray())).isCloseTo(value, within(2e-9));
      }
    }
  }

  @Test
  void noExamplesAreNoEvidence() {
    RelayTable none = new RelayCounts(Bins.above(0).forUnits(3), 2, 2).snapshot();
    Concept concept = none.concept(1);
    assertThat(concept.relay()).isNaN();
    assertThat(concept.relay(1)).isNaN();
    assertThat(concept.relay(new int[0])).isNaN();
    assertThat(concept.information()).isNaN();
    assertThat(concept.essentiality()).containsOnly(Double.NaN);
    assertThat(concept.unique()).containsOnly(Double.NaN);
    assertThat(concept.path().values()).containsOnly(Double.NaN);
    assertThat(concept.path().moduleSize(0.9)).isNaN();
  }

  @Test
  void setsThatAreNoSetsAreRefused() {
    Concept concept = random(1, 40, 3, 2, 2, 2).table(2).allClasses();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> concept.relay(0, 3))
        .withMessage("unit (3) must be from 0 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> concept.relay(1, 1))
        .withMessage("unit 1 comes twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> concept.walk(0, 1))
        .withMessageContaining("all 3 units");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> concept.table().concept(2))
        .withMessage("class (2) must be from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> concept.path().moduleSize(0))
        .withMessageContaining("share (0.0)");
  }
}
