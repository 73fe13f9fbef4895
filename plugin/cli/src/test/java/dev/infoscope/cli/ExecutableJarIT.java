// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.infoscope.ShadedJar;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is handed out, started as a user starts it. */
class ExecutableJarIT {
  private static final String JAR = "target/infoscope.jar";

  @TempDir Path folder;

  @Test
  void startsAndSaysItsVersion() throws Exception {
    assertThat(java(List.of(), "--version")).isZero();
    assertThat(output()).matches("infoscope \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(errors()).isEmpty();
  }

  @Test
  void theScriptBesideItStartsItThroughALinkFromAnyFolder() throws Exception {
    Path script = Path.of("target/infoscope").toAbsolutePath();
    Path link = Files.createSymbolicLink(folder.resolve("infoscope"), script);
    ProcessBuilder builder = new ProcessBuilder(link.toString(), "measure", "--help");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("INFOSCOPE_OPTS", "-Xmx200m -XX:TieredStopAtLevel=1");
    builder.directory(folder.toFile()).redirectOutput(folder.resolve("out").toFile());
    assertThat(builder.redirectError(folder.resolve("err").toFile()).start().waitFor()).isZero();
    Files.delete(link);
    assertThat(output()).startsWith("Usage: infoscope measure");
    assertThat(errors()).isEmpty();
  }

  /** By a shell, as this test may run without a locale itself. */
  @Test
  void theScriptReadsFilesOfAnyNameWhereNoLocaleIsSet() throws Exception {
    Path program =
        Files.writeString(
            folder.resolve("odd-names.sh"),
            """
            odd=$1/$(printf '\\303\\274')
            mkdir "$odd"
            printf '0.1\\n0.9\\n' >"$odd/T.csv"
            printf '0\\n1\\n' >"$odd/y.csv"
            "$2" measure information-plane --activations "$odd/T.csv" --labels "$odd/y.csv" || exit
            rm -r "$odd"
            """);
    String script = Path.of("target/infoscope").toAbsolutePath().toString();
    ProcessBuilder builder =
        new ProcessBuilder("sh", program.toString(), folder.toString(), script);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    assertThat(builder.start().waitFor()).as(errors()).isZero();
    assertThat(output()).contains("T ");
  }

  @Test
  void measuresText() throws Exception {
    Path layer = Files.writeString(folder.resolve("T.csv"), "0.1\n0.9\n0.1\n0.9\n");
    Path labels = Files.writeString(folder.resolve("y.csv"), "0\n1\n0\n1\n");
    assertThat(plane(List.of(), layer, labels)).isZero();
    JsonNode readings = new ObjectMapper().readTree(output()).get("readings");
    assertThat(Readings.value(readings, "infoscope.information.label", "T", "binned")).isEqualTo(1);
    assertThat(errors()).isEmpty();
  }

  @Test
  void everyJarItNamesStandsBesideItForOnePlatformOnly() throws Exception {
    try (JarFile jar = new JarFile(JAR)) {
      String[] named =
          jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH).split(" ");
      assertThat(named).anyMatch(name -> name.startsWith("lib/deeplearning4j-nn-"));
      assertThat(named).allSatisfy(name -> assertThat(Path.of("target", name)).isRegularFile());
      assertThat(named).filteredOn(name -> name.matches("lib/nd4j-native-[0-9].*")).hasSize(2);
    }
  }

  /** Whatever jar of the class path has its classes in this one. */
  @Test
  void licencesOfEverythingItHoldsAreInIt() throws Exception {
    try (JarFile jar = new JarFile(JAR)) {
      String thirdParty = ShadedJar.text(jar, "META-INF/THIRD-PARTY.txt");
      List<String> held = ShadedJar.held(jar);
      assertThat(held).hasSizeGreaterThan(15);
      assertThat(thirdParty.lines().map(line -> line.replaceFirst(".*:", ""))).containsAll(held);
      assertThat(thirdParty)
          .contains("Permission is hereby granted", "BSD 2-Clause", "Copyright 2008 Google Inc.");
      assertThat(ShadedJar.text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
      assertThat(ShadedJar.text(jar, "META-INF/NOTICE")).contains("Apache Commons", "Jackson");
    }
  }

  @Test
  void commandsWithoutANetworkLoadNothingOfDl4j() throws Exception {
    Path layer = Files.writeString(folder.resolve("T.csv"), "0.1\n0.9\n0.1\n0.9\n");
    Path labels = Files.writeString(folder.resolve("y.csv"), "0\n1\n0\n1\n");
    Path loaded = folder.resolve("loaded.txt");
    assertThat(plane(List.of("-Xlog:class+load:file=" + loaded), layer, labels)).isZero();
    assertThat(Files.readString(loaded))
        .contains("dev.infoscope.measure.plane")
        .doesNotContain("org.nd4j", "org.deeplearning4j", "org.bytedeco");
  }

  @Test
  void badInputGivesOneLineAndStatusTwo() throws Exception {
    assertThat(plane(List.of(), folder.resolve("none.npy"), folder.resolve("y.npy"))).isEqualTo(2);
    assertThat(output()).isEmpty();
    assertThat(errors().lines()).hasSize(1);
  }

  @Test
  @Tag("large")
  void twoGigabytesAreMeasuredWithinOneOfHeap() throws Exception {
    int rows = 1 << 21;
    Path layer =
        sparse("T.npy", "'<f4'", String.format(Locale.ROOT, "(%d, 256)", rows), 1024L * rows);
    Path labels = sparse("y.npy", "'|i1'", String.format(Locale.ROOT, "(%d,)", rows), rows);
    assertThat(plane(List.of("-Xmx1g"), layer, labels)).as(errors()).isZero();
    JsonNode json = new ObjectMapper().readTree(output());
    assertThat(json.at("/diagnostics/layers/T/estimators/binned/samples").asInt()).isEqualTo(rows);
    assertThat(json.at("/readings/0/flags").toString()).contains("constant");
  }

  /** A file of zeros that takes no room on most file systems. */
  private Path sparse(String name, String descr, String shape, long bytes) throws IOException {
    String header = NpyFile.header(descr, "False", shape);
    Path file = NpyFile.write(folder.resolve(name), 1, header, new byte[0]);
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(content.length() + bytes);
    }
    return file;
  }

  private int plane(List<String> options, Path layer, Path labels) throws Exception {
    return java(
        options,
        "measure",
        "information-plane",
        "--activations",
        layer.toString(),
        "--labels",
        labels.toString(),
        "--json");
  }

  private int java(List<String> options, String... arguments) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-jar", JAR));
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start()
        .waitFor();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String errors() throws IOException {
    return Files.exists(folder.resolve("err")) ? Files.readString(folder.resolve("err")) : "";
  }
}
