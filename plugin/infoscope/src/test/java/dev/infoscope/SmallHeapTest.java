// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host with a heap of 64 MB never runs out of it for Infoscope's sake. */
@Timeout(300)
class SmallHeapTest {
  private static List<String> run(int width, String way, String... limits) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(limits));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SmallHeap.class.getName(), String.valueOf(width), way));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"listener", "attach"})
  @Tried(
      value = "a network whose snapshot does not fit into a heap of 64 MB is watched",
      area = Area.RESOURCES)
  void whatDoesNotFitIsRefusedAndTrainingGoesOn(String way) throws Exception {
    List<String> told = run(1000, way);
    assertThat(told).contains("iterations 40", "host out of memory false", "reports 0");
    assertThat(told)
        .anyMatch(
            line ->
                way.equals("attach")
                    ? line.matches("refusal a snapshot needs about \\d+ MB of the heap.*")
                    : line.contains("attach=1"));
  }

  @Test
  @Tried(
      value = "a network whose copies do not fit into the limit of JavaCPP is watched",
      area = Area.RESOURCES)
  void copiesBeyondTheLimitOutsideTheHeapAreRefusedWithFigures() throws Exception {
    List<String> told =
        run(
            1800,
            "attach",
            "-Dorg.bytedeco.javacpp.maxbytes=20m",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=8g");
    assertThat(told)
        .contains("iterations 40", "host out of memory false", "reports 0")
        .anyMatch(
            line ->
                line.matches(
                    "refusal copies of the network's parameters need about 2[56] MB outside the"
                        + " heap, of which \\d+ MB are free \\(limit of JavaCPP.*"));
  }

  @Test
  @Tried(value = "a network that fits into a heap of 64 MB is watched", area = Area.RESOURCES)
  void whatFitsIsWatched() throws Exception {
    List<String> told = run(100, "attach");
    assertThat(told)
        .contains("iterations 40", "host out of memory false", "refusal none")
        .doesNotContain("reports 0");
  }
}
