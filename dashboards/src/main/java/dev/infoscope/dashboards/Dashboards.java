// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.function.Supplier;

/** Every dashboard and the file it is kept in. */
public enum Dashboards {
  /** Where each run stands and how the instrument does. */
  OVERVIEW("overview.json", OverviewDashboard::create),
  /** Information plane and causal plane, and how far to trust them. */
  PLANES("planes.json", PlanesDashboard::create),
  /** Which neurons and groups of neurons do the work. */
  MODULES("modules.json", ModulesDashboard::create),
  /** Runs laid over each other, epoch by epoch. */
  COMPARE("compare.json", CompareDashboard::create);

  private final String fileName;
  private final Supplier<Dashboard> dashboard;

  Dashboards(String fileName, Supplier<Dashboard> dashboard) {
    this.fileName = fileName;
    this.dashboard = dashboard;
  }

  /**
   * The file in the folder {@code dashboards}.
   *
   * @return its name
   */
  public String fileName() {
    return fileName;
  }

  /** The file's text, as it should be. */
  String generated() {
    return dashboard.get().json();
  }
}
