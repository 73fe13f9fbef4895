// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.Infoscope;
import dev.infoscope.Preset;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Reading;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.RunMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * Reads a graph of {@link SameDiffGraphs}, and a MultiLayerNetwork of the same layers with its
 * weights, and compares all readings.
 */
final class SameDiffTwin {
  private static final double LARGEST = 1e-6;

  private final SameDiff graph;
  private final MultiLayerNetwork network;
  private final String[] layers;
  private final DataSet probe;
  private double largest;
  private String where = "";
  private int compared;

  private SameDiffTwin(SameDiff graph, MultiLayerNetwork network, DataSet probe, String... layers) {
    this.graph = graph;
    this.network = network;
    this.probe = probe;
    this.layers = layers;
  }

  /** Of the dense graph. */
  static SameDiffTwin dense(SameDiff graph, DataSet probe, int hidden) {
    NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder().list();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= hidden; i++) {
      names.add("dense_" + i);
      list.layer(dense("dense_" + i, width(graph, i)));
    }
    names.add("output");
    list.layer(output(width(graph, hidden + 1)));
    list.setInputType(InputType.feedForward(probe.getFeatures().size(1)));
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    for (int i = 0; i <= hidden; i++) {
      copy(graph, i + 1, network, i);
    }
    return new SameDiffTwin(graph, network, probe, names.toArray(String[]::new));
  }

  /** Of the convolutional graph. */
  static SameDiffTwin convolutional(SameDiff graph, DataSet probe, int height, int width) {
    INDArray kernel = graph.getVariable("w_conv").getArr();
    int side = (int) kernel.size(0);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new ConvolutionLayer.Builder(side, side)
                        .name("conv")
                        .nOut(kernel.size(3))
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .name("pool")
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(dense("dense", width(graph, 1)))
                .layer(output(width(graph, 2)))
                .setInputType(InputType.convolutionalFlat(height, width, 1))
                .build());
    network.init();
    network.setParam("0_W", kernel.permute(3, 2, 0, 1).dup('c'));
    network.setParam("0_b", graph.getVariable("b_conv").getArr().dup().reshape(1, -1));
    copy(graph, 1, network, 2);
    copy(graph, 2, network, 3);
    return new SameDiffTwin(graph, network, probe, "conv", "pool", "dense", "output");
  }

  private static long width(SameDiff graph, int number) {
    return graph.getVariable("w_" + number).getArr().size(1);
  }

  private static DenseLayer dense(String name, long width) {
    return new DenseLayer.Builder().name(name).nOut(width).activation(Activation.RELU).build();
  }

  private static OutputLayer output(long classes) {
    return new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .name("output")
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static void copy(SameDiff graph, int number, MultiLayerNetwork network, int layer) {
    network.setParam(layer + "_W", graph.getVariable("w_" + number).getArr().dup());
    network.setParam(layer + "_b", graph.getVariable("b_" + number).getArr().dup().reshape(1, -1));
  }

  /**
   * Compares.
   *
   * @return how many readings and values of matrices, and how much they differ at the most
   * @throws IllegalStateException if one differs by more than 1e-6 of its size, or is missing
   */
  String compare() {
    EpochReport ofGraph = report(scope -> scope.sample(graph, 1));
    EpochReport ofNetwork = report(scope -> scope.sample(network, 1));
    Map<String, Double> expected = values(ofNetwork);
    Map<String, Double> found = values(ofGraph);
    Set<String> alone = new TreeSet<>(expected.keySet());
    alone.addAll(found.keySet());
    alone.removeIf(name -> expected.containsKey(name) && found.containsKey(name));
    if (!alone.isEmpty()) {
      throw new IllegalStateException("read of one of both alone: " + alone);
    }
    expected.forEach(
        (name, value) -> compare(name, value, Objects.requireNonNull(found.get(name))));
    String result =
        String.format(
            Locale.ROOT,
            "%d values read of the graph and of a MultiLayerNetwork with its weights; they differ by"
                + " %.1e at the most%s",
            compared,
            largest,
            where);
    if (largest > LARGEST) {
      throw new IllegalStateException(result);
    }
    return result;
  }

  private EpochReport report(Consumer<Infoscope> sample) {
    List<EpochReport> reports = new ArrayList<>();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(probe)
            .layers(layers)
            .preset(Preset.FULL)
            .sink(reports::add)
            .synchronous()
            .build()) {
      sample.accept(scope);
    }
    return reports.get(0);
  }

  private static Map<String, Double> values(EpochReport report) {
    Map<String, Double> values = new TreeMap<>();
    for (Reading reading : report.readings()) {
      if (!reading.metric().equals(RunMetrics.OVERHEAD)) {
        String layer = reading.layer() == null ? "" : reading.layer().name();
        String name = reading.metric() + " " + layer + " " + new TreeMap<>(reading.labels());
        values.put(name, reading.value());
      }
    }
    int number = 0;
    for (Matrix matrix : report.matrices()) {
      double[] each = matrix.values();
      for (int i = 0; i < each.length; i++) {
        values.put(matrix.metric() + " matrix " + number + " " + i, each[i]);
      }
      number++;
    }
    return values;
  }

  private void compare(String name, double expected, double found) {
    compared++;
    boolean same = Double.compare(expected, found) == 0;
    double difference = same ? 0 : Math.abs(expected - found) / Math.max(1, Math.abs(expected));
    if (!(difference <= largest)) { // NaN beside a number, too
      largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
      where = ", at " + name;
    }
  }
}
