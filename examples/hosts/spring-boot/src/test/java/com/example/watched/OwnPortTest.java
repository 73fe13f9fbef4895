// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.Infoscope;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

/** Spring Boot chooses the version of Micrometer. */
class OwnPortTest {
  private static final String VERSION =
      MeterRegistry.class.getPackage().getImplementationVersion();

  @Test
  void infoscopesOwnPortOpensOrIsRefusedWithTheVersion() {
    boolean old = VERSION.startsWith("1.12.");
    try (Infoscope own =
        Infoscope.builder().probe(Majority.examples(64, 1)).serve(0).build()) {
      assertThat(own.uri()).isPresent();
      assertThat(old).as(VERSION).isFalse();
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("Micrometer " + VERSION);
      assertThat(old).as(VERSION).isTrue();
    }
  }
}
