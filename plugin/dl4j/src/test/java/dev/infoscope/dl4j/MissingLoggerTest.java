// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.ILoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

/** What is said where SLF4J finds no logger, by what lies on the class path. */
class MissingLoggerTest {
  private static final String API_2 = "org/slf4j/spi/SLF4JServiceProvider.class";
  private static final String LOGBACK_1_2 = "org/slf4j/impl/StaticLoggerBinder.class";
  private static final String LOGBACK_1_5 = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
  private static final String NOP_2 = "org/slf4j/nop/NOPServiceProvider.class";

  @TempDir private Path folder;

  private @Nullable String reason(ILoggerFactory found, String... classPath) throws IOException {
    Path path = Files.createTempDirectory(folder, "path");
    for (String resource : classPath) {
      Path file = path.resolve(resource);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    URL[] urls = {path.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      return MissingLogger.reason(found, loader);
    }
  }

  @Test
  void slf4j2BesideLogbackForSlf4j1NamesBothAndTheCure() throws IOException {
    assertThat(reason(new NOPLoggerFactory(), API_2, LOGBACK_1_2))
        .contains("SLF4J 2 and a logger for SLF4J 1.7, such as logback 1.2")
        .endsWith("take slf4j-api 1.7.36, or logback 1.3 or later");
  }

  @Test
  void slf4j1BesideALoggerForSlf4j2NamesBothAndTheCure() throws IOException {
    assertThat(reason(new NOPLoggerFactory(), LOGBACK_1_5))
        .contains("SLF4J 1.7 and a logger for SLF4J 2, such as logback 1.3")
        .endsWith("take slf4j-api 2, or logback 1.2");
  }

  @Test
  void noLoggerAtAllIsSaidUnderBothVersionsOfSlf4j() throws IOException {
    assertThat(reason(new NOPLoggerFactory())).contains("holds no logger for SLF4J");
    assertThat(reason(new NOPLoggerFactory(), API_2)).contains("holds no logger for SLF4J");
  }

  @Test
  void chosenSilenceIsNoMissingLogger() throws IOException {
    assertThat(reason(new NOPLoggerFactory(), LOGBACK_1_2)).as("slf4j-nop 1.7").isNull();
    assertThat(reason(new NOPLoggerFactory(), API_2, NOP_2)).as("slf4j-nop 2").isNull();
  }

  @Test
  void aLoggerThatWasFoundIsNotMissing() throws IOException {
    assertThat(reason(new SubstituteLoggerFactory(), API_2, LOGBACK_1_2)).isNull();
  }
}
