// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.chance.LabelShuffler;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.golden.Generators.Task;
import dev.infoscope.golden.GoldenCases.Case;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The binned plane of published codes, on their task and on a wide layer. */
class PlaneGoldenTest {
  private static final int WIDE_ROWS = 60_000;

  private static Task task;
  private static float[] wide;

  @BeforeAll
  static void generate() {
    task = Generators.b1a();
    wide = Generators.b1b(WIDE_ROWS, 128);
  }

  /** Thirty edges from -1 to 1, rounded to single precision as IDNNs does. */
  private static Bins linspace30() {
    double[] edges = new double[30];
    Arrays.setAll(edges, i -> (float) (-1 + i * (2.0 / 29)));
    edges[29] = 1;
    return Bins.at(edges);
  }

  private static PatternTable count(Bins bins, Activations rows, int[] labels, int classes) {
    return new PatternCounts(new PatternCoder(bins, rows.units()), classes, labels.length)
        .accept(rows, labels)
        .snapshot();
  }

  private static PatternTable b1a(int layer, Bins bins, int[] labels) {
    Activations rows = Activations.of(task.layers().get(layer), task.units(layer));
    return count(bins, rows, labels, 2);
  }

  private static void check(Case expected, String prefix, PatternTable table) {
    expected.check(prefix + "H", PlugIn.entropy(table.patterns()));
    expected.check(prefix + "I_TY", PlugIn.mutualInformation(table));
    assertThat((double) table.patterns().distinct())
        .isEqualTo(expected.expected(prefix + "distinct"));
  }

  @ParameterizedTest(name = "layer {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void twelveBitTaskInBothMeaningsOfThirtyBins(int layer) {
    Case expected = GoldenCases.of("b1a.layer" + layer);
    check(expected, "linspace30.", b1a(layer, linspace30(), task.labels()));
    check(expected, "floor_2over30.", b1a(layer, Bins.equalWidth(-1, 1, 30), task.labels()));
  }

  /** Their program's "30" are 29 intervals: the setting to compare with its figures. */
  @ParameterizedTest(name = "layer {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void twentyNineBinsReadWhatTheFirstPapersProgramDoes(int layer) {
    Case expected = GoldenCases.of("b1a.layer" + layer);
    check(expected, "linspace30.", b1a(layer, Bins.equalWidth(-1, 1, 29), task.labels()));
  }

  @ParameterizedTest(name = "layer {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void twelveBitTaskWithPermutedLabels(int layer) {
    int[] permuted = Generators.permuted(task.labels(), 1201);
    PatternTable table = b1a(layer, Bins.equalWidth(-1, 1, 30), permuted);
    GoldenCases.of("b1a.layer" + layer)
        .check("floor_2over30.I_TY_labels_permuted", PlugIn.mutualInformation(table));
  }

  @Test
  void aWideLayerIsSaturated() {
    Activations rows = Activations.of(wide, 128);
    PatternTable table = count(Bins.equalWidth(-1, 1, 30), rows, Generators.classes(WIDE_ROWS), 10);
    check(GoldenCases.of("b1b.full"), "", table);
  }

  private static Activations firstEight() {
    float[] values = new float[WIDE_ROWS * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = wide[i / 8 * 128 + i % 8];
    }
    return Activations.of(values, 8);
  }

  @Test
  void signsOfEightUnits() {
    Bins sign = Bins.at(Float.MIN_VALUE); // above 0
    checkWithPermutedLabels(GoldenCases.of("b1b.sign8"), sign);
  }

  @Test
  void halvesOfEightUnits() {
    Case expected = GoldenCases.of("b1b.half8");
    Bins half = Bins.equalWidth(-1, 1, 4); // floor(t / 0.5)
    PatternTable table = checkWithPermutedLabels(expected, half);
    assertThat((double) table.patterns().distinct()).isEqualTo(expected.expected("distinct"));
  }

  /** Also: the one permutation of the reference is an ordinary draw of the shuffled null. */
  private static PatternTable checkWithPermutedLabels(Case expected, Bins bins) {
    Activations rows = firstEight();
    int[] labels = Generators.classes(WIDE_ROWS);
    PatternTable table = count(bins, rows, labels, 10);
    expected.check("H", PlugIn.entropy(table.patterns()));
    expected.check("I_TY", PlugIn.mutualInformation(table));
    PatternTable permuted = count(bins, rows, Generators.permuted(labels, 1200), 10);
    double permutedBits = PlugIn.mutualInformation(permuted);
    expected.check("I_TY_labels_permuted", permutedBits);
    ShuffledNull shuffled = new LabelShuffler(table).shuffle(20, 1);
    assertThat(permutedBits).isCloseTo(shuffled.mean(), within(5 * shuffled.deviation()));
    return table;
  }
}
