// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Main code stays in pieces that can be read at once, or says why not. */
class SourceSizeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final int MOST_LINES = 400;
  private static final int MANY_FILES = 25;
  private static final long MOST_PICTURE_BYTES = 4_000_000;

  @Test
  void noFileIsTooLong() throws IOException {
    List<Path> files = sources().filter(Files::isRegularFile).toList();
    assertThat(files).hasSizeGreaterThan(300);
    assertThat(files).allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void aPackageOfManyFilesSaysWhyItIsOne() throws IOException {
    List<Path> large = sources().filter(SourceSizeTest::isLarge).toList();
    assertThat(large).isNotEmpty();
    assertThat(large)
        .allSatisfy(
            folder ->
                assertThat(Files.readString(folder.resolve("package-info.java")))
                    .containsPattern("(Over|More than) 25 files"));
  }

  @Test
  void allPicturesTogetherAreSmallEnoughToClone() throws IOException {
    try (Stream<Path> paths = Files.walk(ROOT.resolve("src/site/images"))) {
      List<Path> pictures = paths.filter(Files::isRegularFile).toList();
      long bytes = 0;
      for (Path picture : pictures) {
        bytes += Files.size(picture);
      }
      assertThat(pictures).hasSizeGreaterThan(50);
      assertThat(bytes).isLessThan(MOST_PICTURE_BYTES);
    }
  }

  private static boolean isLarge(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).count() > MANY_FILES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }

  /** Folders and files of main code, of all modules. */
  private static Stream<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("src/main", "plugin", "dashboards/src/main", "examples")) {
      try (Stream<Path> paths = Files.walk(ROOT.resolve(module))) {
        paths.filter(SourceSizeTest::isMain).forEach(found::add);
      }
    }
    return found.stream();
  }

  private static boolean isMain(Path path) {
    return path.toString().replace('\\', '/').contains("src/main/java")
        && (Files.isDirectory(path) || path.toString().endsWith(".java"));
  }
}
