// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.TestRequirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the checks in dashboards/check, where they are installed; what they say goes to target/. */
public final class NodeCheck {
  private NodeCheck() {}

  /**
   * Runs a script and expects it to succeed.
   *
   * @param script in dashboards/check
   * @param arguments of the script
   * @return what it printed
   */
  public static String run(String script, String... arguments) {
    Path folder = RepositoryRoot.path("dashboards", "check");
    TestRequirement.path(folder.resolve("node_modules"), "run npm ci in " + folder);
    List<String> command = new ArrayList<>(List.of(TestRequirement.program("node"), script));
    command.addAll(List.of(arguments));
    return run(folder, command, Path.of("target", script + ".txt"));
  }

  private static String run(Path folder, List<String> command, Path report) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(report, output);
      assertThat(process.waitFor()).as("%s says%n%s", command, output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
