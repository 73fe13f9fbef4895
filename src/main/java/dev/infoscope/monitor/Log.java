// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import org.jspecify.annotations.Nullable;

/** Where the instrument writes what a person should read. It is called by one thread. */
public interface Log {
  /**
   * Something worth knowing.
   *
   * @param message one line
   */
  void info(String message);

  /**
   * Something that went wrong, or will.
   *
   * @param message one line
   * @param cause why; null if nothing was thrown
   */
  void warn(String message, @Nullable Throwable cause);

  /**
   * What has been logged before.
   *
   * @param message one line
   * @param cause why; null if nothing was thrown
   */
  void debug(String message, @Nullable Throwable cause);
}
