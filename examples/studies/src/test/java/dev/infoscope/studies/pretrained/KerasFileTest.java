// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.studies.Printed;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whole models in HDF5. The files were written by tiny_keras.py beside them, which lays them out as
 * Keras 2 does and printed what the network puts out, computed there with NumPy.
 */
class KerasFileTest {
  @TempDir Path folder;

  private static Path file(String name) throws URISyntaxException {
    var place = Objects.requireNonNull(KerasFileTest.class.getResource(name + ".h5"));
    return Path.of(place.toURI());
  }

  @ParameterizedTest
  @CsvSource({
    "tiny-sequential, 0.48236476, 0.31437654, 0.20325871",
    "tiny-functional, 0.29896559, 0.26653753, 0.43449689"
  })
  void anImportedNetworkPutsOutWhatKerasWould(String name, double a, double b, double c)
      throws URISyntaxException {
    Model model = OpenedNetwork.of(file(name));
    assertThat(OpenedNetwork.layout(model)).isEqualTo(Pixels.Layout.NHWC);
    INDArray image = Nd4j.linspace(DataType.FLOAT, 0, 1.0 / 191, 192).reshape(1, 8, 8, 3);
    INDArray output =
        model instanceof MultiLayerNetwork network
            ? network.output(image)
            : ((ComputationGraph) model).outputSingle(image);
    assertThat(output.dup('c').data().asDouble())
        .usingComparatorWithPrecision(1e-5)
        .containsExactly(a, b, c);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-sequential", "tiny-functional"})
  void aLayerOfCodeIsRefusedByName(String name) throws Exception {
    String bytes = Files.readString(file(name), StandardCharsets.ISO_8859_1);
    Path changed = folder.resolve("lambda.h5");
    Files.writeString(
        changed,
        bytes.replaceFirst("(\"class_name\": ?)\"Conv2D\"", "$1\"Lambda\""),
        StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> OpenedNetwork.of(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a layer of class Lambda, which holds code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-sequential", "tiny-functional"})
  void bothPlanesAreReadOfAFileOfKeras(String name) throws Exception {
    Path images = folder.resolve("images");
    SyntheticImages.write(images, 12, 8);
    Printed printed =
        Printed.by(
            "pretrained",
            "--network",
            file(name).toString(),
            "--images",
            images.toString(),
            "--shape",
            "3,8,8",
            "--steps",
            "4",
            "--batch",
            "6",
            "--state",
            folder.resolve("state").toString());
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out())
        .doesNotContain("no conductance")
        .containsPattern("out +activation +3 ")
        .containsPattern(
            name.equals("tiny-functional") ? "stem +conductance +4 " : "conv +conductance +4 ");
  }
}
