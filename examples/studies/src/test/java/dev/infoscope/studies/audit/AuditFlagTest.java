// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.studies.Printed;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditFlagTest {
  /** Two in five are far off, and one in twenty has no flag. */
  @Test
  void noReadingThatIsFarOffIsWithoutTheFlag() {
    List<FlagTrial> trials = AuditFlag.trials(200, 2, 2);
    assertThat(trials).filteredOn(FlagTrial::isFarOff).hasSizeGreaterThan(50);
    assertThat(trials).filteredOn(trial -> !trial.flagged()).hasSizeGreaterThan(5);
    assertThat(trials).filteredOn(FlagTrial::isMissed).extracting(FlagTrial::words).isEmpty();
  }

  @Test
  void equalSeedsMakeEqualTrials() {
    assertThat(AuditFlag.trials(12, 5, 2)).isEqualTo(AuditFlag.trials(12, 5, 1));
  }

  @Test
  void aReadingIsFarOffBeyondAQuarterOfWhatTheLabelHolds() {
    FlagTrial near = new FlagTrial("ksg", "", 0.5, 0.74, 0.25, false);
    FlagTrial far = new FlagTrial("ksg", "", 0.5, 0.24, 0.25, false);
    assertThat(near.isFarOff()).isFalse();
    assertThat(far.isMissed()).isTrue();
    assertThat(new FlagTrial("ksg", "", 0.5, 0.24, 0.25, true).isMissed()).isFalse();
  }

  @Test
  void oneLineForEachEstimatorAndOneForAll() {
    Printed printed = Printed.by("audit-flag", "--readings", "60", "--missed");
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out())
        .contains("| pairwise |", "| binned quantile |", "| usable |", "| all | 60 |");
  }
}
