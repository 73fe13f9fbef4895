// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
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
    assertThat(MarkedMethod.of("Demo.java", source, "Tried").stream().map(SafetyTableTest::row))
        .containsExactly(
            "FILES: one thing: Demo.first",
            "NAMES: another | thing: Demo.second",
            "TRAINING: a third: Demo$Inner.fourth");
  }

  private static List<String> marked() throws IOException {
    return MarkedMethod.all("Tried").stream().map(SafetyTableTest::row).toList();
  }

  private static String row(MarkedMethod marked) {
    String area = marked.argument("area").replaceFirst(".*[.]", "");
    return area + ": " + marked.argument("value") + ": " + marked.name();
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
