// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.measure.Measure;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReportEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Follows the page that says how to add a measure, step by step. */
@Timeout(120)
class NewMeasureTest {
  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent().getParent();
  private static final Pattern FILE =
      Pattern.compile("<!-- file: (\\S+) -->\\s+```java\\n(.*?)```", Pattern.DOTALL);

  private final MultiLayerNetwork network = network();
  private final DataSet data = Examples.flat(120, 3);
  private String page;

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().name("first").nIn(Networks.INPUTS).nOut(8).build())
                .layer(new DenseLayer.Builder().name("second").nOut(5).build())
                .layer(
                    new OutputLayer.Builder()
                        .name("output")
                        .nOut(Networks.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.feedForward(Networks.INPUTS))
                .build());
    network.init();
    return network;
  }

  @BeforeEach
  void readThePage() throws IOException {
    page = Files.readString(HOUSE.resolve("src/site/new-measure.md"));
  }

  @Test
  void theCodeOfThePageMeasuresWhatItSays(@TempDir Path folder) throws Exception {
    Path history = folder.resolve("run.jsonl");
    try (URLClassLoader compiled = compiled(folder);
        Infoscope scope =
            Infoscope.builder()
                .probe(data)
                .measure(measure(compiled))
                .history(history)
                .serve(0)
                .synchronous()
                .build()) {
      scope.sample(network, 1);
      assertThat(scraped(scope.uri().orElseThrow()))
          .anyMatch(line -> line.startsWith("# HELP infoscope_layer_zeros_ratio Share of act"))
          .anyMatch(line -> line.matches("infoscope_layer_zeros_ratio\\{.*layer=\"second\".*"));
      assertThat(heads(scope.uri().orElseThrow())).contains("infoscope.layer.zeros");
    }
    ReportEntry entry = History.read(history).get(0);
    assertThat(entry.readings())
        .filteredOn(reading -> reading.metric().equals("infoscope.layer.zeros"))
        .hasSize(3)
        .element(1)
        .satisfies(
            second ->
                assertThat(second.value())
                    .isCloseTo(zeros("second"), within(1e-9))
                    .isBetween(0.05, 0.95));
  }

  /** Of a layer of ReLUs: counted on the network itself. */
  private double zeros(String layer) {
    int index = network.getLayerNames().indexOf(layer);
    INDArray values = network.feedForwardToLayer(index, data.getFeatures(), false).get(index + 1);
    return 1 - values.neq(0).castTo(values.dataType()).sumNumber().doubleValue() / values.length();
  }

  @Test
  void filesAndTestsThatThePageNamesExist() throws IOException {
    List<String> files =
        found(Pattern.compile("`((?:src|plugin|dashboards)/[A-Za-z0-9_./-]+)`"), page);
    assertThat(files).hasSizeGreaterThan(4).allMatch(file -> Files.exists(HOUSE.resolve(file)));
    List<String> tests = found(Pattern.compile("`([A-Z][A-Za-z]+Test)`"), page);
    assertThat(tests).isNotEmpty();
    for (String test : tests) {
      try (var all = Files.walk(HOUSE)) {
        assertThat(all.anyMatch(file -> file.endsWith(test + ".java"))).as(test).isTrue();
      }
    }
  }

  private URLClassLoader compiled(Path folder) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-d", folder.resolve("classes").toString(), "-proc:none"));
    String ours = System.getProperty("surefire.test.class.path");
    arguments.addAll(List.of("-cp", ours == null ? System.getProperty("java.class.path") : ours));
    FILE.matcher(page).results().forEach(each -> arguments.add(written(folder, each)));
    assertThat(arguments).hasSizeGreaterThan(6);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).isZero();
    URL[] classes = {folder.resolve("classes").toUri().toURL()};
    return new URLClassLoader(classes, NewMeasureTest.class.getClassLoader());
  }

  private static String written(Path folder, MatchResult block) {
    try {
      Path file = folder.resolve("sources").resolve(block.group(1));
      Files.createDirectories(file.getParent());
      return Files.writeString(file, block.group(2)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Measure measure(ClassLoader compiled) throws ReflectiveOperationException {
    Class<?> found = compiled.loadClass("com.example.zeros.Zeros");
    return (Measure) found.getConstructor().newInstance();
  }

  private static List<String> scraped(URI page) throws IOException {
    try (InputStream in = page.resolve("/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** What the page is told first: which series there are. */
  private static String heads(URI page) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                page.resolve("/events").toURL().openStream(), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> line.contains("infoscope.layer.zeros")).findFirst().get();
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(each -> each.group(1)).distinct().toList();
  }
}
