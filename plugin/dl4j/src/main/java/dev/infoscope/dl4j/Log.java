// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import org.jspecify.annotations.Nullable;

/** Where the instrument writes what a person should read. */
interface Log {
  /** Something worth knowing. */
  void info(String message);

  /** Something that went wrong, or will. */
  void warn(String message, @Nullable Throwable cause);

  /** What has been told before. */
  void debug(String message, @Nullable Throwable cause);
}
