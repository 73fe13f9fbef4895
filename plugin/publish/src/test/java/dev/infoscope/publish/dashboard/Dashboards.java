// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  String fileName() {
    return fileName;
  }

  /**
   * The committed file.
   *
   * @return its path
   */
  public Path file() {
    return RepositoryRoot.path("dashboards", fileName);
  }

  String generated() {
    return dashboard.get().json();
  }

  String committed() {
    try {
      return Files.exists(file()) ? Files.readString(file()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write() {
    try {
      Files.writeString(file(), generated());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
