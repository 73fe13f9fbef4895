// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What DL4J 1.0.0-M2.1 imports wrongly or not at all from ONNX, without Infoscope: a later version
 * that mends it makes these tests fail, and the docs want a change.
 */
class ImportLimitsTest {
  private static final INDArray INPUT = Nd4j.linspace(1, 2, 12, DataType.FLOAT).reshape(2, 6);
  private static final INDArray WEIGHTS = Nd4j.linspace(1, 3, 24, DataType.FLOAT).reshape(6, 4);
  private static final INDArray BIAS = Nd4j.linspace(5, 8, 4, DataType.FLOAT);

  @TempDir private Path folder;

  private SameDiff imported(OnnxFile onnx) throws IOException {
    Path file = folder.resolve("network.onnx");
    onnx.write(file);
    return Importers.onnx(file);
  }

  private static OnnxFile dense() {
    return new OnnxFile()
        .input("input", -1, 6)
        .output("output", -1, 4)
        .weight("w", WEIGHTS)
        .weight("b", BIAS);
  }

  private static INDArray output(SameDiff graph) {
    return graph.output(Map.of("input", INPUT), "output").get("output");
  }

  @Test
  void aMatMulComesOutAsZero() throws IOException {
    SameDiff graph = imported(dense().node("MatMul", "output", List.of("input", "w")));
    assertThat(Transforms.abs(output(graph)).maxNumber().doubleValue()).isZero();
    System.out.println("| ONNX, `MatMul` | imported, but gives 0 |");
  }

  @Test
  void aGemmLosesItsBias() throws IOException {
    SameDiff graph =
        imported(dense().node("Gemm", "output", List.of("input", "w", "b"), OnnxFile.product(1)));
    INDArray expected = INPUT.mmul(WEIGHTS).addiRowVector(BIAS);
    double error = Transforms.abs(expected.sub(output(graph))).maxNumber().doubleValue();
    assertThat(error).isGreaterThan(1);
    System.out.println("| ONNX, `Gemm` with a bias | imported, but its values are wrong |");
  }

  @Test
  void aConvolutionBeforeAnActivationIsNotImported() {
    AttributeProto[] plain = {
      OnnxFile.numbers("kernel_shape", 3L, 3L),
      OnnxFile.numbers("strides", 1L, 1L),
      OnnxFile.numbers("pads", 0L, 0L, 0L, 0L),
      OnnxFile.numbers("dilations", 1L, 1L),
      OnnxFile.number("group", 1)
    };
    OnnxFile onnx =
        new OnnxFile()
            .input("input", -1, 1, 8, 8)
            .output("output", -1, 4, 6, 6)
            .weight("w", Nd4j.ones(DataType.FLOAT, 4, 1, 3, 3))
            .weight("b", Nd4j.ones(DataType.FLOAT, 4))
            .node("Conv", "z", List.of("input", "w", "b"), plain)
            .node("Relu", "output", List.of("z"));
    assertThatThrownBy(() -> imported(onnx))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("INDArray.data()\" is null");
    System.out.println("| ONNX, `Conv` before `Relu` | not imported: NullPointerException |");
  }
}
