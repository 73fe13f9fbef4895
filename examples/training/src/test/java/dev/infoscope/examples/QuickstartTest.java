// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The quickstart as a process of its own, with nobody at its input. */
@Timeout(300)
class QuickstartTest {
  private static List<String> run(String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xlog:class+load=info:stdout",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Examples.class.getName());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  private static int first(List<String> lines, String part) {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line with " + part));
  }

  @Test
  void itSpeaksBeforeDl4jIsLoadedAndEndsWhereTheInputIsClosed() throws Exception {
    List<String> lines = run("quickstart", "--epochs", "2", "--port", "0");
    int loaded = first(lines, "org.nd4j.linalg.factory.Nd4j source:");
    assertThat(first(lines, "A tanh network learns a rule on twelve bits, 2 epochs"))
        .isLessThan(loaded);
    assertThat(first(lines, "the page stays at http://127.0.0.1:")).isGreaterThan(loaded);
    assertThat(first(lines, "standard input is closed, so it ends now"))
        .isGreaterThan(first(lines, "snapshots analysed in"));
  }
}
