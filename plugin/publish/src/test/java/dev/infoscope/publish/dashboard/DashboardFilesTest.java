// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DashboardFilesTest {
  private static final String REGENERATE =
      "mvn -q -pl plugin/publish -am test -Dtest=DashboardFilesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dinfoscope.regenerate=true";

  @ParameterizedTest
  @EnumSource
  void theCommittedFileIsWhatTheGeneratorWrites(Dashboards dashboard) {
    if (Boolean.getBoolean("infoscope.regenerate")) {
      dashboard.write();
    }
    assertThat(dashboard.committed())
        .as("%s is stale; write it anew with\n  %s\n", dashboard.file(), REGENERATE)
        .isEqualTo(dashboard.generated());
  }
}
