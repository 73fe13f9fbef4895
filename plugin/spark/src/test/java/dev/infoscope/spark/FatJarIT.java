// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jar for spark-submit. */
@Tag("spark")
class FatJarIT {
  private static final Path JAR = Path.of("target/infoscope-spark.jar");

  @Test
  void itHoldsNothingOfSparkAndWhatItHoldsIsNamedWithItsLicence() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      String thirdParty = text(jar, "META-INF/THIRD-PARTY.txt");
      List<String> held = new ArrayList<>();
      for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (path.endsWith(".jar") && !path.contains("infoscope") && holds(jar, path)) {
          held.add(Path.of(path).getFileName().toString().replaceFirst("-[0-9].*", ""));
        }
      }
      assertThat(held).contains("nd4j-native", "hdf5").hasSizeGreaterThan(30);
      assertThat(thirdParty.lines().map(line -> line.replaceFirst(".*:", ""))).containsAll(held);
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
      assertThat(text(jar, "META-INF/NOTICE")).contains("Apache Commons");
      assertThat(jar.stream().map(JarEntry::getName))
          .noneMatch(name -> name.matches("(org/apache/spark|scala|org/apache/hadoop)/.*"));
    }
  }

  private static String text(JarFile jar, String entry) throws IOException {
    try (InputStream content = jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry)))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Whether a class of another jar is in this one. */
  private static boolean holds(JarFile jar, String path) throws IOException {
    try (JarFile other = new JarFile(path)) {
      return other.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.matches("(META-INF/|module-info).*"))
          .findFirst()
          .filter(name -> jar.getEntry(name) != null)
          .isPresent();
    }
  }
}
