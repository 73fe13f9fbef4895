// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When files were written. */
public final class FileTimes {
  private FileTimes() {}

  /**
   * When a file was last written, to the microsecond: Java gives a copy no finer time, and a copy
   * of a moment is of the same time as the moment.
   *
   * @param file that is there
   * @return the time, cut off
   * @throws IOException if it is gone
   */
  public static Instant of(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MICROS);
  }
}
