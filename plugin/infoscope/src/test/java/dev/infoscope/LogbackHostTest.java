// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training with DL4J, the logger of its own choice, and what Infoscope brings along, and nothing
 * else: the logs of both appear.
 */
@Timeout(300)
class LogbackHostTest {
  private static final Path BUILT = Path.of("target");
  private static final String DL4J = "ScoreIterationListener";

  @TempDir private Path folder;

  /** What the host prints: what Infoscope brings comes first on its class path. */
  private List<String> run(List<String> logger) throws Exception {
    List<String> path = new ArrayList<>();
    path.add(hostAlone().toString());
    path.add(BUILT.resolve("classes").toString());
    path.addAll(files(Files.readString(BUILT.resolve("brought.txt")).strip()).toList());
    files(System.getProperty("java.class.path"))
        .filter(file -> !file.contains("slf4j") && !file.contains("test"))
        .forEach(path::add);
    path.addAll(logger);
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            String.join(File.pathSeparator, path),
            LogbackHost.class.getName());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectErrorStream(true).start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Stream<String> files(String path) {
    return Stream.of(path.split(File.pathSeparator));
  }

  /** Beside the other tests lies a logger. */
  private Path hostAlone() throws IOException {
    String name = LogbackHost.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    Files.copy(BUILT.resolve("test-classes").resolve(name), copy);
    return folder;
  }

  private static List<String> jars(String... names) throws IOException {
    try (Stream<Path> jars = Files.list(BUILT.resolve("logback"))) {
      return jars.map(Path::toString)
          .filter(jar -> Stream.of(names).anyMatch(jar::contains))
          .sorted()
          .toList();
    }
  }

  @Test
  void withLogbackForSlf4j1TheLogsOfDl4jAndInfoscopeAppear() throws Exception {
    List<String> jars = jars("logback-classic", "logback-core", "slf4j-api");
    assertThat(jars).hasSize(3);
    assertThat(run(jars))
        .contains("trained")
        .anyMatch(line -> line.contains("INFO") && line.contains(DL4J))
        .anyMatch(line -> line.contains("INFO dev.infoscope"))
        .noneMatch(line -> line.startsWith("Infoscope: "));
  }

  @Test
  void withoutALoggerOneLineSaysSo() throws Exception {
    List<String> told = run(jars("slf4j-api"));
    assertThat(told).contains("trained").noneMatch(line -> line.contains(DL4J));
    assertThat(told.stream().filter(line -> line.contains("holds no logger for SLF4J")))
        .singleElement()
        .asString()
        .startsWith("Infoscope: ");
  }
}
