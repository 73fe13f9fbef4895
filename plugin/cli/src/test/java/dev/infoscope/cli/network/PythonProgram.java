// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the test resources in Python, in a folder that takes it and what it prints. */
record PythonProgram(String script, Path folder) {
  private static final String PYTHON = "/usr/bin/python3"; // that of Debian's packages

  /** Leaves the test out where a module is not there; NumPy may be required. */
  PythonProgram needs(String module) throws IOException, InterruptedException {
    if (end(List.of("-c", "import " + module)) != 0) {
      String missing = PYTHON + " with " + module + " is not there";
      if (module.equals("numpy") && Boolean.getBoolean("infoscope.required")) {
        fail(missing);
      }
      abort(missing);
    }
    return this;
  }

  /** Runs it; the callbacks of the documentation can be imported from its last argument. */
  void run(Object... arguments) throws IOException, InterruptedException {
    Path program = folder.resolve(script);
    try (InputStream in = PythonProgram.class.getResourceAsStream(script)) {
      Files.write(program, in.readAllBytes());
    }
    List<String> words = new ArrayList<>(List.of(program.toString()));
    for (Object each : arguments) {
      words.add(each.toString());
    }
    words.add(callbacks().toString());
    int status = end(words);
    assertThat(status).as(Files.readString(log())).isZero();
  }

  private Path log() {
    return folder.resolve("python.log");
  }

  private int end(List<String> words) throws InterruptedException {
    try {
      return builder(words).redirectOutput(log().toFile()).start().waitFor();
    } catch (IOException e) {
      return -1; // there is no Python
    }
  }

  /** A process with one stream of output, which leaves no compiled code behind. */
  static ProcessBuilder builder(List<String> words) {
    List<String> all = new ArrayList<>(List.of(PYTHON));
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder;
  }

  /** Folder of the callbacks that the documentation shows. */
  static Path callbacks() {
    Path place = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(place.resolve("examples/frameworks"))) {
      place = place.getParent();
    }
    return place.resolve("examples/frameworks");
  }
}
