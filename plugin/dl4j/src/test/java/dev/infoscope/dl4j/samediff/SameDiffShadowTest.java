// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.NotDifferentiable;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What is read of a graph, and what is refused. */
class SameDiffShadowTest {
  private static final SameDiffSettings NAMED =
      SameDiffSettings.defaults().withInputs("in").withLabels("label").withOutputs("out");

  private static Probe.Block block(DataSet data) {
    return Probe.inOrder(data.toMultiDataSet()).blocks().get(0);
  }

  private static final Probe.Block FLAT = block(Examples.flat(20, 1));

  private static SameDiff graph(DataType type) {
    SameDiff graph = SameDiff.create();
    graph.placeHolder("in", type, -1, Networks.INPUTS);
    graph.placeHolder("label", type, -1, Networks.CLASSES);
    return graph;
  }

  private static SDVariable weights(SameDiff graph, String name, long... shape) {
    Nd4j.getRandom().setSeed(name.hashCode());
    DataType type = graph.getVariable("in").dataType();
    return graph.var(name, Nd4j.randn(DataType.DOUBLE, shape).muli(0.5).castTo(type));
  }

  /** A residual block, whose sum takes a layer and what is made of it. */
  private static SameDiff residual() {
    SameDiff graph = graph(DataType.DOUBLE);
    SDVariable in = graph.getVariable("in");
    SDVariable one = graph.nn().tanh("one", in.mmul(weights(graph, "a", Networks.INPUTS, 4)));
    SDVariable two = graph.nn().tanh("two", one.mmul(weights(graph, "b", 4, 4)));
    SDVariable sum = graph.nn().sigmoid("sum", one.add(two));
    graph.nn().softmax("out", sum.mmul(weights(graph, "c", 4, Networks.CLASSES)), 1);
    return graph;
  }

  private static SameDiffShadow shadow(SameDiff graph, Probe.Block block, String... layers) {
    return SameDiffShadow.of(graph, NAMED, List.of(layers), block);
  }

  private static List<String> names(SameDiffShadow shadow) {
    return shadow.layers().stream().map(Layer::name).toList();
  }

  @Test
  void layersAreChosenWhereActivationsEnd() {
    SameDiff graph = graph(DataType.FLOAT);
    SDVariable in = graph.getVariable("in");
    SDVariable bare = in.mmul("bare", weights(graph, "w", Networks.INPUTS, 4));
    SDVariable scaled = bare.mul("scaled", 2);
    SDVariable hidden =
        graph
            .nn()
            .relu(
                "hidden",
                graph.nn().linear(scaled, weights(graph, "v", 4, 5), weights(graph, "b", 5)),
                0);
    graph.nn().softmax("out", hidden.mmul("logits", weights(graph, "u", 5, Networks.CLASSES)), 1);
    assertThat(names(shadow(graph, FLAT))).containsExactly("bare", "hidden", "out");
  }

  @Test
  void aConvolutionalGraphIsChosenAndReadAsTheNetworkOfDl4jIs() {
    Probe.Block images = block(Examples.images(10, 2));
    SameDiff graph = Twins.CONVOLUTION.graph();
    SameDiffShadow shadow =
        SameDiffShadow.of(graph, SameDiffSettings.defaults(), List.of(), images);
    assertThat(names(shadow)).containsExactly(Twins.CONVOLUTION.layers());
    assertThat(shadow.layers())
        .extracting(Layer::kind)
        .containsExactly("ConvolutionLayer", "SubsamplingLayer", "DenseLayer", "OutputLayer");
  }

  @Test
  void aConvolutionOfAReshapedInputIsReadWithItsWeights() {
    SameDiff graph = graph(DataType.FLOAT);
    SDVariable image = graph.reshape(graph.getVariable("in"), -1, 1, 2, 3);
    Conv2DConfig config = Conv2DConfig.builder().kH(2).kW(2).sH(1).sW(1).build();
    SDVariable conv =
        graph
            .nn()
            .relu("conv", graph.cnn().conv2d(image, weights(graph, "w", 2, 2, 1, 4), config), 0);
    SDVariable flat = graph.reshape(conv, -1, 8);
    graph.nn().softmax("out", flat.mmul(weights(graph, "u", 8, Networks.CLASSES)), 1);
    SameDiffShadow shadow = shadow(graph, FLAT);
    assertThat(shadow.layers())
        .extracting(Layer::kind)
        .containsExactly("ConvolutionLayer", "DenseLayer");
    assertThat(shadow.parameter(0, "W").shape()).containsExactly(4, 1, 2, 2);
  }

  @Test
  void piecesTogetherPutOutWhatTheGraphDoes() {
    SameDiff graph = residual();
    SameDiffShadow shadow = shadow(graph, FLAT.as(DataType.DOUBLE));
    Map<Integer, INDArray> seen = shadow.forward(FLAT.as(DataType.DOUBLE));
    for (Layer layer : shadow.layers()) {
      INDArray alone =
          graph.outputSingle(
              Map.of("in", FLAT.features()[0].castTo(DataType.DOUBLE)), layer.name());
      assertThat(seen.get(layer.index())).as(layer.name()).isEqualTo(alone);
    }
    assertThat(names(shadow)).containsExactly("one", "two", "sum", "out");
    assertThat(shadow.sources(2)).containsExactly(Source.layer(0), Source.layer(1));
  }

  @Test
  void newValuesOfVariablesAreFollowed() {
    SameDiff graph = residual();
    SameDiffShadow shadow = shadow(graph, FLAT.as(DataType.DOUBLE));
    graph.getVariable("b").getArr().muli(3);
    LiveVariables.of(graph, NAMED).copyInto(shadow.parameters());
    shadow.received();
    INDArray alone =
        graph.outputSingle(Map.of("in", FLAT.features()[0].castTo(DataType.DOUBLE)), "two");
    assertThat(shadow.forward(FLAT.as(DataType.DOUBLE)).get(1)).isEqualTo(alone);
  }

  @Test
  void gradientsThroughAResidualBlockAreCentralDifferences() {
    Probe.Block block = FLAT.as(DataType.DOUBLE);
    GradientGraph gradients = shadow(residual(), block).gradientGraph(DataType.DOUBLE);
    INDArray[] inputs = block.features();
    gradients.begin(inputs, null);
    Map<Integer, INDArray> values = gradients.forward(inputs);
    INDArray logits = gradients.logits(values, inputs).get(0);
    INDArray slope = Nd4j.zeros(DataType.DOUBLE, logits.shape());
    slope.getColumn(1).assign(1);
    Map<Source, INDArray> found = gradients.backward(List.of(slope), true);
    double step = 1e-5;
    for (int k = 0; k < Networks.INPUTS; k++) {
      double up = logit(gradients, inputs[0], k, step);
      double down = logit(gradients, inputs[0], k, -step);
      assertThat(found.get(Source.input(0)).getDouble(3, k))
          .isCloseTo((up - down) / (2 * step), within(1e-8));
    }
    assertThat(found).containsKeys(Source.layer(0), Source.layer(1), Source.layer(2));
  }

  private static double logit(GradientGraph gradients, INDArray input, int feature, double step) {
    INDArray moved = input.dup();
    moved.putScalar(3, feature, moved.getDouble(3, feature) + step);
    return gradients.logits(gradients.forward(moved), moved).get(0).getDouble(3, 1);
  }

  @Test
  void channelsLastAreReadAtTheEnd() {
    Probe.Block images = block(Examples.images(10, 2));
    SameDiff graph = SameDiff.create();
    graph.placeHolder("in", DataType.FLOAT, -1, 1, 8, 8);
    graph.placeHolder("label", DataType.FLOAT, -1, Networks.CLASSES);
    SDVariable last = graph.permute(graph.getVariable("in"), 0, 2, 3, 1);
    Conv2DConfig config = Conv2DConfig.builder().kH(3).kW(3).sH(1).sW(1).dataFormat("NHWC").build();
    SDVariable conv =
        graph
            .nn()
            .relu("conv", graph.cnn().conv2d(last, weights(graph, "w", 3, 3, 1, 5), config), 0);
    SDVariable mean = graph.math().mean("mean", conv, 1, 2);
    graph.nn().softmax("out", mean.mmul(weights(graph, "u", 5, Networks.CLASSES)), 1);
    SameDiffShadow shadow = shadow(graph, images, "conv");
    INDArray array = shadow.forward(images).get(0);
    assertThat(array.size(shadow.layout(0).units(4))).isEqualTo(5);
  }

  @Test
  void imagesWhoseChannelsNobodySaysAreLeftOutAndRefusedWhereTheyAreNamed() {
    SameDiff graph = graph(DataType.FLOAT);
    SDVariable cube = graph.reshape(graph.getVariable("in"), -1, 1, 2, 3);
    SDVariable image = graph.nn().tanh("image", cube);
    SDVariable flat = graph.reshape(image, -1, Networks.INPUTS);
    graph.nn().softmax("out", flat.mmul(weights(graph, "u", 6, Networks.CLASSES)), 1);
    assertThat(names(shadow(graph, FLAT))).containsExactly("out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shadow(graph, FLAT, "image"))
        .withMessageContaining("image")
        .withMessageContaining("channels");
  }

  @Test
  void batchNormHasNoConductance() {
    SameDiff graph = graph(DataType.FLOAT);
    SDVariable product = graph.getVariable("in").mmul(weights(graph, "w", Networks.INPUTS, 4));
    SDVariable ones = graph.var("ones", Nd4j.ones(DataType.FLOAT, 4));
    SDVariable norm =
        graph.nn().batchNorm("norm", product, weights(graph, "m", 4), ones, ones, ones, 1e-5, 1);
    graph.nn().softmax("out", norm.mmul(weights(graph, "u", 4, Networks.CLASSES)), 1);
    assertThatThrownBy(() -> shadow(graph, FLAT).gradientGraph(DataType.FLOAT))
        .isInstanceOf(NotDifferentiable.class)
        .hasMessageContaining("norm")
        .hasMessageContaining("training alone");
  }

  @Test
  void randomNumbersAreRefusedAndDropoutIsLeftOut() {
    SameDiff graph = graph(DataType.FLOAT);
    SDVariable hidden =
        graph
            .nn()
            .tanh("hidden", graph.getVariable("in").mmul(weights(graph, "w", Networks.INPUTS, 4)));
    SDVariable dropped = graph.nn().dropout("dropped", hidden, 0.5);
    graph.nn().softmax("out", dropped.mmul(weights(graph, "u", 4, Networks.CLASSES)), 1);
    SameDiffShadow shadow = shadow(graph, FLAT);
    assertThat(shadow.forward(FLAT).get(1)).isEqualTo(shadow.forward(FLAT).get(1));
    SameDiff noisy = graph(DataType.FLOAT);
    SDVariable noise = noisy.random().normal("noise", 0, 1, DataType.FLOAT, 4);
    SDVariable sum =
        noisy.getVariable("in").mmul(weights(noisy, "w", Networks.INPUTS, 4)).add(noise);
    noisy.nn().softmax("out", sum.mmul(weights(noisy, "u", 4, Networks.CLASSES)), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shadow(noisy, FLAT))
        .withMessageContaining("noise")
        .withMessageContaining("random");
  }

  @Test
  void masksAreRefused() {
    Probe.Block masked =
        new Probe.Block(
            0, FLAT.rows(), FLAT.features(), new INDArray[] {Nd4j.ones(FLAT.rows(), 1)}, null);
    SameDiffShadow shadow = shadow(residual(), FLAT.as(DataType.DOUBLE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shadow.begin(masked))
        .withMessageContaining("masks");
  }

  @Test
  void whatIsNotSaidMustBeNamed() {
    SameDiff graph = residual();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SameDiffShadow.of(graph, SameDiffSettings.defaults(), List.of(), FLAT))
        .withMessageContaining("withInputs");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SameDiffShadow.of(
                    graph, SameDiffSettings.defaults().withInputs("in"), List.of(), FLAT))
        .withMessageContaining("withOutputs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SameDiffShadow.of(graph, NAMED.withOutputs("nosuch"), List.of(), FLAT))
        .withMessageContaining("nosuch");
  }

  @Test
  void aLayerWithoutARowForEachExampleIsRefusedWhereItIsNamed() {
    SameDiff graph = graph(DataType.FLOAT);
    SDVariable hidden =
        graph
            .nn()
            .tanh("hidden", graph.getVariable("in").mmul(weights(graph, "w", Networks.INPUTS, 4)));
    SDVariable turned = graph.nn().tanh("turned", graph.transpose(hidden));
    SDVariable back = graph.transpose(turned);
    graph.nn().softmax("out", back.mmul(weights(graph, "u", 4, Networks.CLASSES)), 1);
    assertThat(names(shadow(graph, FLAT))).containsExactly("hidden", "out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shadow(graph, FLAT, "turned"))
        .withMessageContaining("turned")
        .withMessageContaining("row for each");
  }

  @Test
  void theLossIsTheMeanWhetherTheGraphAddsUpOrNot() {
    SameDiff graph = residual();
    SDVariable wrong = graph.getVariable("out").sub(graph.getVariable("label"));
    SDVariable sum = graph.math().square(wrong).sum("sum of squares");
    SDVariable mean = graph.math().square(wrong).mean("mean square");
    Probe.Block block = FLAT.as(DataType.DOUBLE);
    INDArray labels = Examples.flat(20, 1).getLabels().castTo(DataType.DOUBLE);
    graph.setLossVariables(sum);
    SameDiffShadow ofSum = shadow(graph, block);
    Double added = ofSum.loss(3, block, ofSum.forward(block), labels, null);
    graph.setLossVariables(mean);
    SameDiffShadow ofMean = shadow(graph, block);
    Double averaged = ofMean.loss(3, block, ofMean.forward(block), labels, null);
    assertThat(added).isCloseTo(averaged * Networks.CLASSES, within(1e-9));
  }
}
