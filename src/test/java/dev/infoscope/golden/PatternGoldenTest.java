// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.estimate.Tables;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.golden.GoldenCases.Case;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entropies of codes and informations of pairs, through the same counts the measures use. */
class PatternGoldenTest {
  private static final int ROWS = 60_000;

  private static Fingerprint patterns(Generators.Codes codes, int leftOut) {
    int units = codes.width() - (leftOut < 0 ? 0 : 1);
    float[] values = new float[ROWS * units];
    for (int i = 0; i < values.length; i++) {
      int unit = i % units;
      values[i] =
          codes
              .bits()[
              i / units * codes.width() + (leftOut < 0 || unit < leftOut ? unit : unit + 1)];
    }
    return new PatternCounts(new PatternCoder(Bins.at(0.5), units), 10, ROWS)
        .accept(Activations.of(values, units), codes.classes())
        .snapshot()
        .patterns();
  }

  /** Width 20 has exact keys, width 64 fingerprints. */
  @ParameterizedTest(name = "{0} units")
  @ValueSource(ints = {20, 64})
  void entropyOfCodesWithAndWithoutAUnit(int width) {
    Generators.Codes codes = Generators.b3(ROWS, width);
    Case expected = GoldenCases.of("b3.loo" + width);
    Fingerprint whole = patterns(codes, -1);
    expected.check("H_all", PlugIn.entropy(whole));
    assertThat((double) whole.distinct()).isEqualTo(expected.expected("distinct"));
    double[] without = expected.expectedArray("H_minus_j");
    for (int unit = 0; unit < width; unit += width / 10) {
      assertThat(PlugIn.entropy(patterns(codes, unit)))
          .as("without unit %d", unit)
          .isCloseTo(without[unit], within(expected.tolerance("H_minus_j")));
    }
  }

  @ParameterizedTest(name = "{0} bins")
  @ValueSource(ints = {2, 4, 8, 16, 30})
  void informationOfOnePairOfColumns(int bins) {
    Generators.CodePair codes = Generators.b2(10_000, bins);
    int[] a = IntStream.range(0, 10_000).map(i -> codes.a()[i * codes.unitsA() + 3]).toArray();
    int[] b = IntStream.range(0, 10_000).map(i -> codes.b()[i * codes.unitsB() + 3]).toArray();
    GoldenCases.of("b2.q" + bins).check("I_3_3", Tables.information(a, b));
  }

  @Test
  void informationOfAllPairsOfAnIdentityLayer() {
    int samples = 10_000;
    Generators.IdentityLayer layer = Generators.identity(samples);
    double diagonal = 0;
    double total = 0;
    for (int input = 0; input < 5; input++) {
      for (int output = 0; output < 5; output++) {
        double bits =
            Tables.information(column(layer.inputs(), input), column(layer.outputs(), output));
        total += bits;
        diagonal += input == output ? bits : 0;
      }
    }
    Case expected = GoldenCases.of("ei.identity5");
    double tolerance = expected.tolerance("plugin");
    assertThat(diagonal).isCloseTo(expected.expected("plugin_diagonal_N10000"), within(tolerance));
    assertThat(total).isCloseTo(expected.expected("plugin_total_N10000"), within(tolerance));
  }

  private static int[] column(int[] values, int unit) {
    return IntStream.range(0, values.length / 5).map(i -> values[i * 5 + unit]).toArray();
  }
}
