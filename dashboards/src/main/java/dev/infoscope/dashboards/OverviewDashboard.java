// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.List;

/** Where each run stands, and whether the instrument can be relied on. */
final class OverviewDashboard {
  static final String UID = "infoscope-overview";

  private OverviewDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        UID,
        "Infoscope / Overview",
        "Which runs train, how far they are, which alerts fire, which layers drift, which readings"
            + " are saturated, and what looking at them costs.",
        List.of(OverviewRow.create(), ProbeRow.create(), DriftRow.create(), HealthRow.create()));
  }
}
