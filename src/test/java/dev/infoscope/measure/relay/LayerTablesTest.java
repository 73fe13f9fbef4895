// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LayerTablesTest {
  private static final int ROWS = 20_000;
  private static final int UNITS = 14;
  private static final RelaySettings SETTINGS = RelaySettings.defaults().withoutSplitHalf();
  private static final Bins CUTS = Bins.above(0.8).forUnits(UNITS);

  private static LayerRelay read(int most) {
    SplittableRandom random = new SplittableRandom(4);
    Activations layer = Activations.of(random.doubles((long) ROWS * UNITS).toArray(), UNITS);
    int[] labels = random.ints(ROWS, 0, 2).toArray();
    RelayCounts counts = new RelayCounts(CUTS, 2, 2, most);
    return LayerRelay.of(counted(layer, labels, counts), 2);
  }

  /** All rows in as many parts as are given; the id of a row is its number. */
  private static LayerTables counted(Activations layer, int[] labels, RelayCounts... parts) {
    Ranks occurring = Ranks.of(labels);
    long[] ids = LongStream.range(0, labels.length).toArray();
    for (int part = 0; part < parts.length; part++) {
      int[] rows = LayerTables.rows(SETTINGS.seed(), part, parts.length, ids);
      LayerTables.add(parts[part], occurring, rows, layer, labels, labels);
    }
    return new LayerTables(SETTINGS, occurring, CUTS, List.of(parts));
  }

  private static RelayCounts none() {
    return new RelayCounts(CUTS, 2, 2);
  }

  @Test
  void tooManyPatternsReadNothingButHowManyThereAreAndHowWellTheyAreCovered() {
    LayerRelay all = read(Integer.MAX_VALUE);
    LayerRelay some = read(2_000);

    Estimate whole = some.whole();
    assertThat(whole.bits()).isNaN();
    assertThat(whole.flags()).containsExactly(Flag.SATURATED);
    assertThat(some.table()).isNull();
    assertThat(some.classes())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.information().flags()).containsExactly(Flag.SATURATED));
    assertThat(whole.uncertainty().samples()).isEqualTo(ROWS);
    // about a thousand patterns are kept: a standard error of 3 %
    assertThat(whole.uncertainty().distinct())
        .isCloseTo(all.whole().uncertainty().distinct(), withinPercentage(12));
    assertThat(some.coverage()).isCloseTo(all.coverage(), within(0.05)).isBetween(0.5, 0.95);
  }

  @Test
  void halvesTogetherAreTheWhole() {
    SplittableRandom random = new SplittableRandom(5);
    Activations layer = Activations.of(random.doubles(300L * UNITS).toArray(), UNITS);
    int[] labels = random.ints(300, 0, 2).toArray();
    LayerTables halves = counted(layer, labels, none(), none());
    LayerTables whole = counted(layer, labels, none());
    assertThat(halves.whole().toBytes()).isEqualTo(whole.whole().toBytes());
    assertThat(halves.halves(0, 1)).hasSize(2);
    assertThat(whole.halves(0, 1)).isEmpty();
  }
}
