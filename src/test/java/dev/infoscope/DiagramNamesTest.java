// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The diagrams in package descriptions name classes that are there. */
class DiagramNamesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern DIAGRAM = Pattern.compile("(?s)<pre>(.*?)</pre>");
  private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]+\\w*\\b");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w+)");

  /** What diagrams name of others. */
  private static final Set<String> OTHERS =
      Set.of("ComputationGraph", "Java", "MeterRegistry", "MultiLayerNetwork", "NaN", "Prometheus");

  @Test
  void everyClassOfADiagramExists() throws IOException {
    Set<String> types = new HashSet<>(OTHERS);
    List<Path> packages = new ArrayList<>();
    for (Path file : sources()) {
      TYPE.matcher(Files.readString(file)).results().forEach(hit -> types.add(hit.group(1)));
      if (file.endsWith("package-info.java")) {
        packages.add(file);
      }
    }
    Set<String> named = new HashSet<>();
    Set<String> unknown = new HashSet<>();
    for (Path file : packages) {
      for (String name : names(Files.readString(file))) {
        named.add(name);
        if (!types.contains(name)) {
          unknown.add(ROOT.relativize(file) + ": " + name);
        }
      }
    }
    assertThat(named).as("names in diagrams").hasSizeGreaterThan(100);
    assertThat(unknown).as("names of no class").isEmpty();
  }

  private static List<String> names(String description) {
    return DIAGRAM
        .matcher(description)
        .results()
        .flatMap(diagram -> NAME.matcher(diagram.group(1)).results())
        .map(name -> name.group())
        .toList();
  }

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : List.of("src/main", "plugin", "dashboards/src", "examples")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
      }
    }
    return found;
  }
}
