// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Hosts bring older versions of Micrometer. */
class PrometheusClientTest {
  @Test
  void theMicrometerOfTheBuildIsTaken() {
    assertThatCode(PrometheusClient::require).doesNotThrowAnyException();
  }

  @Test
  void anOlderMicrometerIsRefusedWithItsVersion() {
    ClassLoader without = ClassLoader.getPlatformClassLoader();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrometheusClient.require(without, "1.12.13"))
        .withMessageContaining("Micrometer 1.12.13: give the host's registry to registry(...)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrometheusClient.require(without, null))
        .withMessageContaining("of unknown version");
  }
}
