// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.symbols;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of DL4J, as Maven has written it into its jar. */
final class Dl4jVersion {
  private static final String FILE =
      "META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  private Dl4jVersion() {}

  /** The version, or a phrase for an unknown one. */
  static String of(ClassLoader loader) {
    try (InputStream stream = loader.getResourceAsStream(FILE)) {
      Properties properties = new Properties();
      if (stream != null) {
        properties.load(stream);
      }
      return properties.getProperty("version", "of unknown version");
    } catch (IOException | IllegalArgumentException unreadable) {
      return "of unknown version";
    }
  }
}
