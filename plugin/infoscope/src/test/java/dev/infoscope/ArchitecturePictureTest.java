// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture and the page of the architecture say what the sources say. */
class ArchitecturePictureTest {
  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent().getParent();
  private static final Path SITE = HOUSE.resolve("src/site");
  private static final Map<String, String> MODULES =
      new TreeMap<>(
          Map.of(
              "core", "src",
              "dl4j", "plugin/dl4j",
              "publish", "plugin/publish",
              "dashboards", "dashboards",
              "infoscope", "plugin/infoscope",
              "cli", "plugin/cli",
              "spark", "plugin/spark"));
  private static final Pattern PACKAGE =
      Pattern.compile("^package ([a-z0-9.]+);", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(dev\\.infoscope[a-z0-9.]*)\\.[A-Z]", Pattern.MULTILINE);

  @Test
  void thePictureShowsEveryPackageAndNoOther() throws IOException {
    assertThat(drawn("data-package")).isEqualTo(packages().keySet());
  }

  @Test
  void anArrowIsDrawnWhereAModuleUsesAnother() throws IOException {
    Map<String, String> packages = packages();
    Set<String> uses = new TreeSet<>();
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      for (Path file : sources(module.getValue())) {
        found(IMPORT, Files.readString(file))
            .map(packages::get)
            .filter(other -> other != null && !other.equals(module.getKey()))
            .forEach(other -> uses.add(module.getKey() + " " + other));
      }
    }
    assertThat(drawn("data-uses")).isEqualTo(uses);
  }

  @Test
  void packagesOfTheCoreUseOnlyThoseDrawnBelowThem() throws IOException {
    List<String> order =
        found(Pattern.compile("data-package=\"dev\\.infoscope\\.([a-z]+)\""), picture())
            .filter(name -> Files.isDirectory(HOUSE.resolve("src/main/java/dev/infoscope/" + name)))
            .toList();
    assertThat(order).startsWith("monitor").endsWith("numeric");
    for (Path file : sources("src")) {
      String text = Files.readString(file);
      int own = order.indexOf(found(PACKAGE, text).findFirst().orElseThrow().split("\\.")[2]);
      assertThat(found(IMPORT, text).map(name -> order.indexOf(name.split("\\.")[2])))
          .as("what %s imports", HOUSE.relativize(file))
          .allMatch(other -> other >= own);
    }
  }

  @Test
  void everyClassThatThePageNamesExists() throws IOException {
    Set<String> classes =
        MODULES.values().stream()
            .flatMap(module -> sources(module).stream())
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    List<String> named =
        found(
                Pattern.compile("`([A-Z][A-Za-z0-9]+)[.`(]"),
                Files.readString(SITE.resolve("architecture.md")))
            .toList();
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(classes).containsAll(named);
  }

  private static Map<String, String> packages() throws IOException {
    Map<String, String> packages = new TreeMap<>();
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      for (Path file : sources(module.getValue())) {
        found(PACKAGE, Files.readString(file)).forEach(name -> packages.put(name, module.getKey()));
      }
    }
    return packages;
  }

  private static List<Path> sources(String module) {
    Path root = HOUSE.resolve(module.equals("src") ? "." : module).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> drawn(String attribute) throws IOException {
    return found(Pattern.compile(attribute + "=\"([^\"]+)\""), picture())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String picture() throws IOException {
    return Files.readString(SITE.resolve("images/architecture.svg"));
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult each) -> each.group(1));
  }
}
