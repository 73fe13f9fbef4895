// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.golden.GoldenCases;
import dev.infoscope.numeric.Bits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each measure of Fisher's irises says about each kind against the rest, k = 5, standardised:
 * two columns of the table of the specification, the authors' code with jitter and scikit-learn.
 * The data are recorded to a tenth, so ties are everywhere.
 */
class IrisInformationTest {
  private static final double ENTROPY = Math.log(3) - 2.0 / 3 * Math.log(2); // of one kind, nats
  private static final int SEEDS = 100; // of the jitter; one reading varies by up to 0.019
  private static final List<String> KINDS = List.of("setosa", "versicolor", "virginica");
  private static double[][] measures; // [measure][flower]
  private static double[][] kinds; // [kind][flower], 0 or 1

  @BeforeAll
  static void read() throws IOException {
    List<String> lines;
    try (var file = GoldenCases.class.getResourceAsStream("iris.csv")) {
      lines =
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .toList();
    }
    measures = new double[4][lines.size()];
    kinds = new double[3][lines.size()];
    for (int row = 0; row < lines.size(); row++) {
      String[] parts = lines.get(row).split(",", -1);
      for (int k = 0; k < measures.length; k++) {
        measures[k][row] = Double.parseDouble(parts[k]);
      }
      kinds[KINDS.indexOf(parts[4])][row] = 1;
    }
  }

  private static double nats(int measure, int kind, Jitter jitter) {
    ScalarColumns x =
        ScalarColumns.of(
            new double[][] {measures[measure]}, new int[] {measure}, Scale.STANDARD, jitter);
    ScalarColumns y =
        ScalarColumns.of(new double[][] {kinds[kind]}, new int[] {kind}, Scale.STANDARD, jitter);
    return new PairwiseKsg(5, MixedKsg.Form.RELEASED).between(x, y, 1)[0][0] / Bits.PER_NAT;
  }

  @Test
  void theDataAreFishersOwnAtTheTwoRowsWhereCopiesDiffer() {
    assertThat(measures[0]).hasSize(150);
    assertThat(new double[] {measures[0][34], measures[1][34], measures[2][34], measures[3][34]})
        .containsExactly(4.9, 3.1, 1.5, 0.2);
    assertThat(new double[] {measures[0][37], measures[1][37], measures[2][37], measures[3][37]})
        .containsExactly(4.9, 3.6, 1.4, 0.1);
  }

  @ParameterizedTest(name = "measure {0}")
  @CsvSource({
    "0, 0.425, 0.415, 0.122, 0.115, 0.256, 0.251",
    "1, 0.231, 0.232, 0.130, 0.102, 0.030, 0.018",
    "2, 0.643, 0.640, 0.534, 0.539, 0.534, 0.539",
    "3, 0.643, 0.640, 0.531, 0.522, 0.531, 0.522"
  })
  void readsWhatTheReferencesReadInTheMeanOverTheNoise(
      int measure,
      double setosa,
      double setosaSklearn,
      double versicolor,
      double versicolorSklearn,
      double virginica,
      double virginicaSklearn) {
    double[] jittered = {setosa, versicolor, virginica};
    double[] sklearn = {setosaSklearn, versicolorSklearn, virginicaSklearn};
    for (int kind = 0; kind < 3; kind++) {
      double mean = 0;
      for (int seed = 1; seed <= SEEDS; seed++) {
        double nats = nats(measure, kind, new Jitter(1e-9, seed));
        assertThat(nats)
            .as("%s, seed %d", KINDS.get(kind), seed)
            .isCloseTo(jittered[kind], within(0.08)) // four deviations between seeds
            .isLessThanOrEqualTo(ENTROPY + 0.02);
        mean += nats / SEEDS;
      }
      assertThat(mean)
          .as(KINDS.get(kind))
          .isCloseTo(jittered[kind], within(0.015))
          .isCloseTo(sklearn[kind], within(0.035)); // itself one draw of such noise
    }
  }

  @Test
  void withoutNoiseTiesReadMoreThanThereIsToKnow() {
    assertThat(nats(2, 0, Jitter.NONE)).isCloseTo(0.886, within(1e-3)).isGreaterThan(ENTROPY);
  }
}
