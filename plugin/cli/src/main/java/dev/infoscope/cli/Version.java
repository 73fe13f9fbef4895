// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import dev.infoscope.report.Provenance;
import picocli.CommandLine.IVersionProvider;

/** The version of the library, for {@code --version}. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"infoscope " + Provenance.currentVersion()};
  }
}
