// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.protobuf.ByteString;
import org.tensorflow.framework.AttrValue;
import org.tensorflow.framework.DataType;
import org.tensorflow.framework.GraphDef;
import org.tensorflow.framework.NodeDef;
import org.tensorflow.framework.TensorProto;
import org.tensorflow.framework.TensorShapeProto;

/** Writes a frozen graph of TensorFlow, node by node. */
final class FrozenGraph {
  private final GraphDef.Builder graph = GraphDef.newBuilder();

  private static AttrValue type() {
    return AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
  }

  private static TensorShapeProto shape(long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return shape.build();
  }

  static AttrValue flag(boolean value) {
    return AttrValue.newBuilder().setB(value).build();
  }

  static AttrValue text(String value) {
    return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
  }

  static AttrValue numbers(Long... values) {
    return AttrValue.newBuilder()
        .setList(AttrValue.ListValue.newBuilder().addAllI(List.of(values)))
        .build();
  }

  FrozenGraph input(String name, long... sizes) {
    graph.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Placeholder")
            .putAttr("dtype", type())
            .putAttr("shape", AttrValue.newBuilder().setShape(shape(sizes)).build()));
    return this;
  }

  FrozenGraph weight(String name, INDArray values) {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) values.length() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values.dup('c').data().asFloat()) {
      bytes.putFloat(value);
    }
    return constant(name, DataType.DT_FLOAT, bytes, values.shape());
  }

  FrozenGraph integers(String name, int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return constant(name, DataType.DT_INT32, bytes, values.length);
  }

  private FrozenGraph constant(String name, DataType type, ByteBuffer bytes, long... sizes) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(type)
            .setTensorShape(shape(sizes))
            .setTensorContent(ByteString.copyFrom(bytes.array()))
            .build();
    graph.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Const")
            .putAttr("dtype", AttrValue.newBuilder().setType(type).build())
            .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build()));
    return this;
  }

  FrozenGraph node(
      String operation, String name, List<String> inputs, Map<String, AttrValue> more) {
    graph.addNode(
        NodeDef.newBuilder()
            .setOp(operation)
            .setName(name)
            .addAllInput(inputs)
            .putAttr("T", type())
            .putAllAttr(more));
    return this;
  }

  void write(Path file) throws IOException {
    Files.write(file, graph.build().toByteArray());
  }
}
