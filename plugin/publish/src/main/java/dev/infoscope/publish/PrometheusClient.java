// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.numeric.Require;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Whether the class path holds the registry with which Infoscope writes for its own port: that of
 * Micrometer 1.13 and later. Hosts such as Spring Boot choose the version of Micrometer.
 */
final class PrometheusClient {
  private static final String REGISTRY = "io.micrometer.prometheusmetrics.PrometheusMeterRegistry";

  private PrometheusClient() {}

  /**
   * Refuses an older Micrometer.
   *
   * @throws IllegalArgumentException names its version and what to do
   */
  static void require() {
    Package micrometer = MeterRegistry.class.getPackage();
    require(PrometheusClient.class.getClassLoader(), micrometer.getImplementationVersion());
  }

  static void require(ClassLoader loader, @Nullable String version) {
    Require.that(
        isThere(loader),
        "a port of its own needs the Prometheus registry of Micrometer 1.13 or later, and"
            + " the class path holds Micrometer %s: give the host's registry to registry(...), or"
            + " raise micrometer.version",
        version == null ? "of unknown version" : version);
  }

  private static boolean isThere(ClassLoader loader) {
    try {
      return Class.forName(REGISTRY, false, loader) != null;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }
}
