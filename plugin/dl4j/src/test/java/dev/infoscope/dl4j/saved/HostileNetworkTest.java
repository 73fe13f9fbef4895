// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** Saved networks that somebody made in order to harm whoever reads them. */
class HostileNetworkTest {
  private static final String JSON = "configuration.json";
  private static final String NUMBERS = "coefficients.bin";
  private static final String TANH = "org.nd4j.linalg.activations.impl.ActivationTanH";

  @TempDir Path folder;
  private ZipParts good;

  @BeforeEach
  void save() throws IOException {
    good = ZipParts.of(network(DataType.FLOAT));
    Flags.RUN.set(0);
  }

  private static MultiLayerNetwork network(DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(type)
                .updater(new Adam(0.1))
                .list(
                    new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(3)
                        .weightInit(new NormalDistribution(0, 1))
                        .activation(new ActivationTanH())
                        .build(),
                    new OutputLayer.Builder().nIn(3).nOut(2).build())
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("in")
                .addLayer("hidden", new DenseLayer.Builder().nIn(4).nOut(3).build(), "in")
                .addLayer("out", new OutputLayer.Builder().nIn(3).nOut(2).build(), "hidden")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private Model read(AllowedClasses allowed) throws IOException {
    return SavedNetwork.of(good.write(folder.resolve("net.zip")), allowed).restore();
  }

  private void refused(String... said) {
    assertThatThrownBy(() -> read(AllowedClasses.ofLibraries()))
        .isInstanceOf(SavedNetworkException.class)
        .message()
        .contains(said)
        .hasLineCount(1)
        .hasSizeLessThan(400);
    assertThat(Flags.RUN).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessor.bin", "normalizer.bin", "updaterState.bin", "other.bin"})
  @Tried(value = "a zip with a serialised object that runs code", area = Area.FILES)
  void noEntryIsDeserialised(String name) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Gadget());
    }
    good.put(name, bytes.toByteArray());
    assertThat(read(AllowedClasses.ofLibraries()).params())
        .isEqualTo(network(DataType.FLOAT).params());
    assertThat(Flags.RUN).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.infoscope.dl4j.saved.NamedGadget",
        "dev.infoscope.dl4j.saved.NamedActivation",
        "java.util.ArrayList<dev.infoscope.dl4j.saved.NamedGadget>",
        "org.nd4j.linalg.X<dev.infoscope.dl4j.saved.NamedGadget>",
        "[Ldev.infoscope.dl4j.saved.NamedGadget;",
        "org.nd4j.shade.jackson.databind.ObjectMapper",
        "org.nd4j./../dev.infoscope.dl4j.saved.NamedGadget",
        "javax.swing.JEditorPane",
        ""
      })
  @Tried(value = "a configuration that names a class which runs code", area = Area.FILES)
  void noClassIsLoadedThatIsNotAllowed(String name) {
    good.json(json -> json.replace(TANH, name));
    refused("names class " + name);
  }

  @Test
  @Tried(value = "a class named twice, the second time an allowed one", area = Area.FILES)
  void aKeyMayBeThereOnce() {
    good.json(
        json ->
            json.replace(
                "\"@class\" : \"" + TANH + "\"",
                "\"@class\":\"dev.infoscope.dl4j.saved.NamedGadget\",\"@class\":\"" + TANH + "\""));
    assertThat(new String(good.get(JSON), StandardCharsets.UTF_8)).contains("NamedGadget");
    refused("");
  }

  @Test
  @Tried(value = "a class named by the key that distributions use", area = Area.FILES)
  void theOtherKeyOfClassesIsCheckedToo() {
    String named = NormalDistribution.class.getName();
    assertThat(new String(good.get(JSON), StandardCharsets.UTF_8)).contains(named);
    good.json(json -> json.replace(named, "dev.infoscope.dl4j.saved.NamedGadget"));
    refused("names class dev.infoscope.dl4j.saved.NamedGadget");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "X-UTF-32BE-BOM"})
  @Tried(
      value = "a configuration in another encoding, to be read twice differently",
      area = Area.FILES)
  void anotherEncodingIsNoJson(String encoding) throws IOException {
    String text = new String(good.get(JSON), StandardCharsets.UTF_8);
    good.put(JSON, text.replace(TANH, NamedGadget.class.getName()).getBytes(encoding));
    refused("configuration.json is no JSON");
  }

  @Test
  void aClassOfOnesOwnIsReadWhenItIsAllowed() throws IOException {
    String own = "dev.infoscope.dl4j.saved.NamedActivation";
    good.json(json -> json.replace(TANH, own));
    Model model = read(AllowedClasses.ofLibraries().and(List.of(own)));
    assertThat(((DenseLayer) ((MultiLayerNetwork) model).getLayer(0).conf().getLayer()))
        .extracting(DenseLayer::getActivationFn)
        .isInstanceOf(NamedActivation.class);
    assertThatThrownBy(() -> AllowedClasses.ofLibraries().and(List.of("a b")))
        .hasMessage("class (a b) must be a full name");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"nin\" : 4', '\"nin\" : 1000000000'",
    "'\"nin\" : 4', '\"nin\" : 18446744073709551617'",
    "'\"nin\" : 4', '\"nin\" : 4611686018427387905'",
    "'\"nin\" : 4', '\"nin\" : 9223372036854775807'",
    "'\"nin\" : 4', '\"nin\" : -4'",
    "'\"nin\" : 4', '\"nin\" : 5'",
    "'\"nin\" : 4', '\"nin\" : 200000000'",
    "'\"nout\" : 3', '\"nout\" : 268435456'",
  })
  @Tried(value = "a configuration of layers larger than any memory", area = Area.RESOURCES)
  void sizesThatTheParametersDoNotFillAreRefused(String was, String is) {
    good.json(json -> json.replace(was, is));
    assertThat(new String(good.get(JSON), StandardCharsets.UTF_8)).contains(is);
    refused("");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tried(value = "a network of 1e18 parameters, without parameters", area = Area.RESOURCES)
  void aHugeNetworkWithoutParametersIsRefusedBeforeItIsMade(boolean marked) {
    good.json(
        json ->
            json.replace("\"nin\" : 4", "\"nin\" : 250000000")
                .replace("\"nout\" : 3", "\"nout\" : 250000000"));
    good.put(NUMBERS, new byte[0]);
    if (marked) {
      good.put("noParams.marker", new byte[0]);
    }
    refused("the configuration needs 62500", "coefficients.bin has 0 bytes");
  }

  /** Offsets: 18 bytes MIXED_DATA_TYPES, a length, 6 bytes LONG, 6 longs of shape, and again. */
  @ParameterizedTest
  @CsvSource({
    "18, 9223372036854775807",
    "18, -1",
    "18, 4294967295",
    "18, 0",
    "18, 5",
    "18, 8",
    "32, 33",
    "32, -1",
    "32, 0",
    "32, 9223372036854775807",
    "32, 2",
    "40, 0",
    "40, 2",
    "40, 4611686018427387904",
    "40, 22",
    "40, 24",
    "40, 5000000000",
    "40, -23",
    "98, 9223372036854775807",
    "98, -1",
    "98, 5000000000",
    "98, 22",
    "98, 24",
    "98, 0"
  })
  @Tried(value = "a length in the parameters that is far beyond the file", area = Area.RESOURCES)
  void lengthsAreCheckedBeforeMemoryIsTaken(int at, long length) {
    byte[] numbers = good.get(NUMBERS).clone();
    assertThat(ByteBuffer.wrap(numbers).getLong(18)).isEqualTo(6);
    assertThat(ByteBuffer.wrap(numbers).getLong(98)).isEqualTo(23);
    ByteBuffer.wrap(numbers).putLong(at, length);
    good.put(NUMBERS, numbers);
    refused("coefficients.bin");
  }

  @Test
  @Tried(value = "parameters cut off at every byte", area = Area.FILES)
  void parametersThatAreCutOffAreRefused() {
    byte[] numbers = good.get(NUMBERS);
    for (int length = 0; length < numbers.length; length += 3) {
      good.put(NUMBERS, Arrays.copyOf(numbers, length));
      refused("coefficients.bin");
    }
    good.put(NUMBERS, Arrays.copyOf(numbers, numbers.length + 4));
    refused("coefficients.bin");
  }

  @Test
  @Tried(value = "a configuration of 300 MB of blanks in a zip of 300 kB", area = Area.RESOURCES)
  void aBombIsRefused() {
    byte[] blanks = new byte[300 << 20];
    Arrays.fill(blanks, (byte) ' ');
    good.put(JSON, blanks);
    refused("configuration.json: unpacks from", "more than 100 times");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 100_000})
  @Tried(value = "a configuration of 100,000 levels", area = Area.RESOURCES)
  void aDeepConfigurationIsRefused(int levels) {
    good.put(JSON, ("{\"confs\":" + "[".repeat(levels)).getBytes(StandardCharsets.UTF_8));
    refused("more than 200 levels deep");
  }

  @Test
  @Tried(value = "a number of a million digits", area = Area.RESOURCES)
  void aLongNumberIsRefused() {
    good.json(json -> json.replace("\"nin\" : 4", "\"nin\" : " + "9".repeat(1_000_000)));
    refused("a number has 1000000 digits");
  }

  @Test
  @Tried(value = "a zip with two configurations", area = Area.FILES)
  void anEntryMayBeThereOnce() throws IOException {
    good.put("configuration.jsoX", "{\"confs\":[]}".getBytes(StandardCharsets.UTF_8));
    Path file = good.write(folder.resolve("twice.zip"));
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(file, bytes.replace("jsoX", "json"), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> SavedNetwork.of(file, AllowedClasses.ofLibraries()))
        .hasMessage("holds configuration.json twice");
  }

  @Test
  @Tried(value = "entries that would be called so elsewhere", area = Area.FILES)
  void onlyEntriesAtTheTopCount() throws IOException {
    byte[] json = good.get(JSON);
    good.remove(JSON).put("x/configuration.json", json).put("../configuration.json", json);
    refused("no configuration.json in it");
    ZipParts many = ZipParts.of(network(DataType.FLOAT));
    for (int i = 0; i < 2000; i++) {
      many.put("file" + i, new byte[0]);
    }
    good = many;
    refused("holds 2003 entries, of which at most 1000 are read");
  }

  @Test
  @Tried(value = "one bit of the parameters turned over", area = Area.FILES)
  void parametersThatAreNotThoseThatWereSavedAreRefused() throws IOException {
    Path file = good.write(folder.resolve("flipped.zip"));
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(NUMBERS) + NUMBERS.length() + 90; // among the compressed numbers
    bytes[at] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> SavedNetwork.of(file, AllowedClasses.ofLibraries()).restore())
        .isInstanceOf(SavedNetworkException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"stride\" : [ 2, 2 ]', '\"stride\" : [ 0, 2 ]', stride (0) must be >= 1",
    "'\"kernelSize\" : [ 2, 2 ]', '\"kernelSize\" : [ 2, -2 ]', kernelSize (-2) must be >= 1",
    "'\"dilation\" : [ 1, 1 ]', '\"dilation\" : [ 0, 0 ]', dilation (0) must be >= 1",
    "'\"padding\" : [ 0, 0 ]', '\"padding\" : [ -9, 0 ]', padding (-9) must be >= 0"
  })
  @Tried(value = "a stride of 0, by which native code divides", area = Area.FILES)
  void whatWouldEndTheProcessInNativeCodeIsRefused(String was, String is, String said)
      throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
                .layer(new OutputLayer.Builder().nOut(2).build())
                .setInputType(InputType.convolutional(4, 4, 1))
                .build());
    network.init();
    good = ZipParts.of(network);
    good.json(json -> json.replace(was, is));
    refused(said);
  }

  @Test
  void aSameDiffGraphIsRefusedByName() {
    good.remove(JSON).put("samediff.fb", new byte[8]);
    refused("is a SameDiff graph, which is not read");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE", "HALF"})
  void parametersOfEveryTypeComeBackToTheBit(DataType type) throws IOException {
    MultiLayerNetwork network = network(type);
    good = ZipParts.of(network);
    Model model = read(AllowedClasses.ofLibraries());
    assertThat(model.params().dataType()).isEqualTo(type);
    assertThat(model.params()).isEqualTo(network.params());
    assertThat(model.params().shape()).isEqualTo(network.params().shape());
  }

  @Test
  void aGraphComesBack() throws IOException {
    ComputationGraph graph = graph();
    good = ZipParts.of(graph);
    Model model = read(AllowedClasses.ofLibraries());
    assertThat(model).isInstanceOf(ComputationGraph.class);
    assertThat(model.params()).isEqualTo(graph.params());
  }
}
