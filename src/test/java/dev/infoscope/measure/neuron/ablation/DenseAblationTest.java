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
import dev.infoscope.measure.neuron.NeuronTable;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenseAblationTest {
  private static final int ROWS = 700; // no multiple of a block

  private final SplittableRandom random = new SplittableRandom(21);
  private final Activations inputs = Activations.of(Networks.uniform(random, ROWS * 11, 1), 11);
  private final int[] labels = random.ints(ROWS, 0, 5).toArray();

  private DenseNetwork network(Activation activation) {
    return Networks.random(random, activation, 11, 14, 9, 5);
  }

  private double[] means(DenseNetwork network, int layer) {
    Activations outputs = network.outputs(layer, inputs);
    Bins edges = Bins.above(0).forUnits(outputs.units());
    return AblationValue.MEAN.of(
        new NeuronCounts(edges, 5).accept(outputs, labels).snapshot().values());
  }

  /** The network with a unit's mean folded into the biases it feeds, and its weights cut. */
  private static DenseNetwork balanced(DenseNetwork network, int layer, int unit, double value) {
    List<DenseMap> layers = new ArrayList<>(network.layers());
    DenseMap next = layers.get(layer + 1);
    double[] weights = next.weights().clone();
    double[] bias = next.bias().clone();
    for (int k = 0; k < bias.length; k++) {
      bias[k] += (float) (weights[unit * bias.length + k] * value);
      weights[unit * bias.length + k] = 0;
    }
    layers.set(
        layer + 1, new DenseMap(next.inputs(), bias.length, weights, bias, next.activation()));
    return new DenseNetwork(layers);
  }

  /** Labels the intact network gives, so that accuracies are high and fall. */
  private int[] answers(DenseNetwork network) {
    Activations outputs = network.outputs(network.layers().size() - 1, inputs);
    int[] answers = new int[ROWS];
    double[] row = new double[outputs.units()];
    for (int i = 0; i < ROWS; i++) {
      outputs.copy(i, 1, row);
      for (int k = 1; k < row.length; k++) {
        answers[i] = row[k] > row[answers[i]] ? k : answers[i];
      }
    }
    return answers;
  }

  @ParameterizedTest
  @EnumSource
  void theCurveIsThatOfFullPassesThroughBalancedNetworks(ActivationLoop loop) {
    DenseNetwork network = network(loop.function());
    int[] answers = answers(network);
    for (int layer : new int[] {0, 1}) {
      for (double[] values : new double[][] {means(network, layer), null}) {
        int units = network.layers().get(layer).outputs();
        double[] replacements = values == null ? new double[units] : values;
        int[] order = AblationOrder.random(units, 1, 3).get(0).units();
        double[] curve =
            DenseAblation.of(network, layer, replacements, inputs, answers).accuracies(order);
        DenseNetwork damaged = network;
        assertThat(curve).hasSize(units + 1);
        assertThat(curve[0]).isEqualTo(1);
        for (int k = 0; k < units; k++) {
          damaged = balanced(damaged, layer, order[k], replacements[order[k]]);
          assertThat(curve[k + 1]).isCloseTo(damaged.accuracy(inputs, answers), within(1e-5));
        }
        assertThat(curve[units]).isLessThan(0.9);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theJointCurveIsThatOfFullPassesToo(ActivationLoop loop) {
    DenseNetwork network = network(loop.function());
    int[] answers = answers(network);
    double[] values = Arrays.copyOf(means(network, 0), 14 + 9);
    System.arraycopy(means(network, 1), 0, values, 14, 9);
    DenseAblation target = DenseAblation.jointly(network, values, inputs, answers);
    assertThat(AblationStudy.of(target, AblationOrder.both("mean", values), 10, 1).findings())
        .extracting(AblationFinding::hypothesis)
        .containsOnly("hypothesis: none, values of different layers are not comparable");
    int[] order = AblationOrder.random(23, 1, 4).get(0).units();
    double[] curve = target.accuracies(order);
    DenseNetwork damaged = network;
    for (int k = 0; k < 23; k++) {
      int layer = order[k] < 14 ? 0 : 1;
      damaged = balanced(damaged, layer, order[k] - 14 * layer, values[order[k]]);
      assertThat(curve[k + 1]).isCloseTo(damaged.accuracy(inputs, answers), within(1e-5));
    }
  }

  @Test
  void withAllUnitsGoneTheClassifierIsConstant() {
    DenseNetwork network = network(Activation.relu());
    DenseAblation target = DenseAblation.of(network, 1, new double[9], inputs, labels);
    double[] curve = target.accuracies(AblationOrder.random(9, 1, 5).get(0).units());
    double[] bias = network.layers().get(2).bias();
    int highest = 0;
    for (int k = 1; k < bias.length; k++) {
      highest = bias[k] > bias[highest] ? k : highest;
    }
    int only = highest;
    double share = (double) Arrays.stream(labels).filter(label -> label == only).count() / ROWS;
    assertThat(curve[9]).isEqualTo(share);
  }

  @Test
  void everyOrderStartsFromTheIntactNetwork() {
    DenseNetwork network = network(Activation.sigmoid());
    DenseAblation target =
        DenseAblation.of(network, 0, means(network, 0), inputs, answers(network));
    int[] order = AblationOrder.random(14, 1, 6).get(0).units();
    double[] first = target.accuracies(order);
    target.accuracies(AblationOrder.random(14, 1, 7).get(0).units());
    assertThat(target.accuracies(order)).containsExactly(first);
    assertThat(target.accuracies(new int[0])).containsExactly(1);
  }

  /** Units 0 to 5 say class 1 in weights that no sum of tenths gives back; the others nothing. */
  private static DenseNetwork speakers() {
    float[] weights = new float[2 * 12];
    for (int unit = 0; unit < 6; unit++) {
      weights[2 * unit + 1] = 0.1f + 0.3f * unit;
    }
    return new DenseNetwork(
        List.of(Networks.dense(weights, new float[] {0.7f, 0.7f}, Activation.identity())));
  }

  @Test
  void whenNothingTellsTwoClassesApartTheFirstIsTheAnswer() {
    Activations outputs = Activations.of(Networks.uniform(random, ROWS * 12, 3), 12);
    AblationTarget target = DenseAblation.above(speakers(), new double[12], outputs, halves());
    for (int seed = 0; seed < 20; seed++) {
      double[] curve = target.accuracies(speakersFirst(seed));
      assertThat(Arrays.copyOfRange(curve, 6, 13)).containsOnly(0.5);
    }
  }

  private static int[] halves() {
    int[] halves = new int[ROWS];
    Arrays.setAll(halves, row -> row % 2);
    return halves;
  }

  private static int[] speakersFirst(int seed) {
    int[] order = new int[12];
    int next = 0;
    int last = 6;
    for (int unit : AblationOrder.random(12, 1, seed).get(0).units()) {
      order[unit < 6 ? next++ : last++] = unit;
    }
    return order;
  }

  @ParameterizedTest
  @EnumSource
  void theAccuracyWithoutSomeUnitsDoesNotDependOnTheOrderTheyWereRemovedIn(ActivationLoop loop) {
    DenseNetwork network = coarse(Networks.random(random, loop.function(), 11, 14, 9, 5));
    for (int layer : new int[] {0, 1}) {
      double[] replacements = means(network, layer);
      AblationTarget target = DenseAblation.of(network, layer, replacements, inputs, labels);
      Map<BitSet, Double> known = new HashMap<>();
      for (AblationOrder order : AblationOrder.random(replacements.length, 60, 9)) {
        double[] curve = target.accuracies(order.units());
        BitSet gone = new BitSet();
        for (int k = 0; k < replacements.length; k++) {
          gone.set(order.units()[k]);
          Double before = known.putIfAbsent((BitSet) gone.clone(), curve[k + 1]);
          assertThat(before).isIn(null, curve[k + 1]);
        }
      }
      assertThat(known).hasSizeLessThan(60 * replacements.length);
    }
  }

  /** Equal weights of all classes but one, so that many classes score alike but for rounding. */
  private static DenseNetwork coarse(DenseNetwork network) {
    List<DenseMap> layers = new ArrayList<>(network.layers());
    DenseMap last = layers.get(2);
    for (int input = 0; input < last.inputs(); input++) {
      for (int unit = 1; unit < last.outputs(); unit++) {
        last.weights()[input * last.outputs() + unit] =
            last.weights()[(input + unit) % last.inputs() * last.outputs()];
      }
    }
    return new DenseNetwork(layers);
  }

  @Test
  void valuesAndWeightsThatAreNotFiniteCountAsInFullPasses() {
    float[] values = Networks.uniform(random, ROWS * 12, 3);
    values[0] = Float.NaN;
    values[12 + 3] = Float.POSITIVE_INFINITY;
    DenseNetwork network = speakers();
    int[] order = speakersFirst(1);
    network.layers().get(0).weights()[2 * order[4]] = Float.POSITIVE_INFINITY;
    double[] curve =
        DenseAblation.above(network, new double[12], Activations.of(values, 12), halves())
            .accuracies(order);
    for (int k = 0; k <= 12; k++) {
      assertThat(curve[k]).isEqualTo(network.accuracy(Activations.of(values, 12), halves()));
      for (int row = 0; k < 12 && row < ROWS; row++) {
        values[row * 12 + order[k]] = 0;
      }
    }
  }

  @Test
  void roundingDoesNotAddUpInWideLayers() {
    DenseNetwork network = Networks.random(random, Activation.relu(), 11, 600, 4);
    int[] answers = answers(network);
    double[] values = means(network, 0);
    DenseAblation target = DenseAblation.of(network, 0, values, inputs, answers);
    int[] order = AblationOrder.random(600, 1, 8).get(0).units();
    double[] curve = target.accuracies(order);
    DenseNetwork damaged = network;
    for (int k = 0; k < 599; k++) {
      damaged = balanced(damaged, 0, order[k], values[order[k]]);
    }
    assertThat(curve[599]).isCloseTo(damaged.accuracy(inputs, answers), within(1e-5));
  }

  @Test
  void removingDeadAndFoldingDuplicateUnitsChangesNothing() {
    DenseNetwork network = network(Activation.relu());
    DenseMap first = network.layers().get(0);
    for (int input = 0; input < 11; input++) {
      first.weights()[input * 14 + 5] = first.weights()[input * 14 + 2];
      first.weights()[input * 14 + 7] = 0;
    }
    first.bias()[5] = first.bias()[2];
    first.bias()[7] = -1;
    Activations outputs = network.outputs(0, inputs);
    NeuronTable table =
        new NeuronCounts(Bins.above(0).forUnits(14), 5).accept(outputs, labels).snapshot();
    LayerNeurons read = LayerNeurons.of(table, 0, 1);
    assertThat(read.duplicates()).containsExactly(new DuplicateUnit(5, 2));
    assertThat(read.dead()).containsExactly(7);
    double[] next = network.layers().get(1).weights();
    double before = network.accuracy(inputs, labels);
    for (int k = 0; k < 9; k++) {
      next[2 * 9 + k] += next[5 * 9 + k];
      next[5 * 9 + k] = 0;
      next[7 * 9 + k] = 0; // its value is 0
    }
    assertThat(network.accuracy(inputs, labels)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void activationsAreThoseOfTheirNames(ActivationLoop loop) {
    float[] values = new float[4001];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i - 2000) / 100f;
    }
    float[] images = values.clone();
    loop.apply(images, 0, images.length);
    for (int i = 0; i < values.length; i++) {
      double x = values[i];
      double expected =
          switch (loop) {
            case IDENTITY -> x;
            case RELU -> Math.max(0, x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
          };
      assertThat((double) images[i]).isCloseTo(expected, within(1e-6));
    }
    float[] broken = {Float.NaN};
    loop.apply(broken, 0, 1);
    assertThat(broken[0]).isNaN();
  }

  @Test
  void aNetworkThatAnswersNaNIsWrong() {
    DenseMap layer = Networks.dense(new float[] {1, 1}, new float[2], Activation.identity());
    DenseNetwork network = new DenseNetwork(List.of(layer));
    Activations broken = Activations.of(new float[] {Float.NaN, 1}, 1);
    assertThat(network.accuracy(broken, new int[2])).isEqualTo(0.5);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    DenseNetwork network = network(Activation.tanh());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DenseAblation.of(network, 2, new double[5], inputs, labels))
        .withMessage("layer 2 must be a hidden one, from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DenseAblation.of(network, 1, new double[5], inputs, labels))
        .withMessage("there are 5 values for 9 units");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.accuracy(Activations.of(new double[3], 3), new int[1]))
        .withMessage("the data have 3 columns, the network 11 inputs");
    DenseAblation target = DenseAblation.of(network, 1, new double[9], inputs, labels);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> target.accuracies(new int[] {1, 1}))
        .withMessage("unit 1 must be from 0 to 8 and not come twice");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DenseNetwork(List.of(network.layers().get(0), network.layers().get(2))))
        .withMessage("layer 1 has 9 inputs, the layer before 14 units");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(Activation.elu(1)))
        .withMessage(
            "activation (Elu[alpha=1.0]) of layer 0 must be identity, relu, sigmoid or tanh");
  }

  @ParameterizedTest
  @EnumSource
  void aLayerWhoseOutputsAreKnownIsAblatedAsPartOfItsNetworkIs(ActivationLoop loop) {
    DenseNetwork network = network(loop.function());
    int[] answers = answers(network);
    for (int layer : new int[] {0, 1}) {
      double[] replacements = means(network, layer);
      int[] order = AblationOrder.random(replacements.length, 1, 4).get(0).units();
      DenseNetwork above =
          new DenseNetwork(network.layers().subList(layer + 1, network.layers().size()));
      AblationTarget target =
          DenseAblation.above(above, replacements, network.outputs(layer, inputs), answers);
      assertThat(target.units()).isEqualTo(replacements.length);
      assertThat(target.mixesLayers()).isFalse();
      assertThat(target.accuracies(order))
          .containsExactly(
              DenseAblation.of(network, layer, replacements, inputs, answers).accuracies(order));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DenseAblation.above(network, new double[11], network.outputs(0, inputs), labels))
        .withMessage("the data have 14 columns, the network 11 inputs");
  }
}
