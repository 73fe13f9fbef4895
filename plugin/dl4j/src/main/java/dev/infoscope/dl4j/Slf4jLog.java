// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.monitor.Log;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's log. Where SLF4J has found no logger, messages go to the standard error stream, a line
 * each, and before the first of the process a line says why.
 */
final class Slf4jLog implements Log {
  private static final Logger LOG = LoggerFactory.getLogger("dev.infoscope");
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private final @Nullable String missing;

  Slf4jLog() {
    this.missing = MissingLogger.reason();
  }

  @Override
  public void info(String message) {
    LOG.info(message);
    print(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    LOG.warn(message, cause);
    print(cause == null ? message : message + ": " + cause);
  }

  @Override
  public void debug(String message, @Nullable Throwable cause) {
    LOG.debug(message, cause);
  }

  private void print(String message) {
    if (missing == null) {
      return;
    }
    if (TOLD.compareAndSet(false, true)) {
      System.err.println("Infoscope: " + missing);
    }
    System.err.println(message);
  }
}
