// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The description of the image, as far as it can be judged without an engine that builds it. */
class ImageFileIT {
  private static final Path BUILT = Path.of("target"); // the folder that `docker build` is given

  private static List<String> lines(String instruction) throws IOException {
    return Files.readAllLines(Path.of("Dockerfile")).stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1))
        .toList();
  }

  /** What {@code COPY} puts where, as paths in the image. */
  private static List<String> copied() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String line : lines("COPY")) {
      String[] words = line.split(" ");
      String to = words[words.length - 1];
      for (String from : List.of(words).subList(0, words.length - 1)) {
        assertThat(BUILT.resolve(from)).exists();
        paths.add(to.endsWith("/") ? to + from : to);
      }
    }
    return paths;
  }

  @Test
  void holdsWhatTheBuildMadeAndStartsIt() throws IOException {
    assertThat(copied())
        .contains("/opt/infoscope/lib", "/opt/infoscope/infoscope.jar")
        .containsAll(lines("RUN"));
    assertThat(lines("ENTRYPOINT")).containsExactly("[\"/opt/infoscope/infoscope\"]");
    assertThat(copied()).contains("/opt/infoscope/infoscope");
  }

  @Test
  void doesNotRunAsRoot() throws IOException {
    assertThat(lines("USER")).containsExactly("65532:65532");
  }
}
