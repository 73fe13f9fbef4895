// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.measure.neuron.DuplicateUnit;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.NeuronCounts;
import dev.infoscope.measure.neuron.NeuronQuantity;
import dev.infoscope.measure.neuron.NeuronTable;
import dev.infoscope.measure.neuron.ablation.AblationOrder.Direction;
import dev.infoscope.network.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AblationStudyTest {
  /** A target whose accuracy is the summed worth of the units that are left. */
  private record Worths(double... worths) implements AblationTarget {
    @Override
    public int units() {
      return worths.length;
    }

    @Override
    public double[] accuracies(int[] order) {
      double[] accuracies = new double[order.length + 1];
      accuracies[0] = Arrays.stream(worths).sum();
      for (int k = 0; k < order.length; k++) {
        accuracies[k + 1] = accuracies[k] - worths[order[k]];
      }
      return accuracies;
    }
  }

  private static AblationFinding finding(
      AblationTarget target, double[] values, Direction direction) {
    return AblationStudy.of(target, AblationOrder.both("worth", values), 99, 3).findings().stream()
        .filter(finding -> finding.curve().order().direction() == direction)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ordersGoByValueAndEqualUnitsByIndexBothWays() {
    List<AblationOrder> orders = AblationOrder.both("entropy", new double[] {1, 0, -0.0, 0, 2, 1});
    assertThat(orders.get(0).units()).containsExactly(1, 2, 3, 0, 5, 4);
    assertThat(orders.get(1).units()).containsExactly(4, 0, 5, 1, 2, 3);
    assertThat(orders)
        .extracting(AblationOrder::direction)
        .containsExactly(Direction.LOW_FIRST, Direction.HIGH_FIRST);
    assertThat(Direction.LOW_FIRST.words()).isEqualTo("low first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AblationOrder.both("entropy", new double[] {0, Double.NaN}))
        .withMessage("entropy of unit 1 must be a number");
  }

  @Test
  void randomOrdersArePermutationsAndDiffer() {
    Set<String> seen = new HashSet<>();
    for (AblationOrder order : AblationOrder.random(30, 12, 5)) {
      assertThat(order.units()).hasSize(30).doesNotHaveDuplicates();
      assertThat(Arrays.stream(order.units()).max()).hasValue(29);
      seen.add(Arrays.toString(order.units()));
    }
    assertThat(seen).hasSize(12);
    assertThat(AblationOrder.random(30, 12, 5).get(7).units())
        .containsExactly(AblationOrder.random(30, 8, 5).get(7).units());
  }

  @Test
  void everyFirstUnitIsEquallyLikely() {
    int[] first = new int[6];
    AblationOrder.random(6, 6000, 9).forEach(order -> first[order.units()[0]]++);
    assertThat(Arrays.stream(first))
        .allMatch(count -> count > 850 && count < 1150); // five deviations
  }

  @Test
  void aCurveHasItsAreaAndTheFirstDamage() {
    AblationOrder order = AblationOrder.random(4, 1, 1).get(0);
    AblationCurve curve = new AblationCurve(order, new double[] {0.8, 0.8, 0.77, 0.5, 0.1});
    assertThat(curve.intact()).isEqualTo(0.8);
    assertThat(curve.area()).isCloseTo(0.594, within(1e-12));
    assertThat(curve.unitsToDamage()).hasValue(3);
    assertThat(new AblationCurve(order, new double[] {0.8, 0.77}).unitsToDamage()).isEmpty();
  }

  @Test
  void areasAreComparedInDeviationsOfTheRandomOnes() {
    double[] worths = new double[40];
    Arrays.setAll(worths, unit -> (unit + 1) / 820.0);
    AblationStudy study =
        AblationStudy.of(new Worths(worths), AblationOrder.both("worth", worths), 200, 3);
    RandomBand random = study.random();
    assertThat(random.orders()).isEqualTo(200);
    assertThat(random.area()).isCloseTo(0.5, within(0.01));
    assertThat(random.mean()[20]).isCloseTo(0.5, within(0.02));
    assertThat(random.deviation()[0]).isZero();
    double squares = 0;
    for (AblationOrder order : AblationOrder.random(40, 200, 3)) {
      double area = new AblationCurve(order, new Worths(worths).accuracies(order.units())).area();
      squares += (area - random.area()) * (area - random.area());
    }
    assertThat(random.areaDeviation()).isCloseTo(Math.sqrt(squares / 199), within(1e-12));
    AblationFinding low = study.findings().get(0);
    assertThat(low.distance())
        .isCloseTo((low.curve().area() - random.area()) / random.areaDeviation(), within(1e-12));
    assertThat(low.areaDifference()).isCloseTo(low.curve().area() - random.area(), within(1e-12));
    assertThat(low.distance()).isGreaterThan(2);
    assertThat(low.hypothesis()).isEqualTo("hypothesis: the low neurons matter less than others");
    assertThat(study.findings().get(1).distance()).isLessThan(-2);
  }

  @Test
  void lowNeuronsThatMatterSuggestSynergy() {
    double[] worths = new double[40];
    Arrays.setAll(worths, unit -> (unit + 1) / 820.0);
    double[] misled = Arrays.stream(worths).map(worth -> -worth).toArray();
    assertThat(finding(new Worths(worths), misled, Direction.LOW_FIRST).hypothesis())
        .startsWith("hypothesis: synergy");
    assertThat(finding(new Worths(worths), misled, Direction.HIGH_FIRST).hypothesis())
        .isEqualTo(
            "hypothesis: the high neurons matter less than others: the quantity misses what"
                + " counts");
  }

  /** The accuracy breaks with the first unit of a ranking that knows the others as well. */
  @Test
  void onePreciousNeuronCannotBeReplaced() {
    double[] worths = new double[40];
    Arrays.setAll(worths, unit -> unit == 39 ? 0.2 : unit / 975.0);
    AblationTarget target = new Worths(worths);
    assertThat(finding(target, worths, Direction.HIGH_FIRST).hypothesis())
        .isEqualTo("hypothesis: the high neurons are informative and cannot be replaced");
  }

  @Test
  void highNeuronsThatOthersStandInForAreRedundant() {
    double[] worths = new double[40];
    Arrays.fill(worths, 0, 20, 1 / 20.0);
    AblationFinding high = finding(new Worths(worths), ramp(40), Direction.HIGH_FIRST);
    assertThat(high.hypothesis())
        .isEqualTo("hypothesis: redundancy: others can stand in for the high neurons");
  }

  /** The first unit costs much, yet all in all the order costs less than a random one. */
  @Test
  void aCurveAboveRandomOnesNeverMattersMore() {
    double[] worths = {0.45, 0, 0, 0, 0, 0.55};
    double[] ranks = {6, 5, 4, 3, 2, 1};
    AblationFinding high = finding(new Worths(worths), ranks, Direction.HIGH_FIRST);
    assertThat(high.curve().unitsToDamage()).hasValue(1);
    assertThat(high.areaDifference()).isPositive();
    assertThat(high.hypothesis()).isEqualTo("hypothesis: none, the order is as good as random");
  }

  /** Accuracy falls with the first of a few units: areas of random orders are far from normal. */
  private record Brittle(int units, int few) implements AblationTarget {
    @Override
    public double[] accuracies(int[] order) {
      double[] accuracies = new double[units + 1];
      Arrays.fill(accuracies, 0.1);
      for (int k = 0; k <= units && (k == 0 || order[k - 1] >= few); k++) {
        accuracies[k] = 0.9;
      }
      return accuracies;
    }
  }

  private static List<AblationOrder> rankingsThatKnowNothing(int units, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<AblationOrder> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      orders.addAll(AblationOrder.both("worth " + i, random.doubles(units).toArray()));
    }
    return orders;
  }

  /** 400 runs of two layers with five rankings each, both ends: 8,000 curves of no meaning. */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void rankingsThatKnowNothingPassAtTheStatedRate(Meaningless kind) {
    int passed = 0;
    int runsWithHypothesis = 0;
    for (int seed = 0; seed < 400; seed++) {
      List<AblationStudy> run = new ArrayList<>();
      for (int layer = 0; layer < 2; layer++) {
        List<AblationOrder> orders = rankingsThatKnowNothing(20, 5, 2 * seed + layer);
        run.add(AblationStudy.of(kind.target(), orders, 199, 7_000 + 2 * seed + layer));
      }
      List<AblationFinding> findings =
          AblationStudy.together(run).stream().flatMap(study -> study.findings().stream()).toList();
      passed += (int) findings.stream().filter(finding -> finding.pValue() <= 0.05).count();
      boolean any = findings.stream().anyMatch(f -> !f.hypothesis().startsWith("hypothesis: none"));
      runsWithHypothesis += any ? 1 : 0;
    }
    assertThat(passed / 8000.0).as("single curves").isLessThanOrEqualTo(0.06);
    assertThat(runsWithHypothesis / 400.0).as("runs").isLessThanOrEqualTo(0.07);
  }

  /** Layers of which nothing can be known from a random ranking. */
  enum Meaningless {
    RAMP,
    STEEP,
    BRITTLE;

    private AblationTarget target() {
      return switch (this) {
        case RAMP -> new Worths(IntStream.range(0, 20).mapToDouble(unit -> unit / 190.0).toArray());
        case STEEP ->
            new Steep(IntStream.range(0, 20).mapToDouble(unit -> unit < 5 ? 0.2 : 0).toArray());
        case BRITTLE -> new Brittle(20, 5);
      };
    }
  }

  /** One far curve among many is what chance brings; the same curve alone is a finding. */
  @Test
  void hypothesesAllowForTheNumberOfCurvesOfARun() {
    double[] worths = ramp(40);
    AblationTarget target = new Worths(Arrays.stream(worths).map(w -> w / 780).toArray());
    AblationStudy alone = AblationStudy.of(target, AblationOrder.both("worth", worths), 59, 3);
    assertThat(alone.findings().get(0).pValue()).isCloseTo(2 / 60.0, within(1e-12));
    assertThat(alone.findings().get(0).hypothesis()).startsWith("hypothesis: the low neurons");
    List<AblationStudy> run = new ArrayList<>(List.of(alone));
    for (int layer = 0; layer < 4; layer++) {
      List<AblationOrder> orders = rankingsThatKnowNothing(40, 5, layer);
      run.add(AblationStudy.of(target, orders, 59, 50 + layer));
    }
    AblationStudy among = AblationStudy.together(run).get(0);
    assertThat(among.findings().get(0).distance()).isEqualTo(alone.findings().get(0).distance());
    assertThat(among.findings().get(0).hypothesis())
        .isEqualTo(
            "hypothesis: none, among 42 curves one lies as far from random orders by chance"
                + " (p = 0.0333), the least that 59 of them can show; 1679 can");
  }

  @Test
  void anOrderLikeARandomOneSuggestsNothing() {
    double[] same = new double[40];
    Arrays.fill(same, 1 / 40.0);
    AblationFinding finding = finding(new Worths(same), same, Direction.LOW_FIRST);
    assertThat(finding.distance()).isNaN();
    assertThat(finding.hypothesis())
        .isEqualTo(
            "hypothesis: none, all 40 neurons have the same worth, so that there is no order");
  }

  @Test
  void aSingleNeuronHasNoOrder() {
    double[] worth = {1};
    AblationFinding finding = finding(new Worths(worth), worth, Direction.LOW_FIRST);
    assertThat(finding.curve().area()).isNaN();
    assertThat(finding.hypothesis()).isEqualTo("hypothesis: none, a single neuron has no order");
  }

  @Test
  void fewerThanTenRandomOrdersAndOrdersOfOtherLayersAreRefused() {
    AblationTarget target = new Worths(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AblationStudy.of(target, List.of(), 9, 1))
        .withMessage("random orders (9) must be >= 10");
    List<AblationOrder> orders = AblationOrder.both("entropy", new double[3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AblationStudy.of(target, orders, 10, 1))
        .withMessage("order by entropy has 3 units, the network 2");
  }

  /** A target of known classes with a level that no ablation reaches. */
  private record Level(int[] labels, double base, double... worths) implements AblationTarget {
    @Override
    public int units() {
      return worths.length;
    }

    @Override
    public double[] accuracies(int[] order) {
      double[] left = new Worths(worths).accuracies(order);
      return Arrays.stream(left).map(worth -> base + worth).toArray();
    }
  }

  private static int[] classes(int examples, int... sizes) {
    int[] labels = new int[examples];
    int at = 0;
    for (int k = 0; k < sizes.length; k++) {
      Arrays.fill(labels, at, at + sizes[k], k);
      at += sizes[k];
    }
    return labels;
  }

  private static double[] ramp(int units) {
    double[] values = new double[units];
    Arrays.setAll(values, unit -> unit);
    return values;
  }

  @Test
  void aNetworkThatGuessesSuggestsNothing() {
    double[] worths = new double[20];
    worths[4] = 0.1;
    AblationTarget target = new Level(classes(150, 50, 50, 50), 0.26, worths);
    AblationStudy study = AblationStudy.of(target, AblationOrder.both("worth", ramp(20)), 10, 1);
    assertThat(study.atChance()).isTrue();
    assertThat(study.findings())
        .extracting(AblationFinding::hypothesis)
        .containsOnly(
            "hypothesis: none, the network is at chance: accuracy 0.3600 of 150 examples; its 95 %"
                + " interval, from 0.2876 to 0.4394, is not above 0.3333, the share of the largest"
                + " class");
  }

  @Test
  void theLargestClassIsWhatANetworkMustBeat() {
    double[] worths = new double[20];
    worths[4] = 0.05;
    AblationTarget common = new Level(classes(200, 180, 20), 0.87, worths);
    assertThat(finding(common, ramp(20), Direction.LOW_FIRST).hypothesis())
        .contains("at chance: accuracy 0.9200", "0.9000, the share of the largest class");
    AblationTarget even = new Level(classes(200, 100, 100), 0.87, worths);
    assertThat(finding(even, ramp(20), Direction.LOW_FIRST).hypothesis())
        .doesNotContain("at chance");
  }

  @Test
  void chanceIsNotAskedWhereTheClassesAreNotKnown() {
    assertThat(
            AblationStudy.of(new Worths(0.1, 0.1), AblationOrder.both("worth", ramp(2)), 10, 1)
                .atChance())
        .isFalse();
  }

  @Test
  void equalNeuronsAreOneGroupWhoseOrdersAreAveraged() {
    double[] values = {1, 0, 0, 0, 0, 1};
    double[] worths = {0.1, 0.4, 0, 0, 0, 0.4};
    double[] low = finding(new Worths(worths), values, Direction.LOW_FIRST).curve().accuracies();
    // after the group of four is gone, its order does not matter
    assertThat(low[0]).isCloseTo(0.9, within(1e-12));
    assertThat(low[4]).isCloseTo(0.5, within(1e-12));
    assertThat(low[6]).isCloseTo(0, within(1e-12));
    // the neuron of the group that counts is not always the first: so it was by its index
    assertThat(low[1]).isGreaterThan(0.5).isLessThan(0.9);
    assertThat(low[5]).isGreaterThan(0.1).isLessThan(0.4);
  }

  @Test
  void tiesAreShuffledWithinTheirGroupOnly() {
    AblationOrder order =
        AblationOrder.both("entropy", new double[] {2, 0, 1, 1 + 1e-15, 1}).get(0);
    assertThat(order.ends()).containsExactly(1, 4, 4, 4, 5);
    assertThat(order.hasTies()).isTrue();
    assertThat(order.isOneGroup()).isFalse();
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < 60; seed++) {
      int[] units = order.withTiesShuffled(seed).units();
      assertThat(units[0]).isEqualTo(1);
      assertThat(units[4]).isZero();
      assertThat(Arrays.copyOfRange(units, 1, 4)).containsExactlyInAnyOrder(2, 3, 4);
      seen.add(Arrays.toString(units));
    }
    assertThat(seen).hasSize(6);
    assertThat(AblationOrder.both("entropy", new double[] {0, -0.0, 0}).get(1).isOneGroup())
        .isTrue();
    assertThat(AblationOrder.random(1, 1, 1).get(0).isOneGroup()).isFalse();
  }

  /** The accuracy lasts, but far below that of random orders: that is no redundancy. */
  @Test
  void theDistanceFromRandomOrdersComesBeforeHowLongTheAccuracyLasts() {
    double[] worths = new double[40];
    Arrays.fill(worths, 20, 40, 0.002);
    AblationTarget target = new Level(classes(400, 200, 200), 0.86, worths);
    AblationFinding high = finding(target, ramp(40), Direction.HIGH_FIRST);
    assertThat(high.curve().unitsToDamage()).isEmpty();
    assertThat(high.distance()).isLessThan(-2);
    assertThat(high.hypothesis()).isEqualTo("hypothesis: the high neurons matter more than others");
    AblationFinding low = finding(target, ramp(40), Direction.LOW_FIRST);
    assertThat(low.distance()).isGreaterThan(2);
    assertThat(low.hypothesis())
        .isEqualTo("hypothesis: the low neurons are irrelevant, or what they say is duplicated");
  }

  @Test
  void bothEndsCannotMatterMoreNorLess() {
    double[] ends = new double[160];
    double[] middle = new double[160];
    for (int unit = 0; unit < 160; unit++) {
      boolean outside = unit < 40 || unit >= 120;
      ends[unit] = outside ? 1 / 80.0 : 0;
      middle[unit] = outside ? 0 : 1 / 80.0;
    }
    for (Direction direction : List.of(Direction.LOW_FIRST, Direction.HIGH_FIRST)) {
      assertThat(finding(new Steep(ends), ramp(160), direction).hypothesis())
          .isEqualTo(
              "hypothesis: none, both ends matter more than random neurons, so that the quantity"
                  + " does not order them");
      assertThat(finding(new Steep(middle), ramp(160), direction).hypothesis())
          .isEqualTo(
              "hypothesis: none, both ends matter less than random neurons, so that the quantity"
                  + " does not order them");
    }
  }

  /** Accuracy falls fast with the first worth that is gone, and slowly at the end. */
  private record Steep(double... worths) implements AblationTarget {
    @Override
    public int units() {
      return worths.length;
    }

    @Override
    public double[] accuracies(int[] order) {
      double[] left = new Worths(worths).accuracies(order);
      return Arrays.stream(left).map(worth -> 0.9 * Math.pow(Math.max(0, worth), 4)).toArray();
    }
  }

  private static LayerNeurons read(Activations units, int[] labels) {
    NeuronTable table =
        new NeuronCounts(Bins.above(0).forUnits(units.units()), 2).accept(units, labels).snapshot();
    return LayerNeurons.of(table, 20, 1);
  }

  private static final Activation RELU = Activation.relu();

  @Test
  void sharesOfASecretReadNothingAndTheNetworkFallsWithTheFirstOfThem() {
    // Units: x0, x1. Above: x0 + x1 and (x0 + x1 - 1)+, and their exclusive or against 1/2.
    DenseNetwork network =
        new DenseNetwork(
            List.of(
                Networks.dense(new float[] {1, 0, 0, 1}, new float[2], RELU),
                Networks.dense(new float[] {1, 1, 1, 1}, new float[] {0, -1}, RELU),
                Networks.dense(new float[] {0, 1, 0, -2}, new float[] {0.5f, 0}, RELU)));
    Activations inputs = Activations.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2);
    int[] labels = {0, 1, 1, 0};
    LayerNeurons neurons = read(network.outputs(0, inputs), labels);
    assertThat(NeuronQuantity.LABEL_INFORMATION.of(neurons)).containsExactly(0, 0);
    assertThat(NeuronQuantity.SELECTIVITY.of(neurons)).containsExactly(0, 0);
    assertThat(NeuronQuantity.ENTROPY.of(neurons)).containsExactly(1, 1);
    AblationTarget target = DenseAblation.of(network, 0, new double[] {0.5, 0.5}, inputs, labels);
    assertThat(target.accuracies(new int[] {0, 1})).startsWith(1, 0.5);
    AblationFinding low =
        AblationStudy.of(target, AblationOrder.of(neurons, new double[2]), 10, 1).findings().get(2);
    assertThat(low.curve().order().quantity()).isEqualTo("label information");
    assertThat(low.curve().accuracies()).containsOnly(Double.NaN);
    assertThat(low.hypothesis())
        .isEqualTo(
            "hypothesis: none, all 2 neurons have the same label information, so that there is no"
                + " order");
  }

  @Test
  void copiesReadAllAndTheNetworkOutlivesTheFirstOfThem() {
    // Units: x, x, coin. Above: x + x against 1/4, so that one copy is enough.
    DenseNetwork network =
        new DenseNetwork(
            List.of(
                Networks.dense(new float[] {1, 1, 0, 0, 0, 1}, new float[3], RELU),
                Networks.dense(new float[] {0, 1, 0, 1, 0, 0}, new float[] {0.25f, 0}, RELU)));
    Activations inputs = Activations.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2);
    int[] labels = {0, 0, 1, 1};
    LayerNeurons neurons = read(network.outputs(0, inputs), labels);
    assertThat(NeuronQuantity.LABEL_INFORMATION.of(neurons)).containsExactly(1, 1, 0);
    assertThat(NeuronQuantity.SELECTIVITY.of(neurons)).containsExactly(1, 1, 0);
    assertThat(neurons.duplicates()).containsExactly(new DuplicateUnit(1, 0));
    AblationTarget target = DenseAblation.of(network, 0, new double[3], inputs, labels);
    AblationFinding high =
        AblationStudy.of(target, AblationOrder.of(neurons, new double[3]), 10, 1).findings().get(3);
    assertThat(high.curve().order().direction()).isEqualTo(Direction.HIGH_FIRST);
    assertThat(high.curve().accuracies()).containsExactly(1, 1, 0.5, 0.5);
    // one of six orders of three units is no evidence
    assertThat(high.hypothesis()).startsWith("hypothesis: none, the order is as good as random");
  }
}
