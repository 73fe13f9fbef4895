// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.NeuronCounts;
import dev.infoscope.measure.neuron.NeuronTable;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PruningTest {
  private static final int ROWS = 300;

  private final SplittableRandom random = new SplittableRandom(5);
  private final Activations inputs = Activations.of(Networks.uniform(random, ROWS * 7, 1), 7);
  private final int[] labels = random.ints(ROWS, 0, 4).toArray();

  private Pruning prune(DenseNetwork network, int layer) {
    NeuronTable table = table(network, layer);
    return Pruning.of(network, layer, LayerNeurons.of(table, 0, 1), table.values());
  }

  private NeuronTable table(DenseNetwork network, int layer) {
    Activations outputs = network.outputs(layer, inputs);
    return new NeuronCounts(Bins.above(0).forUnits(outputs.units()), 4)
        .accept(outputs, labels)
        .snapshot();
  }

  /** Units 2 and 5 are dead, 4 and 6 repeat unit 1. */
  private static DenseNetwork planted(DenseNetwork network, int layer) {
    DenseMap own = network.layers().get(layer);
    double[] weights = own.weights().clone();
    double[] bias = own.bias().clone();
    for (int i = 0; i < own.inputs(); i++) {
      int at = i * own.outputs();
      weights[at + 2] = 0;
      weights[at + 5] = 0;
      weights[at + 4] = weights[at + 1];
      weights[at + 6] = weights[at + 1];
    }
    bias[4] = bias[1];
    bias[6] = bias[1];
    bias[5] = 0.7f;
    List<DenseMap> layers = new ArrayList<>(network.layers());
    layers.set(layer, new DenseMap(own.inputs(), bias.length, weights, bias, own.activation()));
    return new DenseNetwork(layers);
  }

  private double[] outputs(DenseNetwork network) {
    double[] values = new double[ROWS * network.classes()];
    network.outputs(network.layers().size() - 1, inputs).copy(0, ROWS, values);
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void theNetworkSaysTheSameWithoutItsDeadAndDuplicateUnits(ActivationLoop loop) {
    for (int layer : new int[] {0, 1}) {
      DenseNetwork network = planted(Networks.random(random, loop.function(), 7, 9, 8, 4), layer);
      Pruning pruning = prune(network, layer);
      assertThat(pruning.dead()).isEqualTo(2);
      assertThat(pruning.duplicates()).isEqualTo(2);
      assertThat(pruning.network().layers().get(layer).outputs())
          .isEqualTo(network.layers().get(layer).outputs() - 4);
      double largest = Arrays.stream(outputs(network)).map(Math::abs).max().orElseThrow();
      assertThat(outputs(pruning.network()))
          .containsExactly(outputs(network), within(1e-6 * Math.max(1, largest)));
    }
  }

  @Test
  void aNetworkWithoutSuchUnitsStaysAsItIs() {
    DenseNetwork network = Networks.random(random, Activation.tanh(), 7, 9, 4);
    Pruning pruning = prune(network, 0);
    assertThat(pruning.dead() + pruning.duplicates()).isZero();
    assertThat(outputs(pruning.network())).containsExactly(outputs(network));
  }

  @Test
  void aLayerThatIsDeadAltogetherKeepsOneUnitThatWeighsNothing() {
    DenseNetwork live = Networks.random(random, Activation.relu(), 7, 3, 4);
    DenseMap dead = Networks.dense(new float[21], new float[] {1, -1, 2}, Activation.relu());
    DenseNetwork network = new DenseNetwork(List.of(dead, live.layers().get(1)));
    Pruning pruning = prune(network, 0);
    assertThat(pruning.dead()).isEqualTo(3);
    assertThat(pruning.network().layers().get(0).outputs()).isEqualTo(1);
    assertThat(outputs(pruning.network())).containsExactly(outputs(network), within(1e-5));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    DenseNetwork network = Networks.random(random, Activation.relu(), 7, 3, 4);
    NeuronTable table = table(network, 0);
    LayerNeurons neurons = LayerNeurons.of(table, 0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pruning.of(network, 1, neurons, table.values()))
        .withMessage("layer 1 must be a hidden one, from 0 to 0");
    DenseNetwork wider = Networks.random(random, Activation.relu(), 7, 5, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pruning.of(wider, 0, neurons, table.values()))
        .withMessage("layer 0 has 5 units, the neurons are 3 and the values 3");
  }
}
