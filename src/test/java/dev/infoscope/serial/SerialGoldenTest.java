// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.infoscope.discrete.Accumulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forms of version 1 that every later version must read. The file was written by {@code mvn -q
 * -Phack -pl src test -Dtest=SerialGoldenTest -Dinfoscope.regenerate=true}; while version 1 is
 * written, it must stay as it is, and never change after that.
 */
class SerialGoldenTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/infoscope/serial/version-1.txt");
  private static final Path PAGE = Path.of("src/site/serial-form.md");
  private static final HexFormat HEX = HexFormat.of();

  static Stream<String> names() {
    return SerialStates.ALL.keySet().stream();
  }

  private static Path path(Path ofProject) {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("src") ? here.resolveSibling(ofProject) : here.resolve(ofProject);
  }

  private static Map<String, byte[]> golden() throws IOException {
    Map<String, byte[]> golden = new LinkedHashMap<>();
    for (String line : Files.readAllLines(path(GOLDEN))) {
      String[] words = line.split(" ");
      golden.put(words[0], HEX.parseHex(words[1]));
    }
    return golden;
  }

  @Test
  void theFileHoldsAllStates() throws IOException {
    if (Boolean.getBoolean("infoscope.regenerate")) {
      List<String> lines = new ArrayList<>();
      SerialStates.ALL.forEach(
          (name, state) -> lines.add(name + " " + HEX.formatHex(state.make().toBytes())));
      Files.createDirectories(path(GOLDEN).getParent());
      Files.write(path(GOLDEN), lines);
    }
    assertThat(golden().keySet()).containsExactlyElementsOf(SerialStates.ALL.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void formsOfVersion1AreRead(String name) throws IOException {
    SerialStates.State<?> state = SerialStates.ALL.get(name);
    Accumulator<?, ?> read = state.read().apply(golden().get(name));
    Accumulator<?, ?> made = state.make();
    assertThat(read.snapshot()).isEqualTo(made.snapshot());
    assertThat(read.samples()).isEqualTo(made.samples()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("names")
  void version1IsWrittenAsEver(String name) throws IOException {
    byte[] written = SerialStates.ALL.get(name).make().toBytes();
    assertThat(HEX.formatHex(written)).isEqualTo(HEX.formatHex(golden().get(name)));
  }

  /** A program in another language that knows the page and not Infoscope. */
  @Test
  void anotherProgramWritesTheSameForms() throws Exception {
    String script = path(GOLDEN).resolveSibling("writer.py").toString();
    Process python;
    try {
      python = new ProcessBuilder("python3", script).redirectErrorStream(true).start();
    } catch (IOException none) {
      assertThat(Boolean.getBoolean("infoscope.required")).as("python3 is missing").isFalse();
      assumeTrue(false, "python3 is missing");
      return;
    }
    List<String> lines;
    try (BufferedReader out = python.inputReader()) {
      lines = out.lines().toList();
    }
    assertThat(python.waitFor()).as(String.join("\n", lines)).isZero();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(10);
    assertThat(Files.readAllLines(path(GOLDEN))).containsAll(lines);
  }

  @Test
  void theExampleOfThePageIsWhatIsWritten() throws IOException {
    String page = Files.readString(path(PAGE));
    String table = page.substring(page.indexOf("## Example"));
    Matcher bytes = Pattern.compile("(?m)^\\| `([0-9a-f ]+)` \\|").matcher(table);
    StringBuilder example = new StringBuilder();
    while (bytes.find()) {
      example.append(bytes.group(1).replace(" ", ""));
    }
    assertThat(example.toString())
        .isEqualTo(HEX.formatHex(SerialStates.exampleOfThePage().toBytes()));
  }
}
