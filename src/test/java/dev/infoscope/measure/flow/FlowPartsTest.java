// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.neighbours.ScalarColumns;
import dev.infoscope.estimate.neighbours.Scale;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Matrix;
import dev.infoscope.network.Snapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts that a reading of the flow is put together from: links, columns, samples, costs. */
class FlowPartsTest {
  private static final double NONE = Double.NaN;

  private static LinkMatrix links(double[][] bits, double[]... pValues) {
    return new LinkMatrix(0, 1, bits, pValues, 50);
  }

  @Test
  void theMeanIsOverAllLinksAndWeightsLeaveNegativeOnesOut() {
    LinkMatrix matrix = links(new double[][] {{0.4, -0.1, 0}, {0.3, 0.2, 0.1}});
    assertThat(matrix.mean()).isCloseTo(0.15, within(1e-12));
    assertThat(matrix.weight(0, 0)).isEqualTo(0.4);
    assertThat(matrix.weight(0, 1)).isZero();
    assertThat(links(new double[][] {{NONE, 1}}).mean()).isNaN();
    assertThat(links(new double[][] {{NONE, 1}}).weight(0, 0)).isZero();
  }

  /** Benjamini and Hochberg over all links of the matrix together. */
  @Test
  void linksAreNamedAndCutTogether() {
    LinkMatrix matrix =
        links(
            new double[][] {{0.4, 0.3}, {0.2, NONE}, {0.1, 0.05}},
            new double[] {0.001, 0.02},
            new double[] {0.04, NONE},
            new double[] {0.5, 0.9});
    assertThat(matrix.dependent(0.05))
        .isDeepEqualTo(new boolean[][] {{true, true}, {false, false}, {false, false}});
    assertThat(matrix.filtered(0.05).bits()[0]).containsExactly(0.4, 0.3);
    assertThat(matrix.filtered(0.05).bits()[1]).containsExactly(0, NONE);
    assertThat(matrix.filtered(0.05).bits()[2]).containsExactly(0, 0);
    assertThat(matrix.filtered(0.2).bits()[1]).containsExactly(0.2, NONE);
    assertThat(matrix.filtered(0.05).samples()).isEqualTo(50);
  }

  @Test
  void aMatrixIsJudgedWhereEveryNumberHasAChance() {
    assertThat(links(new double[][] {{1, 2}}).isJudged()).isFalse();
    assertThat(links(new double[][] {{1, 2}}, new double[] {0.1, 0.2}).isJudged()).isTrue();
    assertThat(links(new double[][] {{1, 2}}, new double[] {0.1, NONE}).isJudged()).isFalse();
    assertThat(links(new double[][] {{1, NONE}}, new double[] {0.1, NONE}).isJudged()).isTrue();
  }

  @Test
  void linksWithoutANullCannotBeNamed() {
    LinkMatrix matrix = links(new double[][] {{1}});
    assertThatIllegalStateException()
        .isThrownBy(() -> matrix.dependent(0.05))
        .withMessage("no null was taken of the links");
    for (double rate : new double[] {0, 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> matrix.dependent(rate))
          .withMessage("rate (" + rate + ") must be above 0 and below 1");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinkMatrix(1, 1, new double[][] {{1}}, new double[0][], 5))
        .withMessage("source (1) must be before target (1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links(new double[][] {{1}, {2}}, new double[] {0.5}))
        .withMessage("1 rows of p-values must be as many as of bits (2)");
  }

  /** Blocks of rows: 70 units make blocks of 936 rows. */
  @ParameterizedTest
  @CsvSource({"1, 1", "70, 935", "70, 936", "70, 1000", "70000, 3"})
  void columnsAreTheChosenUnitsAndAllUnitsAreLookedAt(int width, int rows) {
    double[] values = new double[rows * width];
    Arrays.setAll(values, i -> i % width == 0 ? 5 : i / width + 0.25 * (i % width));
    int[] units = width == 1 ? new int[] {0} : new int[] {0, 1, width - 1};
    LayerColumns columns = LayerColumns.of(Activations.of(values, width), units);
    for (int i = 0; i < units.length; i++) {
      for (int row = 0; row < rows; row++) {
        assertThat(columns.columns()[i][row]).isEqualTo(values[row * width + units[i]]);
      }
    }
    assertThat(columns.moves()).hasSize(width);
    assertThat(columns.moves()[0]).isFalse();
    assertThat(columns.moves()[width - 1]).isEqualTo(width > 1 && rows > 1);
  }

  /** What moves by a millionth of a millionth of the layer's span does not move. */
  @Test
  void unitsMoveBesideTheSpanOfTheirLayer() {
    double[] values = {0, 1, 1, 1e12, 1, 0, 1 + 1e-3, 3, 1e12, NONE};
    LayerColumns columns = LayerColumns.of(Activations.of(values, 5), new int[] {1});
    assertThat(columns.moves()).containsExactly(false, false, true, false, false);
    double[] even = {0, 0, 1e-12, 1};
    assertThat(LayerColumns.of(Activations.of(even, 2), new int[] {0}).moves())
        .as("exactly the limit moves")
        .containsExactly(true, true);
    double[] less = {0, 0, 0.9e-12, 1};
    assertThat(LayerColumns.of(Activations.of(less, 2), new int[] {0}).moves())
        .containsExactly(false, true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerColumns.of(Activations.of(even, 2), new int[] {2}))
        .withMessage("units must be some of the 2 there are");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerColumns.of(Activations.of(even, 2), new int[0]));
  }

  @Test
  void estimatorsSayWhatTheyAre() {
    FlowEstimator binned = FlowEstimator.binned(8);
    assertThat(binned).hasToString("binned:8");
    assertThat(binned.withEqualMass()).hasToString("binned:quantile:8");
    assertThat(binned.withCorrection()).hasToString("binned:8:corrected");
    assertThat(FlowEstimator.ksg()).hasToString("ksg:5:STANDARD:jitter 1.0E-9");
    assertThat(
            FlowEstimator.ksg()
                .with(FlowEstimator.Kind.KSG_PRINTED)
                .withNeighbours(3)
                .withScale(Scale.RANK)
                .withJitter(0))
        .hasToString("ksg-printed:3:RANK:jitter 0.0");
    assertThat(FlowEstimator.Kind.values())
        .extracting(FlowEstimator.Kind::label)
        .containsExactly("ksg", "ksg-printed", "binned");
  }

  @Test
  void neighboursAreSearchedOfFewerLinksThanBinsAreCounted() {
    FlowSettings bins = FlowSettings.defaults();
    FlowSettings ksg = bins.withEstimator(FlowEstimator.ksg());
    assertThat(bins.mostLinks()).isEqualTo(1 << 18);
    assertThat(ksg.mostLinks()).isEqualTo(1 << 11);
    assertThat(ksg.withLimits(5, 7).withEstimator(FlowEstimator.binned(4)))
        .isEqualTo(new FlowSettings(FlowEstimator.binned(4), 5, 7, 16, 0, 1));
    assertThat(bins.withTop(3).withShuffles(4).withSeed(5))
        .isEqualTo(new FlowSettings(bins.estimator(), 1000, 1 << 18, 3, 4, 5));
  }

  private static FlowNetwork network(int rows, int... widths) {
    List<String> names = new ArrayList<>();
    List<Activations> values = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      names.add("layer" + i);
      double[] all = new SplittableRandom(i).doubles((long) rows * widths[i]).toArray();
      values.add(Activations.of(all, widths[i]));
    }
    return FlowNetwork.chain(names, values);
  }

  /** The largest number of units per layer whose links are within the limit. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 299, 300, 301, 1099, 1100, 100_000})
  void asManyUnitsAreTakenAsTheLimitOfLinksAllows(int limit) {
    FlowNetwork network = network(3, 40, 25, 4);
    int[] widths = {40, 25, 4};
    int most = FlowSample.mostUnits(network, widths, limit);
    int expected =
        IntStream.rangeClosed(1, 40)
            .filter(
                n ->
                    n == 1
                        || Math.min(n, 40) * Math.min(n, 25) + Math.min(n, 25) * Math.min(n, 4)
                            <= limit)
            .max()
            .orElseThrow();
    assertThat(most).isEqualTo(expected);
    assertThat(FlowSample.links(network, widths, 10)).isEqualTo(10 * 10 + 10 * 4);
  }

  @Test
  void aSampleSuitsTheNetworkItWasTakenOfAndLongerOnes() {
    FlowSettings settings = FlowSettings.defaults().withLimits(20, 60);
    FlowSample sample = FlowSample.of(network(30, 12, 9, 4), settings);
    assertThat(sample.rows()).hasSize(20).isSorted().doesNotHaveDuplicates();
    assertThat(sample.units()).extracting(units -> units.length).containsExactly(6, 6, 4);
    assertThat(sample.suits(network(30, 12, 9, 4))).isTrue();
    assertThat(sample.suits(network(sample.rows()[19] + 1, 12, 9, 4))).isTrue();
    assertThat(sample.suits(network(sample.rows()[19], 12, 9, 4))).isFalse();
    assertThat(sample.suits(network(30, 12, 9, 5))).isFalse();
    FlowSample again = FlowSample.of(network(30, 12, 9, 4), settings);
    assertThat(again.units().get(1)).isEqualTo(sample.units().get(1));
    FlowSample other = FlowSample.of(network(30, 12, 9, 4), settings.withSeed(2));
    assertThat(other.rows()).isNotEqualTo(sample.rows());
    FlowSample all = FlowSample.of(network(30, 12, 9, 4), settings.withLimits(99, 9999));
    assertThat(all.rows()).containsExactly(IntStream.range(0, 30).toArray());
    assertThat(all.units().get(0)).containsExactly(IntStream.range(0, 12).toArray());
  }

  private static double cost(FlowSettings settings, FlowNetwork network, int most) {
    return new FlowCost(settings, network).of(most);
  }

  @Test
  void theCostIsThatOfTheLinksAndAPassOverTheValues() {
    FlowSettings bins = FlowSettings.defaults().withLimits(1000, 1 << 18);
    FlowSettings ksg = bins.withEstimator(FlowEstimator.ksg());
    double ten = cost(ksg, network(10, 30, 20), 600);
    assertThat(cost(ksg, network(20, 30, 20), 600)).as("per row").isCloseTo(2 * ten, within(1e-6));
    assertThat(cost(ksg.withLimits(10, 600), network(20, 30, 20), 600))
        .as("of the rows that are taken")
        .isCloseTo(ten, within(1e-6));
    double shuffled = cost(ksg.withShuffles(10), network(10, 30, 20), 600);
    double perLink = (shuffled - ten) / 600; // ten shuffles cost as much as the links themselves
    assertThat(ten - 600 * perLink)
        .as("values, at least one operation each")
        .isBetween(500.0, ten / 2);
    assertThat(cost(ksg.withShuffles(20), network(10, 30, 20), 600) - ten)
        .isCloseTo(2 * 600 * perLink, within(1e-6));
    double one = cost(bins, network(10, 30, 20), 600);
    double two = cost(bins, network(20, 30, 20), 600);
    double three = cost(bins, network(30, 30, 20), 600);
    assertThat(three - two).isCloseTo(two - one, within(1e-6));
    assertThat(one - (two - one)).as("links cost something without rows").isGreaterThan(600);
  }

  /** Of half the units of either layer a quarter of the links; all values are still looked at. */
  @Test
  void fewerLinksCostLess() {
    FlowSettings ksg = FlowSettings.defaults().withEstimator(FlowEstimator.ksg());
    FlowNetwork network = network(10, 32, 32);
    double all = cost(ksg, network, 1024);
    double quarter = cost(ksg, network, 256);
    double sixteenth = cost(ksg, network, 64);
    // a n^2 + b n + c at n = 32, 16, 8
    double a = (all - quarter) / 16 - (quarter - sixteenth) / 8;
    assertThat(a / 24).as("per link").isGreaterThan(10);
    double b = (all - quarter) / 16 - a / 24 * 48;
    assertThat(b).as("per unit that is coded").isPositive();
    double rest = all - a / 24 * 1024 - b * 32;
    assertThat(rest).as("per value that is looked at").isBetween(640.0, 640 * 100.0);
    FlowCost cost = new FlowCost(ksg.withLimits(1000, 4096), network(10, 64, 64));
    assertThat(cost.cost()).isEqualTo(new Cost(cost.of(4096), cost.of(1024)));
  }

  /** Pearson's correlation of ranks, by hand: 1 - 6 sum d^2 / (n^3 - n) without ties. */
  @Test
  void agreementOfRanksIsSpearmans() {
    double[] a = {1, 2, 3, 4, 5};
    double[] b = {2, 1, 4, 3, 50};
    assertThat(AttributionAgreement.spearman(a, b)).isCloseTo(1 - 6 * 4 / 120.0, within(1e-12));
    assertThat(AttributionAgreement.spearman(a, new double[] {5, 4, 3, 2, 1}))
        .isCloseTo(-1, within(1e-12));
    assertThat(AttributionAgreement.spearman(a, new double[] {1, 1, 2, 2, 2}))
        .isCloseTo(Math.sqrt(3) / 2, within(1e-12));
    assertThat(AttributionAgreement.spearman(a, new double[5])).isNaN();
    assertThat(AttributionAgreement.spearman(new double[5], a)).isNaN();
    assertThat(b).containsExactly(2, 1, 4, 3, 50);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributionAgreement.spearman(a, new double[4]))
        .withMessage("lengths differ: 5 and 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributionAgreement.shareDifference(a, new double[4]));
  }

  @Test
  void distancesOfSamplesCountTies() {
    double[] low = {0, 0, 1, 1};
    double[] high = {1, 1, 1, 2};
    assertThat(AttributionAgreement.kolmogorovSmirnov(low, high)).isEqualTo(0.5);
    assertThat(AttributionAgreement.kolmogorovSmirnov(high, low)).isEqualTo(0.5);
    assertThat(AttributionAgreement.kolmogorovSmirnov(low, low)).isZero();
    assertThat(AttributionAgreement.kolmogorovSmirnovTail(0, 50, 50)).isEqualTo(1);
    assertThat(AttributionAgreement.kolmogorovSmirnovTail(1, 50, 50)).isCloseTo(0, within(1e-12));
  }

  @Test
  void aCurveIsItsAccuracies() {
    double[] given = {1, 0.5, 0};
    PruningCurve curve = new PruningCurve(given);
    given[0] = 0;
    assertThat(curve).isEqualTo(new PruningCurve(new double[] {1, 0.5, 0}));
    assertThat(curve).hasSameHashCodeAs(new PruningCurve(new double[] {1, 0.5, 0}));
    assertThat(curve).isNotEqualTo(new PruningCurve(new double[] {1, 0.4, 0}));
    assertThat(curve).hasToString("PruningCurve[1.0, 0.5, 0.0]");
    assertThat(curve.area()).isEqualTo(0.5);
  }

  /** Wide matrices keep the strongest units, in their own order, up to the limit of values. */
  @Test
  void aTableTooLargeKeepsTheStrongest() {
    int width = 200;
    double[][] bits = new double[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        bits[i][j] = i % 2 + (j >= 150 ? 2 : 0);
      }
    }
    FlowGraph graph =
        new FlowGraph(
            List.of(FlowGraphTest.nodes("x", width), FlowGraphTest.nodes("h", width)),
            List.of(links(bits)));
    Matrix table = FlowTables.links(graph, graph.links().get(0), Snapshots.linear(1));
    assertThat(table.columns()).hasSize(128).contains("150", "199");
    assertThat(table.columns().stream().mapToInt(Integer::parseInt)).isSorted();
    assertThat(table.rows()).hasSize(128).contains("1", "199");
    assertThat(table.rows().stream().filter(row -> Integer.parseInt(row) % 2 == 1)).hasSize(100);
    assertThat(table.value(table.rows().indexOf("1"), table.columns().indexOf("150"))).isEqualTo(3);
    assertThat(graph.position("h")).isEqualTo(1);
    assertThat(graph).hasToString("FlowGraph[x, h]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.position("y"))
        .withMessage("layer (y) must be one of [x, h]");
  }

  @Test
  void deadAndBrokenUnitsOfALayerAreKnownBeforeAnyLinkIs() {
    double[] values = {0, 7, NONE, 1, 7, 0, 2, 7, 0};
    LayerColumns columns = LayerColumns.of(Activations.of(values, 3), new int[] {0, 1, 2});
    for (FlowEstimator estimator : List.of(FlowEstimator.ksg(), FlowEstimator.binned(2))) {
      PreparedLayer ready = PreparedLayer.of(columns, estimator, 1, 0);
      assertThat(ready.kinds())
          .containsExactly(
              ScalarColumns.Kind.ALIVE, ScalarColumns.Kind.DEAD, ScalarColumns.Kind.NOT_FINITE);
      assertThat(ready.isAlive(0)).isTrue();
      assertThat(ready.isAlive(1)).isFalse();
      assertThat(ready.isFinite(1)).isTrue();
      assertThat(ready.isFinite(2)).isFalse();
    }
  }
}
