// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static dev.infoscope.cli.Shell.refused;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a layer: status 2 and one line that says what and where. */
class CausalBadInputTest {
  @TempDir Path folder;
  private Path good;

  @BeforeEach
  void writeGoodWeights() throws IOException {
    good = csv("W.csv", "1,2\n3,4\n5,6\n");
  }

  private Path csv(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Shell.Outcome causal(Path weights, Object... more) {
    Stream<Object> arguments = Stream.of("measure", "causal", "--weights", weights);
    return Shell.run(Stream.concat(arguments, Stream.of(more)).toArray());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void badWeightsAreRefused(String content, String said) throws IOException {
    refused(causal(csv("bad.csv", content), "--activation", "tanh"), "bad.csv", said);
  }

  static Stream<Arguments> badWeightsAreRefused() {
    return Stream.of(
        arguments("", "is empty"),
        arguments("1,2\n3,nan\n", "NaN at row 2, column 2"),
        arguments("1,inf\n3,4\n", "Infinity at row 1, column 2"),
        arguments("1,2\n3\n", "row 2 has 1 columns, the first line 2"),
        arguments("1,2\n3,x\n", "row 2, column 2: 'x' is no number"));
  }

  @Test
  void weightsOfAConvolutionAreRefusedWithTheMatrixThatTheyAre() throws IOException {
    byte[] numbers = NpyFile.bytes(ByteOrder.LITTLE_ENDIAN, new double[6 * 27]);
    Path kernel = NpyFile.write(folder.resolve("W4.npy"), "'<f8'", "(6, 3, 3, 3)", numbers);
    refused(
        causal(kernel, "--activation", "tanh"),
        "W4.npy: shape [6 x 3 x 3 x 3] is no matrix",
        "W.reshape(6, 27).T",
        "W.reshape(54, 3)");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void badBiasesAreRefused(String content, String said) throws IOException {
    Path bias = csv("b.csv", content);
    refused(causal(good, "--activation", "tanh", "--bias", bias), "b.csv", said);
  }

  static Stream<Arguments> badBiasesAreRefused() {
    return Stream.of(
        arguments("1\n2\n3\n", "bias of shape [3 x 1] does not go with the weights in"),
        arguments("1\n", "shape [3 x 2]: one number per column is needed"),
        arguments("1,2\n3,4\n", "bias of shape [2 x 2]"),
        arguments("1\nnan\n", "NaN at row 2, column 1"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void badOptionsAreRefused(String option, String value, String said) {
    refused(causal(good, "--activation", "tanh", option, value), option, said);
  }

  static Stream<Arguments> badOptionsAreRefused() {
    return Stream.of(
        arguments("--bins", "1", "--bins (1) must be >= 2"),
        arguments("--bins", "many", "'many' is not an int"),
        arguments("--overflow", "wrap", "'wrap' is not one of clamp, drop"),
        arguments("--samples", "0", "--samples (0) must be >= 1"),
        arguments("--input-range", "1:1", "'1:1' is not low:high with finite low < high"),
        arguments("--input-range", "2:1", "'2:1' is not low:high"),
        arguments("--output-range", "0:nan", "'0:nan' is not low:high"),
        arguments("--output-range", "0", "'0' is not low:high"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void unknownActivationsAreRefused(String name, String said) {
    refused(causal(good, "--activation", name), "--activation", said);
  }

  static Stream<Arguments> unknownActivationsAreRefused() {
    return Stream.of(
        arguments("softmax", "activation (softmax) must be one of sigmoid, tanh, relu"),
        arguments("leakyrelu:2", "slope (2.0) must be from 0 to 1"),
        arguments("leakyrelu:x", "parameter (x) of activation leakyrelu must be a number"),
        arguments("elu:-1", "alpha (-1.0) must be finite and > 0"),
        arguments("tanh:2", "must be leakyrelu, elu or swish to have a parameter"));
  }

  private Shell.Outcome block(Path second, Object... more) {
    Stream<Object> layers =
        Stream.of("--activation", "tanh", "--weights", second, "--activation", "tanh");
    return causal(good, Stream.concat(layers, Stream.of(more)).toArray());
  }

  @Test
  void layersThatDoNotFollowEachOtherAreRefusedWithBothShapes() {
    refused(
        block(good),
        "weights of shape [3 x 2] cannot follow those in",
        "W.csv, shape [3 x 2]: one row per column there is needed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatABlockCannotDoIsRefused(String said, String[] options) throws IOException {
    refused(block(csv("V.csv", "1,2,3\n4,5,6\n"), (Object[]) options), said);
  }

  static Stream<Arguments> whatABlockCannotDoIsRefused() {
    return Stream.of(
        arguments("--joint (true) must be false for a block", new String[] {"--joint"}),
        arguments("--overflow (drop) must be clamp", new String[] {"--overflow", "drop"}),
        arguments("--bins (128) must be <= 127", new String[] {"--bins", "128"}));
  }

  @Test
  void aFurtherLayerNeedsItsOwnActivation() {
    refused(causal(good, "--activation", "tanh", "--weights", good), "--activation");
  }

  @Test
  void whatIsMissingIsNamed() {
    refused(Shell.run("measure", "causal", "--activation", "tanh"), "--weights");
    refused(causal(good), "--activation");
    refused(causal(folder.resolve("none.npy"), "--activation", "tanh"), "no such file");
  }
}
