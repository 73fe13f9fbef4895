// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.NeuronCounts;
import dev.infoscope.measure.neuron.NeuronQuantity;
import dev.infoscope.measure.neuron.NeuronTable;
import dev.infoscope.measure.neuron.Twin;
import dev.infoscope.measure.neuron.ablation.AblationOrder.Direction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
    return AblationStudy.of(target, AblationOrder.both("worth", values), 10, 3).findings().stream()
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
            "hypothesis: the high neurons matter less than others: the quantity misses what counts");
  }

  @Test
  void onePreciousNeuronCannotBeReplaced() {
    double[] worths = new double[20];
    worths[4] = 0.9;
    AblationTarget target = new Worths(worths);
    assertThat(finding(target, worths, Direction.HIGH_FIRST).hypothesis())
        .isEqualTo("hypothesis: the high neurons are informative and cannot be replaced");
    assertThat(finding(target, worths, Direction.LOW_FIRST).hypothesis())
        .startsWith("hypothesis: the low neurons are irrelevant");
  }

  @Test
  void anOrderLikeARandomOneSuggestsNothing() {
    double[] same = new double[40];
    Arrays.fill(same, 1 / 40.0);
    AblationFinding finding = finding(new Worths(same), same, Direction.LOW_FIRST);
    assertThat(finding.distance()).isNaN();
    assertThat(finding.hypothesis()).isEqualTo("hypothesis: none, the order is as good as random");
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

  private static LayerNeurons read(Activations units, int[] labels) {
    NeuronTable table =
        new NeuronCounts(Bins.above(0).forUnits(units.units()), 2).accept(units, labels).snapshot();
    return LayerNeurons.of(table, 20, 1);
  }

  private static final DenseActivation RELU = DenseActivation.RELU;

  @Test
  void sharesOfASecretReadNothingAndTheNetworkFallsWithTheFirstOfThem() {
    // Units: x0, x1. Above: x0 + x1 and (x0 + x1 - 1)+, and their exclusive or against 1/2.
    DenseNetwork network =
        new DenseNetwork(
            List.of(
                new DenseLayer(new float[] {1, 0, 0, 1}, new float[2], RELU),
                new DenseLayer(new float[] {1, 1, 1, 1}, new float[] {0, -1}, RELU),
                new DenseLayer(new float[] {0, 1, 0, -2}, new float[] {0.5f, 0}, RELU)));
    Activations inputs = Activations.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2);
    int[] labels = {0, 1, 1, 0};
    LayerNeurons neurons = read(network.outputs(0, inputs), labels);
    assertThat(NeuronQuantity.LABEL_INFORMATION.of(neurons)).containsExactly(0, 0);
    assertThat(NeuronQuantity.SELECTIVITY.of(neurons)).containsExactly(0, 0);
    assertThat(NeuronQuantity.ENTROPY.of(neurons)).containsExactly(1, 1);
    AblationTarget target = DenseAblation.of(network, 0, new double[] {0.5, 0.5}, inputs, labels);
    AblationFinding low =
        AblationStudy.of(target, AblationOrder.of(neurons, new double[2]), 10, 1).findings().get(2);
    assertThat(low.curve().order().quantity()).isEqualTo("label information");
    assertThat(low.curve().accuracies()[0]).isEqualTo(1);
    assertThat(low.curve().accuracies()[1]).isEqualTo(0.5);
    assertThat(low.hypothesis()).startsWith("hypothesis: synergy");
  }

  @Test
  void copiesReadAllAndTheNetworkOutlivesTheFirstOfThem() {
    // Units: x, x, coin. Above: x + x against 1/4, so that one copy is enough.
    DenseNetwork network =
        new DenseNetwork(
            List.of(
                new DenseLayer(new float[] {1, 1, 0, 0, 0, 1}, new float[3], RELU),
                new DenseLayer(new float[] {0, 1, 0, 1, 0, 0}, new float[] {0.25f, 0}, RELU)));
    Activations inputs = Activations.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2);
    int[] labels = {0, 0, 1, 1};
    LayerNeurons neurons = read(network.outputs(0, inputs), labels);
    assertThat(NeuronQuantity.LABEL_INFORMATION.of(neurons)).containsExactly(1, 1, 0);
    assertThat(NeuronQuantity.SELECTIVITY.of(neurons)).containsExactly(1, 1, 0);
    assertThat(neurons.duplicates()).containsExactly(new Twin(1, 0));
    AblationTarget target = DenseAblation.of(network, 0, new double[3], inputs, labels);
    AblationFinding high =
        AblationStudy.of(target, AblationOrder.of(neurons, new double[3]), 10, 1).findings().get(3);
    assertThat(high.curve().order().direction()).isEqualTo(Direction.HIGH_FIRST);
    assertThat(high.curve().accuracies()).containsExactly(1, 1, 0.5, 0.5);
    assertThat(high.hypothesis()).startsWith("hypothesis: redundancy");
  }
}
