// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.tensorflow.framework.AttrValue;

/** What DL4J imports rightly: the file of a network, and the graph that comes of it. */
enum Imports {
  TENSORFLOW("TensorFlow, dense, by `TensorflowFrameworkImporter`", "first", "second", "output") {
    @Override
    MultiLayerNetwork network() {
      return Networks.dense();
    }

    @Override
    void write(MultiLayerNetwork network, Path file) throws IOException {
      writeTensorflow(network, file);
    }

    @Override
    SameDiff read(Path file) {
      return Importers.tensorflow(file);
    }
  },
  TENSORFLOW_OF_ND4J(
      "TensorFlow, dense, by `SameDiff.importFrozenTF`", "first", "second", "output") {
    @Override
    MultiLayerNetwork network() {
      return Networks.dense();
    }

    @Override
    void write(MultiLayerNetwork network, Path file) throws IOException {
      writeTensorflow(network, file);
    }

    @Override
    SameDiff read(Path file) {
      return SameDiff.importFrozenTF(file.toFile());
    }
  },
  TENSORFLOW_CONVOLUTION(
      "TensorFlow, convolution, by `TensorflowFrameworkImporter`",
      "conv",
      "pool",
      "dense",
      "output") {
    @Override
    MultiLayerNetwork network() {
      return Networks.convolutional();
    }

    @Override
    void write(MultiLayerNetwork network, Path file) throws IOException {
      Map<String, AttrValue> valid =
          Map.of("padding", FrozenGraph.text("VALID"), "data_format", FrozenGraph.text("NHWC"));
      Map<String, AttrValue> conv = new HashMap<>(valid);
      conv.put("strides", FrozenGraph.numbers(1L, 1L, 1L, 1L));
      conv.put("dilations", FrozenGraph.numbers(1L, 1L, 1L, 1L));
      Map<String, AttrValue> pool = new HashMap<>(valid);
      pool.put("strides", FrozenGraph.numbers(1L, 2L, 2L, 1L));
      pool.put("ksize", FrozenGraph.numbers(1L, 2L, 2L, 1L));
      FrozenGraph graph =
          new FrozenGraph()
              .input("input", -1, Networks.SIDE, Networks.SIDE, 1)
              .weight("w0", network.getParam("0_W").permute(2, 3, 1, 0))
              .weight("b0", Networks.bias(network, 0))
              .node("Conv2D", "z0", List.of("input", "w0"), conv)
              .node("BiasAdd", "a0", List.of("z0", "b0"), Map.of())
              .node("Relu", "conv", List.of("a0"), Map.of())
              .node("MaxPool", "pool", List.of("conv"), pool)
              .integers("flat_shape", -1, 36)
              .node("Reshape", "flat", List.of("pool", "flat_shape"), Map.of());
      product(graph, network, 2, "flat").node("Tanh", "dense", List.of("a2"), Map.of());
      product(graph, network, 3, "dense").node("Softmax", "output", List.of("a3"), Map.of());
      graph.write(file);
    }

    @Override
    SameDiff read(Path file) {
      return Importers.tensorflow(file);
    }

    @Override
    String logits() {
      return "a3";
    }

    @Override
    boolean hasGradients() {
      return false;
    }

    @Override
    DataSet data() {
      return Networks.data(0, Networks.SIDE, Networks.SIDE, 1);
    }
  },
  ONNX("ONNX, dense, as `Gemm` and `Add`", "first", "second", "output") {
    @Override
    MultiLayerNetwork network() {
      return Networks.dense();
    }

    @Override
    void write(MultiLayerNetwork network, Path file) throws IOException {
      OnnxFile onnx = new OnnxFile().input("input", -1, Networks.INPUTS);
      String[] functions = {"Tanh", "Relu"};
      String given = "input";
      for (int i = 0; i <= functions.length; i++) {
        onnx.weight("w" + i, network.getParam(i + "_W"))
            .weight("b" + i, Networks.bias(network, i))
            .node("Gemm", "z" + i, List.of(given, "w" + i), OnnxFile.product(0))
            .node("Add", "a" + i, List.of("z" + i, "b" + i));
        given = layers()[i];
        if (i < functions.length) {
          onnx.node(functions[i], given, List.of("a" + i));
        }
      }
      onnx.node("Softmax", "output", List.of("a2"), OnnxFile.number("axis", 1))
          .output("output", -1, Networks.CLASSES)
          .write(file);
    }

    @Override
    SameDiff read(Path file) {
      return Importers.onnx(file);
    }
  };

  private final String words;
  private final String[] layers;

  Imports(String words, String... layers) {
    this.words = words;
    this.layers = layers;
  }

  abstract MultiLayerNetwork network();

  abstract void write(MultiLayerNetwork network, Path file) throws IOException;

  abstract SameDiff read(Path file);

  String words() {
    return words;
  }

  String[] layers() {
    return layers.clone();
  }

  String logits() {
    return "a2";
  }

  /** Whether SameDiff can compute the gradients of what the import makes. */
  boolean hasGradients() {
    return true;
  }

  DataSet data() {
    return Networks.data(0, Networks.INPUTS);
  }

  private static FrozenGraph product(
      FrozenGraph graph, MultiLayerNetwork network, int layer, String given) {
    Map<String, AttrValue> plain =
        Map.of("transpose_a", FrozenGraph.flag(false), "transpose_b", FrozenGraph.flag(false));
    return graph
        .weight("w" + layer, network.getParam(layer + "_W"))
        .weight("b" + layer, Networks.bias(network, layer))
        .node("MatMul", "z" + layer, List.of(given, "w" + layer), plain)
        .node("BiasAdd", "a" + layer, List.of("z" + layer, "b" + layer), Map.of());
  }

  private static void writeTensorflow(MultiLayerNetwork network, Path file) throws IOException {
    FrozenGraph graph = new FrozenGraph().input("input", -1, Networks.INPUTS);
    product(graph, network, 0, "input").node("Tanh", "first", List.of("a0"), Map.of());
    product(graph, network, 1, "first").node("Relu", "second", List.of("a1"), Map.of());
    product(graph, network, 2, "second").node("Softmax", "output", List.of("a2"), Map.of());
    graph.write(file);
  }

  /** The graph of a file with the weights of a network, with labels and a loss to train it. */
  SameDiff graph(MultiLayerNetwork network) throws IOException {
    Path file = Files.createTempFile("network", ".pb");
    try {
      write(network, file);
      return trainable(read(file));
    } finally {
      Files.delete(file);
    }
  }

  private SameDiff trainable(SameDiff graph) {
    graph.setEagerMode(false); // importers leave it on, and a loss is computed as it is added
    graph.convertToVariables(
        graph.variables().stream()
            .filter(each -> each.getVariableType() == VariableType.CONSTANT)
            .filter(each -> each.dataType() == DataType.FLOAT)
            .toList());
    SDVariable labels = graph.placeHolder("label", DataType.FLOAT, -1, Networks.CLASSES);
    SDVariable loss =
        graph.loss().softmaxCrossEntropy("loss", labels, graph.getVariable(logits()), null);
    graph.setLossVariables(loss);
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Adam(0.01))
            .dataSetFeatureMapping("input")
            .dataSetLabelMapping("label")
            .build());
    return graph;
  }
}
