// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of readings of two versions, held against each other. */
class ReadingComparisonTest {
  private static String line(String estimator, double value, double error) {
    String what = "mlp 1 infoscope.information.input tanh {estimator=" + estimator + "} bits";
    return new ReadingLine(what, List.of(value), error, "[]").text();
  }

  private static ReadingComparison of(String before, String after) {
    return new ReadingComparison(List.of(before), List.of(after));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({
    "binned, 0, true",
    "binned, 9e-10, true",
    "binned, 2e-9, false",
    "pairwise, 9e-7, true",
    "pairwise-lower, 9e-7, true",
    "pairwise, 2e-6, false"
  })
  void pairwiseBoundsMayDifferByMoreThanTheOthers(String estimator, double by, boolean holds) {
    ReadingComparison found = of(line(estimator, 0.5, 1), line(estimator, 0.5 + by, 1));
    assertThat(found.holds()).isEqualTo(holds);
  }

  @Test
  void aNumberWhereThereWasNoneIsADifference() {
    assertThat(of(line("ksg", Double.NaN, 1), line("ksg", Double.NaN, 1)).holds()).isTrue();
    assertThat(of(line("ksg", Double.NaN, 1), line("ksg", 1, 1)).holds()).isFalse();
  }

  @Test
  void standardErrorsAreComparedWhereBothHaveThem() {
    assertThat(of(line("ksg", 1, 0.25), line("ksg", 1, 0.5)).holds()).isFalse();
    assertThat(of(line("ksg", 1, Double.NaN), line("ksg", 1, 0.5)).holds()).isTrue();
  }

  @Test
  void matricesOfOtherSizesDiffer() {
    ReadingLine one = new ReadingLine("m", List.of(1.0, 2.0), Double.NaN, "");
    ReadingLine other = new ReadingLine("m", List.of(1.0), Double.NaN, "");
    assertThat(of(one.text(), other.text()).holds()).isFalse();
  }

  @Test
  void linesOfTheSameNameAreComparedInTheirOrder() {
    List<String> twice = List.of(line("ksg", 1, 1), line("ksg", 2, 1));
    assertThat(new ReadingComparison(twice, twice).holds()).isTrue();
  }

  @Test
  void eachMeasureHasALineWithWhatIsGoneAndNew() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new ReadingComparison(
            List.of(line("binned", 1, 1), line("renyi", 1, 1), "mlp health\t\tNaN\tfine"),
            List.of(line("binned", 1.25, Double.NaN), line("ksg", 1, 1), "mlp health\t\tNaN\tslow"))
        .print(new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(
            printed.toString(StandardCharsets.UTF_8).lines().map(row -> row.replaceAll(" +", " ")))
        .containsExactly(
            "measure lines same most errors flags gone new where most",
            "information binned 1 0 0.25 1 0 0 0 mlp 1 infoscope.information.input tanh"
                + " {estimator=binned} bits",
            "information ksg 0 0 0.0 0 0 0 1 ",
            "information renyi 0 0 0.0 0 0 1 0 ",
            "other 1 1 0.0 0 1 0 0 ");
  }

  @Test
  void aLineKeepsAllBitsAndStaysOneLine() {
    List<Double> numbers = List.of(Math.PI, Double.NaN, -0.0);
    ReadingLine line = new ReadingLine("a b", numbers, 0.1, "because\nof this");
    assertThat(ReadingLine.parse(line.text()))
        .isEqualTo(new ReadingLine("a b", numbers, 0.1, "because of this"));
    assertThatThrownBy(() -> ReadingLine.parse("mlp 1 0x1p0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line of 1 parts, 4 expected");
  }
}
