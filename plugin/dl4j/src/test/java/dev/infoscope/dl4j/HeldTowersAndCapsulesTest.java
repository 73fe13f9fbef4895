// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.Intervention;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.CapsuleStrengthLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Units of stacked towers and of capsules are held as those that a snapshot reads. */
class HeldTowersAndCapsulesTest {
  private static final int ROWS = 40;

  private static Snapshot snapshot(Model model, INDArray... features) {
    int[] classes = IntStream.range(0, ROWS).map(row -> row % 2).toArray();
    INDArray labels = Nd4j.zeros(DataType.FLOAT, ROWS, 2);
    IntStream.range(0, ROWS).forEach(row -> labels.putScalar(row, row % 2, 1));
    var data = new MultiDataSet(features, new INDArray[] {labels}, null, null);
    Probe probe = Probe.inOrder(data, new ClassLabels(classes, 2));
    return new Examiner(model, probe, List.of(), false).examine(new Moment(1, 1, Instant.EPOCH, 0));
  }

  private static LayerSnapshot layer(Snapshot snapshot, String name) {
    return snapshot.layers().stream()
        .filter(layer -> layer.layer().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int[] held(Snapshot snapshot, String name, int unit, double value) {
    return Objects.requireNonNull(snapshot.access())
        .predictions(layer(snapshot, name).layer(), Intervention.of(unit, value));
  }

  private static ComputationGraph towers(boolean sequences) {
    InputType type = sequences ? InputType.recurrent(6, 5) : InputType.feedForward(6);
    Layer shared =
        sequences
            ? new LSTM.Builder().nOut(3).build()
            : new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build();
    Layer end =
        sequences
            ? new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build()
            : new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build();
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .graphBuilder()
                .addInputs("a", "b")
                .setInputTypes(type, type)
                .addVertex("stack", new StackVertex(), "a", "b")
                .addLayer("shared", shared, "stack")
                .addVertex("u0", new UnstackVertex(0, 2), "shared")
                .addVertex("u1", new UnstackVertex(1, 2), "shared")
                .addVertex("m", new MergeVertex(), "u0", "u1")
                .addLayer("out", end, "m")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }

  /** The weights that leave the unit of one tower at zero, its value times them in the bias. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aUnitOfOneTowerIsHeldAndThatOfTheOtherIsNot(boolean sequences) {
    ComputationGraph network = towers(sequences);
    Nd4j.getRandom().setSeed(3);
    long[] shape = sequences ? new long[] {ROWS, 6, 5} : new long[] {ROWS, 6};
    INDArray[] features = {Nd4j.randn(DataType.FLOAT, shape), Nd4j.randn(DataType.FLOAT, shape)};
    Snapshot snapshot = snapshot(network, features);
    assertThat(layer(snapshot, "shared").activations().units()).isEqualTo(6);
    int changed = 0;
    for (int unit = 0; unit < 6; unit++) {
      ComputationGraph balanced = network.clone();
      INDArray outgoing = balanced.getLayer("out").getParam("W").getRow(unit);
      balanced.getLayer("out").getParam("b").addiRowVector(outgoing.mul(2));
      outgoing.assign(0);
      int[] expected = snapshot(balanced, features).predictions();
      assertThat(held(snapshot, "shared", unit, 2)).as("unit %d", unit).isEqualTo(expected);
      changed += Arrays.equals(expected, snapshot.predictions()) ? 0 : 1;
    }
    assertThat(changed).isPositive();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> held(snapshot, "shared", 6, 0))
        .withMessageContaining("unit 6 must be below 6");
  }

  private static MultiLayerNetwork capsules() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
                .layer(new PrimaryCapsules.Builder(4, 2).kernelSize(3, 3).build())
                .layer(new CapsuleLayer.Builder(2, 4, 1).build())
                .layer(new CapsuleStrengthLayer.Builder().build())
                .layer(
                    new LossLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(8, 8, 2))
                .build());
    network.init();
    return network;
  }

  /** The strength of a capsule is its length. */
  @Test
  void aValueOfACapsuleIsHeldAsItIsRead() {
    MultiLayerNetwork network = capsules();
    Nd4j.getRandom().setSeed(3);
    INDArray features = Nd4j.randn(DataType.FLOAT, ROWS, 2, 8, 8);
    Snapshot snapshot = snapshot(network, features);
    LayerSnapshot capsules = layer(snapshot, "layer2");
    int units = capsules.activations().units();
    assertThat(units).isEqualTo(8);
    INDArray read = network.feedForward(features, false).get(3);
    for (int unit = 0; unit < units; unit++) {
      INDArray changed = read.dup('c').reshape('c', ROWS, units);
      changed.get(NDArrayIndex.all(), NDArrayIndex.point(unit)).assign(0.9);
      INDArray strength = changed.reshape('c', ROWS, 2, 4).norm2(2);
      int[] expected = strength.argMax(1).toIntVector();
      assertThat(held(snapshot, "layer2", unit, 0.9)).as("unit %d", unit).isEqualTo(expected);
    }
    assertThat(held(snapshot, "layer2", 0, 0.9)).isNotEqualTo(held(snapshot, "layer2", 4, 0.9));
  }

  @Test
  void ablatingAllUnitsOfPrimaryCapsulesLeavesEveryExampleAlike() {
    Nd4j.getRandom().setSeed(3);
    Snapshot snapshot = snapshot(capsules(), Nd4j.randn(DataType.FLOAT, ROWS, 2, 8, 8));
    LayerSnapshot primary = layer(snapshot, "layer1");
    int[] all = IntStream.range(0, primary.activations().units()).toArray();
    double[] values = IntStream.of(all).mapToDouble(unit -> Math.sin(unit) / 3).toArray();
    int[] found =
        Objects.requireNonNull(snapshot.access())
            .predictions(primary.layer(), new Intervention(all, values));
    assertThat(found).isNotNull().containsOnly(found[0]);
  }
}
