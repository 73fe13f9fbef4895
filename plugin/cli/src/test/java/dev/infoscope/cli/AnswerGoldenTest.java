// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that earlier versions printed, in a folder for each: who reads them reads today's. */
class AnswerGoldenTest {
  private static final Path ANSWERS = Path.of("src/test/resources/dev/infoscope/cli/answers");
  private static final String CURRENT = "0.1";

  @TempDir Path folder;

  private JsonNode answer(String measure) throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    double[] classes = random.ints(200, 0, 3).asDoubleStream().toArray();
    double[] layer =
        IntStream.range(0, 600).mapToDouble(i -> random.nextGaussian() + classes[i / 3]).toArray();
    Path labels = NpyFile.doubles(folder.resolve("y.npy"), 1, classes);
    Path first = NpyFile.doubles(folder.resolve("first.npy"), 3, layer);
    Path second = NpyFile.doubles(folder.resolve("second.npy"), 3, squared(layer));
    Object[] words = {"measure", measure, "--json", "--activations", first};
    Object[] more =
        measure.equals("flow")
            ? new Object[] {"--activations", second}
            : new Object[] {"--labels", labels};
    Shell.Outcome outcome = Shell.run(Readings.and(words, more));
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome.json();
  }

  private static double[] squared(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i] * values[i]).toArray();
  }

  /** Where a value is, and of which kind; elements of an array count as one. */
  private static Set<String> fields(JsonNode node, String path) {
    Set<String> found = new TreeSet<>();
    if (node.isArray()) {
      node.forEach(each -> found.addAll(fields(each, path + "[]")));
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> each : node.properties()) {
        found.addAll(fields(each.getValue(), path + "." + each.getKey()));
      }
    } else if (!node.isNull()) {
      found.add(path + ": " + node.getNodeType());
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"information-plane", "flow", "neurons"})
  void everyFieldOfEveryEarlierVersionIsThereAndFollowsTheSchema(String measure)
      throws IOException {
    JsonNode now = answer(measure);
    Path own = ANSWERS.resolve(CURRENT).resolve(measure + ".json");
    if (Boolean.getBoolean("infoscope.regenerate") && !Files.exists(own)) {
      Files.createDirectories(own.getParent());
      Files.writeString(own, now.toPrettyString().replace(folder + "/", "") + "\n");
    }
    List<Path> kept;
    try (Stream<Path> files = Files.walk(ANSWERS)) {
      kept = files.filter(file -> file.endsWith(measure + ".json")).sorted().toList();
    }
    assertThat(kept).contains(own);
    for (Path file : kept) {
      JsonNode earlier = new ObjectMapper().readTree(file.toFile());
      assertThat(fields(now, "")).as(file.toString()).containsAll(fields(earlier, ""));
      try (InputStream in = Infoscope.class.getResourceAsStream("answer.schema.json")) {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
        assertThat(schema.validate(earlier)).as(file.toString()).isEmpty();
      }
    }
  }
}
