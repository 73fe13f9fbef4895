// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes an ONNX file, node by node. */
final class OnnxFile {
  private static final int OPERATORS = 13;
  private static final int IR = 7;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");

  OnnxFile input(String name, long... shape) {
    graph.addInput(value(name, shape));
    return this;
  }

  OnnxFile output(String name, long... shape) {
    graph.addOutput(value(name, shape));
    return this;
  }

  private static ValueInfoProto value(String name, long... shape) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (long size : shape) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      sizes.addDim(size < 0 ? dimension.setDimParam("N") : dimension.setDimValue(size));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(sizes);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  OnnxFile weight(String name, INDArray values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    for (long size : values.shape()) {
      tensor.addDims(size);
    }
    for (float value : values.dup('c').data().asFloat()) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return this;
  }

  OnnxFile node(String operation, String output, List<String> inputs, AttributeProto... more) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operation)
            .setName(output + "_node")
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(Arrays.asList(more)));
    return this;
  }

  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setI(value)
        .setType(AttributeProto.AttributeType.INT)
        .build();
  }

  static AttributeProto number(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setF(value)
        .setType(AttributeProto.AttributeType.FLOAT)
        .build();
  }

  /** Attributes of a Gemm that multiplies, and adds its third input so many times. */
  static AttributeProto[] product(float beta) {
    return new AttributeProto[] {
      number("alpha", 1f), number("beta", beta), number("transA", 0), number("transB", 0)
    };
  }

  static AttributeProto numbers(String name, Long... values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .addAllInts(List.of(values))
        .setType(AttributeProto.AttributeType.INTS)
        .build();
  }

  void write(Path file) throws IOException {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(IR)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
            .setGraph(graph)
            .build();
    Files.write(file, model.toByteArray());
  }
}
