// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Map<String, Object> SETTINGS = Map.of("quantizer", "binned");

  private static final Conditions BARE = new Conditions("1.2", null, 1, 0);

  @Test
  void theLineNamesVersionSeedAndThreads() {
    assertThat(BARE.withSeed(-7).withOmpThreads(2).words())
        .isEqualTo("infoscope 1.2, seed -7, 1 analysis thread, 2 OMP threads");
    assertThat(new Conditions("1.2", 0L, 4, 1).words())
        .isEqualTo("infoscope 1.2, seed 0, 4 analysis threads, 1 OMP thread");
  }

  @Test
  void theLineSaysSoWhereNothingIsDrawnAndNoNetworkRuns() {
    assertThat(BARE.words()).isEqualTo("infoscope 1.2, no seed used, 1 analysis thread");
    assertThat(BARE.parameters()).containsOnlyKeys("version", "threads");
  }

  @Test
  void threadsThatWereNotRecordedAreNoZero() {
    assertThat(new Conditions("1.2", 1L, 0, 0).words())
        .isEqualTo("infoscope 1.2, seed 1, threads not recorded");
  }

  @Test
  void programsReadTheSameByName() {
    assertThat(BARE.withSeed(5).withOmpThreads(3).parameters())
        .containsExactly(
            entry("version", "1.2"),
            entry("threads", 1),
            entry("ompThreads", 3),
            entry("seed", 5L));
    assertThat(Conditions.of(2).version()).isEqualTo(Provenance.currentVersion());
  }

  @Test
  void onlyTheNumberOfThreadsMayDifferBetweenReadingsThatAreCompared() {
    Provenance here = new Provenance("1", SETTINGS, 7, 1, 1, 100, 10, "00ff");
    assertThat(here.isComparableTo(new Provenance("1", SETTINGS, 7, 3, 8, 100, 10, "00ff")))
        .isTrue();
    assertThat(here.isComparableTo(new Provenance("2", SETTINGS, 7, 1, 1, 100, 10, "00ff")))
        .isFalse();
    assertThat(here.isComparableTo(new Provenance("1", SETTINGS, 8, 1, 1, 100, 10, "00ff")))
        .isFalse();
    assertThat(here.isComparableTo(new Provenance("1", SETTINGS, 7, 1, 1, 100, 10, "00fe")))
        .isFalse();
    assertThat(here.isComparableTo(new Provenance("1", Map.of(), 7, 1, 1, 100, 10, "00ff")))
        .isFalse();
  }
}
