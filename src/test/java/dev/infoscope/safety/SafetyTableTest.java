// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed table of what was tried names each marked test of all modules, and no other. */
class SafetyTableTest {
  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();

  @Test
  void theTableNamesEachTestThatTriesToHarmTheHost() throws IOException {
    assertThat(rows(Files.readAllLines(HOUSE.resolve("src/site/safety.md"))))
        .as("sh src/site/safety.sh run writes the table anew")
        .containsExactlyInAnyOrderElementsOf(marked());
  }

  @Test
  void severalFormsOfTheMarkAreRead() {
    String source =
        """
        class Demo {
          @Test @Tried(value = "one " + "thing", area = Tried.Area.FILES) void first() {}
          @Tried(area = NAMES, value = "another | thing") @Test void second() {}
          @Test void third() {}
          static class Inner { @Tried(value = "a third", area = Area.TRAINING) void fourth() {} }
        }
        """;
    assertThat(TriedSource.of("Demo.java", source))
        .containsExactly(
            "FILES: one thing: Demo.first",
            "NAMES: another | thing: Demo.second",
            "TRAINING: a third: Demo$Inner.fourth");
  }

  private static List<String> marked() throws IOException {
    List<String> marked = new ArrayList<>();
    for (Path file : testSources()) {
      String source = Files.readString(file);
      if (source.contains("@Tried(") && !file.endsWith("SafetyTableTest.java")) {
        marked.addAll(TriedSource.of(file.toString(), source));
      }
    }
    return marked;
  }

  /** Of all modules; what is generated or belongs to somebody else is not looked into. */
  private static List<Path> testSources() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : List.of("src", "plugin", "examples")) {
      try (Stream<Path> found = Files.walk(HOUSE.resolve(module))) {
        found.filter(SafetyTableTest::isTestSource).forEach(files::add);
      }
    }
    return files;
  }

  private static boolean isTestSource(Path file) {
    return file.toString().matches(".*/(test|browser-test)/java/.*[.]java");
  }

  private static TreeSet<String> rows(List<String> lines) {
    TreeSet<String> rows = new TreeSet<>();
    String area = "";
    for (String line : lines) {
      if (line.startsWith("## ")) {
        area = line.substring(3).toUpperCase(Locale.ROOT);
      } else if (line.matches("[|] .*`.*` [|] \\d+ [|] \\d+ [|]")) {
        String[] cells = line.split("(?<!\\\\)[|]");
        String what = cells[1].strip().replace("\\|", "|");
        rows.add(area + ": " + what + ": " + cells[2].strip().replace("`", ""));
      }
    }
    return rows;
  }
}
