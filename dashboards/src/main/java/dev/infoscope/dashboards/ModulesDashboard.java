// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.List;

/** Which neurons and groups of neurons do the work. */
final class ModulesDashboard {
  static final String UID = "infoscope-modules";

  private ModulesDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        UID,
        "Infoscope / Modules",
        "Which neurons carry the information, which are dead, how much is held twice, which groups"
            + " relay it to the output, and along which links it flows.",
        List.of(
            NeuronRow.create(),
            RedundancyRow.create(),
            RelayRow.create(),
            FlowRow.create(),
            AblationRow.create()));
  }
}
