// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.infoscope.numeric.Stable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Marks, documentation and the comparison with a release name the same packages. */
class StablePackagesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

  private static List<String> marked() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.infoscope")
            .stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith(Stable.class))
            .map(type -> type.getPackageName())
            .distinct()
            .sorted()
            .toList();
  }

  private static List<String> named(String file, String line, String name) throws IOException {
    String text = Files.readString(ROOT.resolve(file));
    return Pattern.compile(line)
        .matcher(text)
        .results()
        .flatMap(found -> Pattern.compile(name).matcher(found.group()).results())
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void theDocumentationNamesThem() throws IOException {
    assertThat(
            named(
                "src/site/compatibility.md",
                "\\| packages marked[^|]+\\|",
                "`(dev\\.infoscope[^`]*)`"))
        .hasSizeGreaterThan(1)
        .isEqualTo(marked());
  }

  @Test
  void theyAreComparedWithARelease() throws IOException {
    assertThat(named("pom.xml", "<include>dev\\.infoscope[\\w.]*</include>", ">([^<]+)<"))
        .isEqualTo(marked());
  }
}
