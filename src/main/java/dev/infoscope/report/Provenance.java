// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * How the readings of a run were obtained; equal provenance and equal input give equal bits.
 *
 * @param version of Infoscope
 * @param settings estimators, quantiser, noise and shuffles, in words
 * @param seed of the run
 * @param samples examples in the probe set
 * @param classes number of labels
 * @param probeHash hash over the identities of the probe rows, hexadecimal
 */
public record Provenance(
    String version, String settings, long seed, int samples, int classes, String probeHash) {

  /**
   * The version of this library.
   *
   * @return as in its pom
   */
  public static String currentVersion() {
    try (InputStream in = Provenance.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
