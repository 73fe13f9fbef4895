// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * DL4J lacks methods that Infoscope calls: their names are damaged in copies of its classes, which
 * come first on the class path of a process of its own.
 */
@Timeout(300)
class OtherDl4jTest {
  private static final String IDENTITIES = " identical true";

  @TempDir private Path folder;

  private void rename(String type, String method) throws IOException {
    String file = type + ".class";
    try (InputStream stream = getClass().getClassLoader().getResourceAsStream(file)) {
      String text = new String(stream.readAllBytes(), ISO_8859_1); // a character for each byte
      assertThat(text).contains(method);
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      String other = method.substring(0, method.length() - 1) + "_";
      Files.writeString(copy, text.replace(method, other), ISO_8859_1);
    }
  }

  private List<String> run() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            folder + File.pathSeparator + System.getProperty("java.class.path"),
            OtherDl4jHost.class.getName());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @Tried(
      value = "a DL4J that lacks methods of gradients, weights and SameDiff graphs",
      area = Area.TRAINING)
  void aPartThatCallsWhatIsMissingIsOffAndNamed() throws IOException {
    rename("org/deeplearning4j/util/TimeSeriesUtils", "getFormatFromRnnLayer");
    rename("org/nd4j/linalg/activations/impl/ActivationGELU", "isPrecise");
    rename("org/deeplearning4j/nn/conf/layers/SubsamplingLayer", "setCnn2dDataFormat");
    List<String> told = run();
    assertThat(told)
        .contains("network" + IDENTITIES, "network reports 3")
        .contains("graph" + IDENTITIES, "graph reports 0")
        .anyMatch(
            line ->
                line.startsWith("network skips all layers (conductance): DL4J 1.0.0-M2.1 on")
                    && line.endsWith("TimeSeriesUtils.getFormatFromRnnLayer(Layer)"))
        .anyMatch(
            line ->
                line.startsWith("network skips all layers (weights): ")
                    && line.endsWith("ActivationGELU.isPrecise()"))
        .anyMatch(
            line ->
                line.startsWith("refused ")
                    && line.contains("SubsamplingLayer.setCnn2dDataFormat(CNN2DFormat)"))
        .anyMatch(
            line ->
                line.startsWith("log INFO Infoscope watches run network ")
                    && line.contains("; switched off all layers (conductance): DL4J 1.0.0-M2.1 on")
                    && line.contains("; all layers (weights): DL4J"))
        .contains("network reads infoscope_information_input_bits")
        .noneMatch(line -> line.startsWith("network reads infoscope_causal"));
  }

  @Test
  @Tried(value = "a DL4J that lacks a method that every snapshot needs", area = Area.TRAINING)
  void whereNothingCanBeWatchedTrainingGoesOnAndTheLogSaysWhy() throws IOException {
    rename("org/deeplearning4j/nn/conf/layers/objdetect/Yolo2OutputLayer", "getFormat");
    List<String> told = run();
    assertThat(told)
        .contains("network" + IDENTITIES, "network reports 0")
        .contains("graph" + IDENTITIES, "graph reports 0")
        .anyMatch(
            line -> line.startsWith("log WARN") && line.contains("Yolo2OutputLayer.getFormat()"));
  }
}
