// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.FlowNetwork;
import dev.infoscope.measure.flow.InformationFlow;
import dev.infoscope.measure.flow.LinkMatrix;
import dev.infoscope.studies.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One seed on flowers whose information is known, recomputed from the layers it writes. */
class FlowExampleTest {
  private static final int EACH = 50;
  private static final List<String> LAYERS = List.of("input", "hidden_1", "hidden_2", "output");
  private static final double ROUNDED = 0.0051; // two decimals

  @TempDir Path folder;

  /**
   * Of each measure about whether a flower is of a kind, mean over kinds: the kind itself, H(1/3);
   * the kind of four flowers in five; whether it is the last kind, H(1/3) and twice H(1/3) - 2/3;
   * nothing.
   */
  private static double[] truth() {
    double kind = Math.log(3) / Math.log(2) - 2.0 / 3;
    return new double[] {kind, 0.8 * kind, (kind + 2 * (kind - 2.0 / 3)) / 3, 0};
  }

  private Path flowers() throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,c,d,kind"));
    for (int i = 0; i < 3 * EACH; i++) {
      int kind = i % 3;
      int within = i / 3;
      int hidden = within % 5 == 0 ? 9 : kind + 1;
      lines.add(
          String.join(
              ",",
              String.valueOf(kind + 1),
              String.valueOf(hidden),
              String.valueOf(kind == 2 ? 2 : 1),
              String.valueOf(1 + within % 2),
              "kind" + kind));
    }
    return Files.write(folder.resolve("flowers.csv"), lines);
  }

  private double[][] layer(String name) throws IOException {
    return Files.readAllLines(folder.resolve("layers").resolve(name + ".csv")).stream()
        .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  private static double[] numbers(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern + " in " + text).isTrue();
    return Arrays.stream(found.group(1).split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** The sum over all paths of the product of their links, mean over the outputs. */
  private double[] attribution() throws IOException {
    List<Activations> values = new ArrayList<>();
    for (String name : LAYERS) {
      double[][] rows = layer(name);
      double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
      values.add(Activations.of(all, rows[0].length));
    }
    FlowNetwork chain = FlowNetwork.chain(LAYERS, values);
    List<LinkMatrix> links = InformationFlow.of(FlowEstimator.ksg(), 1).read(chain).links();
    double[] attribution = new double[4];
    double[][] first = links.get(0).bits();
    double[][] second = links.get(1).bits();
    double[][] third = links.get(2).bits();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 5; j++) {
        for (int k = 0; k < 5; k++) {
          for (int output = 0; output < 3; output++) {
            attribution[i] += first[i][j] * second[j][k] * third[k][output] / 3;
          }
        }
      }
    }
    return attribution;
  }

  private static double[] shares(double[] values) {
    double sum = Arrays.stream(values).sum();
    return Arrays.stream(values).map(value -> value / sum).toArray();
  }

  private static int rank(double[] values, int of) {
    return (int) Arrays.stream(values).filter(value -> value < values[of]).count();
  }

  /** By Spearman's own formula, which holds without ties. */
  private static double rankCorrelation(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow(rank(a, i) - rank(b, i), 2);
    }
    return 1 - 6 * squares / (a.length * (a.length * a.length - 1.0));
  }

  private static int largest(double[] row) {
    int largest = 0;
    for (int k = 1; k < row.length; k++) {
      largest = row[k] > row[largest] ? k : largest;
    }
    return largest;
  }

  private double accuracy() throws IOException {
    double[][] input = layer("input");
    double[][] output = layer("output");
    int right = 0;
    for (int row = 0; row < input.length; row++) {
      double measure = input[row][0]; // standardised, so that the middle kind is at 0
      int kind = Math.abs(measure) < 0.5 ? 1 : measure < 0 ? 0 : 2;
      right += largest(output[row]) == kind ? 1 : 0;
    }
    return (double) right / input.length;
  }

  private boolean isSomeUnitDead() throws IOException {
    boolean dead = false;
    for (String name : LAYERS.subList(1, 3)) {
      double[][] rows = layer(name);
      for (int k = 0; k < 5; k++) {
        int unit = k;
        dead |= Arrays.stream(rows).mapToDouble(row -> row[unit]).distinct().count() == 1;
      }
    }
    return dead;
  }

  @Test
  void printsWhatFollowsFromTheLayersItWrites() throws IOException {
    Printed printed =
        Printed.by("flow", "--iris", flowers(), "--seeds", 1, "--out", folder.resolve("layers"));
    assertThat(printed.status()).as(printed.err()).isZero();
    double[] raw = numbers(printed.out(), "about a kind, mean, bits: (.*)");
    assertThat(raw).containsExactly(truth(), within(0.02)); // digamma is not quite the logarithm
    String two = printed.out().substring(printed.out().indexOf("4-5-5-3"));
    double[] attribution = attribution();
    double[] shares = numbers(two, "shares of the measures (.*)");
    assertThat(shares).containsExactly(shares(attribution), within(ROUNDED));
    double[] told = numbers(two, "Spearman (.*), shares");
    assertThat(told[0]).isCloseTo(rankCorrelation(attribution, truth()), within(0.001));
    double apart = 0;
    for (int i = 0; i < 4; i++) {
      apart += Math.abs(shares(attribution)[i] - shares(truth())[i]) / 2;
    }
    assertThat(numbers(two, "shares apart by (.*)")[0]).isCloseTo(apart, within(0.02));
    assertThat(numbers(two, "accuracy (.*), dead")[0]).isCloseTo(accuracy(), within(0.001));
    assertThat(numbers(two, "dead units in (.*) runs")[0]).isEqualTo(isSomeUnitDead() ? 1 : 0);
    double lambda = Math.sqrt(2) + 0.12 + 0.11 / Math.sqrt(2); // of four values on each side
    assertThat(numbers(two, "\\(p = (.*), read")[0])
        .isCloseTo(2 * Math.exp(-2 * lambda * lambda), within(0.0005));
  }

  @Test
  void aFileWithoutThreeKindsIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("two.csv"), "1,2,3,4,a\n2,3,4,5,b\n");
    Printed printed = Printed.by("flow", "--iris", file);
    assertThat(printed.status()).isEqualTo(2);
    assertThat(printed.err()).contains("two.csv: 2 kinds of flowers, there must be 3");
  }
}
