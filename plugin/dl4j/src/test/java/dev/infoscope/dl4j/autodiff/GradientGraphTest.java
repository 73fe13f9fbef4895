// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.autodiff.Kinds.Kind;
import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients with respect to what every layer puts out, against central differences. */
class GradientGraphTest {
  private static final int ROWS = 3;
  private static final double STEP = 1e-5;
  private static final int PROBED = 12;

  static Stream<Kind> kinds() {
    return Kinds.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void gradientsAreThoseOfCentralDifferences(Kind kind) {
    GradientGraph gradientGraph = gradientGraph(unsettled(kind.model()), DataType.DOUBLE);
    INDArray input = input(kind, DataType.DOUBLE);
    Map<Source, INDArray> gradients = gradients(gradientGraph, kind, input);
    Map<Integer, INDArray> values = kept(gradientGraph.forward(input));
    assertThat(values).isNotEmpty();
    Random random = new Random(7);
    values.forEach(
        (index, value) -> {
          INDArray gradient = gradients.get(Source.layer(index));
          assertThat(gradient.shape()).as("node %d", index).isEqualTo(value.shape());
          double[] analytic = doubles(gradient);
          for (int i = 0; i < PROBED; i++) {
            int at = random.nextInt(analytic.length);
            double difference =
                (moved(gradientGraph, input, index, value, at, STEP)
                        - moved(gradientGraph, input, index, value, at, -STEP))
                    / (2 * STEP);
            assertThat(analytic[at])
                .as("node %d, value %d", index, at)
                .isCloseTo(difference, within(1e-6 * Math.max(1, Math.abs(difference))));
          }
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void singlePrecisionAgreesToAThousandth(Kind kind) {
    Model model = unsettled(kind.model());
    Map<Source, INDArray> exact =
        gradients(gradientGraph(model, DataType.DOUBLE), kind, input(kind, DataType.DOUBLE));
    Map<Source, INDArray> single =
        gradients(gradientGraph(model, DataType.FLOAT), kind, input(kind, DataType.FLOAT));
    assertThat(single.keySet()).isEqualTo(exact.keySet());
    exact.forEach(
        (source, gradient) -> {
          double largest = Math.max(1e-3, gradient.amaxNumber().doubleValue());
          assertThat(doubles(single.get(source)))
              .as("%s", source)
              .usingComparatorWithPrecision(1e-3 * largest)
              .containsExactly(doubles(gradient));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void pointsOfAPathHaveTheSameBitsAsAlone(Kind kind) {
    Model model = unsettled(kind.model());
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      GradientGraph along = gradientGraph(model, type);
      GradientGraph alone = gradientGraph(model, type);
      for (int seed = 0; seed < 2; seed++) { // of the second path nothing is known
        INDArray input = input(kind, type).muli(1 + seed);
        along.begin(new INDArray[] {input}, masks(kind));
        alone.begin(new INDArray[] {input}, masks(kind));
        for (int step = 0; step <= 10; step++) {
          double share = step / 10.0;
          INDArray point = input.mul(share);
          Map<Integer, INDArray> expected = kept(alone.forward(point));
          along
              .forwardAlong(share, point)
              .forEach(
                  (index, value) ->
                      assertThat(doubles(value))
                          .as("node %d at %s", index, share)
                          .containsExactly(doubles(expected.get(index))));
        }
        along.end();
        alone.end();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void valuesAreThoseOfTheNetworkAndInputsStayAsTheyAre(Kind kind) {
    Model model = unsettled(kind.model());
    GradientGraph gradientGraph = gradientGraph(model, DataType.FLOAT);
    INDArray input = input(kind, DataType.FLOAT);
    INDArray before = input.dup();
    gradientGraph.begin(new INDArray[] {input}, masks(kind));
    Map<Integer, INDArray> values = gradientGraph.forward(input);
    Map<Integer, INDArray> copies = kept(values);
    INDArray logits = gradientGraph.logits(values, input).get(0);
    gradientGraph.backward(List.of(Nd4j.ones(logits.dataType(), logits.shape())), true);
    assertThat(input).isEqualTo(before);
    copies.forEach((index, copy) -> assertThat(values.get(index)).isEqualTo(copy));
    double[] expected = doubles(output(model, before, kind.mask(ROWS)));
    double[] found = softmax(logits);
    assertThat(found).usingComparatorWithPrecision(1e-5).containsExactly(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void memoryThatIsUsedAgainChangesNothing(Kind kind) {
    GradientGraph gradientGraph = gradientGraph(unsettled(kind.model()), DataType.FLOAT);
    INDArray input = input(kind, DataType.FLOAT);
    Map<Source, INDArray> expected = gradients(gradientGraph, kind, input);
    try {
      for (int pass = 0; pass < 4; pass++) {
        Map<Source, double[]> found =
            PassBuffers.use(() -> doubles(gradients(gradientGraph, kind, input)));
        expected.forEach((index, array) -> assertThat(found.get(index)).isEqualTo(doubles(array)));
      }
    } finally {
      PassBuffers.free();
    }
  }

  private static Map<Source, double[]> doubles(Map<Source, INDArray> arrays) {
    Map<Source, double[]> values = new HashMap<>();
    arrays.forEach((index, array) -> values.put(index, doubles(array)));
    return values;
  }

  /** What is let in is tried here. */
  @Test
  void everyKindThatIsLetInIsAmongThoseTried() {
    Set<Class<?>> tried = new HashSet<>();
    for (Kind kind : Kinds.all()) {
      if (kind.model() instanceof MultiLayerNetwork network) {
        network
            .getLayerWiseConfigurations()
            .getConfs()
            .forEach(each -> add(each.getLayer(), tried));
      } else {
        for (GraphVertex vertex :
            ((ComputationGraph) kind.model()).getConfiguration().getVertices().values()) {
          tried.add(vertex.getClass());
        }
      }
    }
    assertThat(Stages.LAYERS).allMatch(kind -> isAmong(tried, kind));
    assertThat(Stages.VERTICES).allMatch(tried::contains);
  }

  /** Builders of other names, as of Convolution2D, make the class above. */
  private static boolean isAmong(Set<Class<?>> tried, Class<?> kind) {
    return tried.contains(kind) || tried.contains(kind.getSuperclass());
  }

  private static void add(Layer layer, Set<Class<?>> tried) {
    tried.add(layer.getClass());
    if (layer instanceof LastTimeStep last) {
      add(last.getUnderlying(), tried);
    } else if (layer instanceof Bidirectional both) {
      add(both.getFwd(), tried);
    }
  }

  @Test
  void whatFailsInALayerNamesIt() {
    MultiLayerNetwork network =
        Kinds.list(InputType.feedForward(6), Kinds.output(), Kinds.dense().name("wide").build());
    GradientGraph gradientGraph = gradientGraph(network, DataType.FLOAT);
    INDArray narrow = Nd4j.ones(DataType.FLOAT, 2, 5);
    gradientGraph.begin(new INDArray[] {narrow}, null);
    assertThatIllegalStateException()
        .isThrownBy(() -> gradientGraph.forward(narrow))
        .withMessageStartingWith("conductance at layer 'wide': ");
  }

  /** DL4J's own backward pass would refuse more than 64 times as many values as slopes. */
  @Test
  void parametricReluHasAGradientForManyRows() {
    MultiLayerNetwork network =
        Kinds.list(
            InputType.feedForward(6),
            Kinds.output(),
            Kinds.dense().build(),
            new PReLULayer.Builder().inputShape(4).build());
    GradientGraph gradientGraph = gradientGraph(unsettled(network), DataType.DOUBLE);
    INDArray input = Nd4j.rand(DataType.DOUBLE, 300, 6).subi(0.5);
    gradientGraph.begin(new INDArray[] {input}, null);
    List<INDArray> logits = gradientGraph.logits(gradientGraph.forward(input), input);
    assertThat(gradientGraph.backward(weights(logits), true).get(Source.layer(0)).shape())
        .containsExactly(300, 4);
  }

  /** What the network itself puts out; of a sequence at the last step. */
  private static INDArray output(Model model, INDArray input, @Nullable INDArray mask) {
    INDArray output =
        model instanceof MultiLayerNetwork network
            ? network.output(input, false, mask, null)
            : ((ComputationGraph) model)
                .output(false, new INDArray[] {input}, mask == null ? null : new INDArray[] {mask})[
                0];
    return output.rank() == 3
        ? output.get(
            org.nd4j.linalg.indexing.NDArrayIndex.all(),
            org.nd4j.linalg.indexing.NDArrayIndex.all(),
            org.nd4j.linalg.indexing.NDArrayIndex.point(output.size(2) - 1))
        : output;
  }

  private static double[] softmax(INDArray logits) {
    double[] z = doubles(logits);
    int width = (int) logits.size(1);
    for (int row = 0; row < logits.size(0); row++) {
      double sum = 0;
      for (int i = 0; i < width; i++) {
        z[row * width + i] = Math.exp(z[row * width + i]);
        sum += z[row * width + i];
      }
      for (int i = 0; i < width; i++) {
        z[row * width + i] /= sum;
      }
    }
    return z;
  }

  /** Batch-norm statistics as after training. */
  private static Model unsettled(Model model) {
    Random random = new Random(3);
    INDArray parameters = model.params();
    for (long i = 0; i < parameters.length(); i++) {
      parameters.putScalar(i, parameters.getDouble(i) + 0.1 * random.nextGaussian());
    }
    return model;
  }

  private static GradientGraph gradientGraph(Model model, DataType type) {
    return model instanceof MultiLayerNetwork network
        ? GradientGraphs.of(network, type)
        : GradientGraphs.of((ComputationGraph) model, type);
  }

  private static INDArray @Nullable [] masks(Kind kind) {
    INDArray mask = kind.mask(ROWS);
    return mask == null ? null : new INDArray[] {mask};
  }

  private static INDArray input(Kind kind, DataType type) {
    long[] shape = new long[kind.shape().length + 1];
    shape[0] = ROWS;
    System.arraycopy(kind.shape(), 0, shape, 1, kind.shape().length);
    INDArray input = Nd4j.create(type, shape);
    Random random = new Random(1);
    for (long i = 0; i < input.length(); i++) {
      input.putScalar(i, random.nextGaussian());
    }
    return input;
  }

  private static Map<Source, INDArray> gradients(
      GradientGraph gradientGraph, Kind kind, INDArray input) {
    gradientGraph.begin(new INDArray[] {input}, masks(kind));
    List<INDArray> logits = gradientGraph.logits(gradientGraph.forward(input), input);
    return kept(gradientGraph.backward(weights(logits), true));
  }

  private static <K> Map<K, INDArray> kept(Map<K, INDArray> arrays) {
    Map<K, INDArray> copies = new LinkedHashMap<>();
    arrays.forEach((index, array) -> copies.put(index, array.dup('c')));
    return copies;
  }

  /** F is a sum of logits with weights that differ. */
  private static List<INDArray> weights(List<INDArray> logits) {
    List<INDArray> weights = new ArrayList<>();
    for (INDArray z : logits) {
      INDArray w = Nd4j.create(z.dataType(), z.shape());
      for (long i = 0; i < w.length(); i++) {
        w.putScalar(i, 1 + 0.5 * i);
      }
      weights.add(w);
    }
    return weights;
  }

  private static double moved(
      GradientGraph gradientGraph, INDArray input, int index, INDArray value, int at, double by) {
    INDArray changed = value.dup('c');
    changed.putScalar(at, changed.getDouble(at) + by);
    Map<Integer, INDArray> values = gradientGraph.forward(Map.of(index, changed), input);
    List<INDArray> logits = gradientGraph.logits(values, input);
    List<INDArray> weights = weights(logits);
    double f = 0;
    for (int i = 0; i < logits.size(); i++) {
      f += logits.get(i).mul(weights.get(i)).sumNumber().doubleValue();
    }
    return f;
  }

  private static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
