// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.ShadedJar;
import java.nio.file.Path;
import java.util.List;
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
      String thirdParty = ShadedJar.text(jar, "META-INF/THIRD-PARTY.txt");
      List<String> held = ShadedJar.held(jar);
      assertThat(held).contains("nd4j-native", "hdf5").hasSizeGreaterThan(30);
      assertThat(thirdParty.lines().map(line -> line.replaceFirst(".*:", ""))).containsAll(held);
      assertThat(ShadedJar.text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
      assertThat(ShadedJar.text(jar, "META-INF/NOTICE")).contains("Apache Commons");
      assertThat(jar.stream().map(JarEntry::getName))
          .noneMatch(name -> name.matches("(org/apache/spark|scala|org/apache/hadoop)/.*"));
    }
  }
}
