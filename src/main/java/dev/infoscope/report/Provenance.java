// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.SettingValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * How the readings of a run were obtained; equal provenance and equal input give equal bits.
 *
 * @param version of Infoscope
 * @param settings estimators, quantiser, noise, shuffles and so on: values by name, as in {@code
 *     conductance.steps}, sorted by name; values are texts, whole numbers (long), numbers (double),
 *     truth values and lists of these
 * @param seed of the run
 * @param threads that analyse; 0 where they were not recorded
 * @param ompThreads of DL4J, on which the last bits of a network's values depend; 0 where they were
 *     not recorded
 * @param samples examples in the probe set
 * @param classes number of labels
 * @param probeHash hash over the identities of the probe rows, hexadecimal
 */
public record Provenance(
    String version,
    Map<String, Object> settings,
    long seed,
    int threads,
    int ompThreads,
    int samples,
    int classes,
    String probeHash) {
  /**
   * Copies the settings; a file of which none are known has none.
   *
   * @throws IllegalArgumentException if a value is of another type
   */
  public Provenance {
    settings = settings == null ? Map.of() : SettingValues.copy(settings);
  }

  /**
   * What the bits of the readings depend on beside their input and settings.
   *
   * @return version, seed and threads
   */
  public Conditions conditions() {
    return new Conditions(version, seed, threads, ompThreads);
  }

  /**
   * Whether readings may be held against others: they were obtained in the same way, if perhaps
   * with another number of threads, which moves the last bits of a network's values.
   *
   * @param other how the others were obtained
   * @return whether all but the threads is equal
   */
  public boolean isComparableTo(Provenance other) {
    return equals(
        new Provenance(
            other.version,
            other.settings,
            other.seed,
            threads,
            ompThreads,
            other.samples,
            other.classes,
            other.probeHash));
  }

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
