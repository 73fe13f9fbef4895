// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static dev.infoscope.cli.Shell.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.cli.Shell;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.MultiNormalizerHybrid;
import org.nd4j.linalg.dataset.api.preprocessor.MultiNormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.MultiNormalizerStandardize;
import org.nd4j.linalg.dataset.api.preprocessor.Normalizer;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.VGG16ImagePreProcessor;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A normaliser in the zip; case 09-normalizer-in-zip. */
class NormalizerCommandTest {
  @TempDir Path folder;
  private Path model;
  private final Path raw = given("raw.csv");
  private final Path scaled = given("scaled.csv");
  private final Path labels = given("lab.csv");

  private static Path given(String name) {
    try {
      return Path.of(Objects.requireNonNull(Shell.class.getResource("normalizer/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void copyModel() throws IOException {
    model = Files.copy(given("norm.zip"), folder.resolve("norm.zip"));
  }

  private Shell.Outcome conductance(Path probe, Object... more) {
    Object[] command = {
      "measure", "conductance", "--model", model, "--probe", probe, "--labels", labels
    };
    return Shell.run(Stream.of(command, more).flatMap(Arrays::stream).toArray());
  }

  private Shell.Outcome ablate(Path probe, Path test, Object... more) {
    Object[] command = {
      "ablate",
      "--model",
      model,
      "--probe",
      probe,
      "--labels",
      labels,
      "--test",
      test,
      "--test-labels",
      labels
    };
    return Shell.run(Stream.of(command, more).flatMap(Arrays::stream).toArray());
  }

  /** I(T;Y) of the activations of the output layer. */
  private static double information(Shell.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.err()).isZero();
    double last = Double.NaN;
    for (JsonNode reading : outcome.json().get("readings")) {
      if (reading.get("metric").asText().equals("infoscope.information.label")
          && reading.at("/labels/signal").asText().equals("activation")
          && reading.at("/labels/estimator").asText().equals("pairwise")) {
        last = reading.get("value").asDouble();
      }
    }
    return last;
  }

  private static double accuracy(Shell.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.err()).isZero();
    JsonNode layer = outcome.json().get("diagnostics").elements().next();
    return layer.get("curves").get("random, mean").get(0).asDouble();
  }

  private static String state(Shell.Outcome outcome) {
    return outcome.json().at("/parameters/normalizer").asText();
  }

  @Test
  void rawFeaturesAreNormalisedAsInTraining() {
    Shell.Outcome outcome = conductance(raw, "--json");
    assertThat(information(outcome)).isCloseTo(0.958, within(0.0005));
    assertThat(state(outcome)).isEqualTo("applied: STANDARDIZE");
    Shell.Outcome ablated = ablate(raw, raw, "--json");
    assertThat(accuracy(ablated)).isEqualTo(1);
    assertThat(state(ablated)).isEqualTo("applied: STANDARDIZE");
    assertThat(ablate(raw, raw).out())
        .startsWith("features normalised as in training, by the STANDARDIZE in the zip");
    assertThat(conductance(raw).out()).startsWith("features normalised as in training");
  }

  @Test
  void theUserMayRefuse() {
    Shell.Outcome outcome = conductance(raw, "--no-normalizer", "--json");
    assertThat(information(outcome)).isCloseTo(0.107, within(0.0005));
    assertThat(state(outcome)).isEqualTo("refused");
    assertThat(accuracy(ablate(raw, raw, "--no-normalizer", "--json"))).isEqualTo(0.48);
  }

  @Test
  void normalisedFeaturesAreToldAndNotNormalisedTwice() {
    Shell.Outcome outcome = conductance(scaled, "--json");
    assertThat(information(outcome)).isCloseTo(0.958, within(0.0005));
    assertThat(state(outcome)).isEqualTo("not applied, seems so already: STANDARDIZE");
    assertThat(conductance(scaled).out()).startsWith("features seem to be normalised already");
    assertThat(information(conductance(scaled, "--no-normalizer", "--json")))
        .isEqualTo(information(outcome));
    Shell.Outcome twice = conductance(scaled, "--normalizer", "--json");
    assertThat(information(twice)).isLessThan(0.9);
    assertThat(state(twice)).isEqualTo("applied: STANDARDIZE");
  }

  @Test
  void twoScalesInOneCommandAreRefused() {
    refused(ablate(raw, scaled), "scaled.csv", "seems to be normalised already", "raw.csv is not");
    refused(ablate(scaled, raw), "raw.csv", "is not normalised already", "scaled.csv seems to be");
  }

  @Test
  void aNormaliserThatIsNotThereCannotBeAskedFor() throws IOException {
    replace(null);
    refused(conductance(raw, "--normalizer"), "norm.zip", "has no normaliser");
    assertThat(state(conductance(scaled, "--json"))).isEqualTo("none");
    assertThat(conductance(scaled).out()).startsWith("Conductance plane");
  }

  private void replace(byte[] content) throws IOException {
    URI zip = URI.create("jar:" + model.toUri());
    try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of())) {
      Path entry = inside.getPath("normalizer.bin");
      Files.deleteIfExists(entry);
      if (content != null) {
        Files.write(entry, content);
      }
    }
  }

  private static byte[] written(Normalizer<?> normalizer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NormalizerSerializer.getDefault().write(normalizer, bytes);
    return bytes.toByteArray();
  }

  private static INDArray table(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    double[][] rows = new double[lines.size()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] =
          Arrays.stream(lines.get(row).split(",")).mapToDouble(Double::parseDouble).toArray();
    }
    return Nd4j.createFromArray(rows);
  }

  private Path csv(String name, INDArray values) throws IOException {
    String text =
        Arrays.stream(values.toDoubleMatrix())
            .map(
                row ->
                    Arrays.stream(row).mapToObj(String::valueOf).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve(name), text);
  }

  /** What a normaliser of ND4J makes of raw features, given as they are, reads the same. */
  private void assertAppliedAsByNd4j(Normalizer<?> normalizer, INDArray byNd4j, String kind)
      throws IOException {
    replace(written(normalizer));
    Path made = csv("made.csv", byNd4j);
    double expected = information(conductance(made, "--no-normalizer", "--json"));
    Shell.Outcome outcome = conductance(raw, "--normalizer", "--json");
    assertThat(state(outcome)).isEqualTo("applied: " + kind);
    assertThat(information(outcome)).isEqualTo(expected);
    assertThat(expected).isPositive();
  }

  @Test
  void rangesArePutWhereNd4jPutsThem() throws IOException {
    NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler(-1, 3);
    scaler.fitLabel(true);
    INDArray features = table(raw);
    INDArray targets = Nd4j.arange(features.size(0)).reshape(features.size(0), 1);
    scaler.fit(new org.nd4j.linalg.dataset.DataSet(features, targets));
    INDArray made = features.dup();
    scaler.transform(made);
    assertAppliedAsByNd4j(scaler, made, "MIN_MAX");
    assertThat(conductance(raw).out()).contains("labels were normalised in training too");
    assertThat(state(conductance(folder.resolve("made.csv"), "--json")))
        .isEqualTo("not applied, seems so already: MIN_MAX");
  }

  @Test
  void normalisersOfOneInputAmongManyKindsAreRead() throws IOException {
    INDArray features = table(raw);
    MultiDataSet data = new MultiDataSet(features.dup(), Nd4j.zeros(features.size(0), 1));
    MultiNormalizerStandardize standard = new MultiNormalizerStandardize();
    standard.fit(data);
    MultiDataSet made = new MultiDataSet(features.dup(), Nd4j.zeros(features.size(0), 1));
    standard.transform(made);
    assertAppliedAsByNd4j(standard, made.getFeatures(0), "MULTI_STANDARDIZE");
    MultiNormalizerMinMaxScaler range = new MultiNormalizerMinMaxScaler(0, 1);
    range.fit(data);
    made = new MultiDataSet(features.dup(), Nd4j.zeros(features.size(0), 1));
    range.transform(made);
    assertAppliedAsByNd4j(range, made.getFeatures(0), "MULTI_MIN_MAX");
  }

  @Test
  void pixelsAreScaled() throws IOException {
    ImagePreProcessingScaler scaler = new ImagePreProcessingScaler(-1, 1, 11);
    INDArray made = table(raw);
    scaler.transform(made);
    assertAppliedAsByNd4j(scaler, made, "IMAGE_MIN_MAX");
  }

  /** Images of three channels of 2 x 2 pixels; the mean of VGG16's images is taken off each. */
  @Test
  void theMeanOfVgg16IsTakenOffEachChannel() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(2, 2)
                        .nOut(3)
                        .activation(Activation.SIGMOID)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(2, 2, 3))
                .build());
    network.init();
    ModelSerializer.writeModel(network, model.toFile(), false);
    VGG16ImagePreProcessor scaler = new VGG16ImagePreProcessor();
    replace(header("IMAGE_VGG16")); // no state; ND4J writes none of its own
    INDArray pixels = pixels();
    INDArray byNd4j = pixels.dup();
    scaler.preProcess(new org.nd4j.linalg.dataset.DataSet(byNd4j, null));
    assertThat(byNd4j.getDouble(0, 0, 0, 0))
        .isCloseTo(pixels.getDouble(0, 0, 0, 0) - 103.939, within(1e-4));
    Path given = csv("pixels.csv", pixels.reshape(-1, 12));
    Path made = csv("made.csv", byNd4j.reshape(-1, 12));
    Shell.Outcome outcome = conductance(given, "--normalizer", "--shape", "3,2,2", "--json");
    assertThat(state(outcome)).isEqualTo("applied: IMAGE_VGG16");
    assertThat(information(outcome))
        .isCloseTo(information(images(made)), within(1e-6)) // the table holds rounded pixels
        .isPositive()
        .isNotCloseTo(information(images(given)), within(1e-6));
  }

  private Shell.Outcome images(Path probe) {
    return conductance(probe, "--no-normalizer", "--shape", "3,2,2", "--json");
  }

  private INDArray pixels() throws IOException {
    Random random = new Random(8);
    int rows = (int) table(raw).size(0);
    INDArray pixels = Nd4j.create(DataType.FLOAT, rows, 3, 2, 2);
    for (long i = 0; i < pixels.length(); i++) {
      pixels.putScalar(i, random.nextInt(256));
    }
    return pixels;
  }

  @Test
  void whatIsNotReadIsRefusedByName() throws IOException {
    MultiDataSet data = new MultiDataSet(table(raw), Nd4j.zeros(table(raw).size(0), 1));
    MultiNormalizerHybrid hybrid = new MultiNormalizerHybrid().standardizeAllInputs();
    hybrid.fit(data);
    replace(written(hybrid));
    refused(conductance(raw), "norm.zip", "normaliser 'MULTI_HYBRID' is not read");
    assertThat(conductance(raw, "--no-normalizer").status()).isZero();
    replace(header("CUSTOM", "com.example.Own"));
    refused(conductance(raw), "the normaliser of 'com.example.Own' is not read", "--no-normalizer");
    MultiNormalizerStandardize two = new MultiNormalizerStandardize();
    INDArray x = table(raw);
    two.fit(new MultiDataSet(new INDArray[] {x, x}, new INDArray[] {x}));
    replace(written(two));
    refused(conductance(raw), "norm.zip", "a normaliser of 2 inputs is not read");
  }

  private static byte[] header(String... words) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("NORMALIZER");
    out.writeInt(1);
    for (String word : words) {
      out.writeUTF(word);
    }
    return bytes.toByteArray();
  }

  @Test
  void aDamagedNormaliserIsRefused() throws IOException {
    replace(new byte[] {1, 2, 3});
    refused(conductance(raw), "normalizer.bin: is damaged, it ends too early");
    replace(header("STANDARDIZE"));
    refused(conductance(raw), "normalizer.bin: is damaged, it ends too early");
    byte[] whole = written(fitted());
    for (int length = 20; length < whole.length; length += 13) {
      replace(Arrays.copyOf(whole, length));
      refused(conductance(raw), "normalizer.bin: is damaged");
    }
  }

  private static NormalizerMinMaxScaler fitted() throws IOException {
    NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler();
    scaler.fit(new org.nd4j.linalg.dataset.DataSet(table(given("raw.csv")), Nd4j.zeros(1, 1)));
    return scaler;
  }

  @Test
  void aNormaliserOfOtherFeaturesIsRefused() throws IOException {
    NormalizerMinMaxScaler three = new NormalizerMinMaxScaler();
    INDArray some = Nd4j.rand(5, 3);
    three.fit(new org.nd4j.linalg.dataset.DataSet(some, some));
    replace(written(three));
    refused(conductance(raw), "raw.csv", "has 4 columns, the normaliser of the network 3");
  }

  @Test
  void replayNormalisesTheProbeAndWantsOneNormaliser() throws IOException {
    Path nets = Files.createDirectory(folder.resolve("nets"));
    Files.copy(model, nets.resolve("net_1.zip"));
    Object[] command = {
      "replay",
      "--checkpoints",
      nets,
      "--probe",
      raw,
      "--labels",
      labels,
      "--epochs",
      "names",
      "--without",
      "conductance,causal,flow,neurons,relay,drift",
      "--out"
    };
    Shell.Outcome one =
        Shell.run(
            Stream.of(command, new Object[] {folder.resolve("a.jsonl")})
                .flatMap(Arrays::stream)
                .toArray());
    assertThat(one.status()).as(one.err()).isZero();
    assertThat(one.out()).startsWith("features normalised as in training");
    replace(written(fitted()));
    Files.copy(model, nets.resolve("net_2.zip"));
    Shell.Outcome two =
        Shell.run(
            Stream.of(command, new Object[] {folder.resolve("b.jsonl")})
                .flatMap(Arrays::stream)
                .toArray());
    refused(two, "net_2.zip", "has another normaliser");
  }
}
