// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.monitor.Log;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's log. */
final class Slf4jLog implements Log {
  private static final Logger LOG = LoggerFactory.getLogger("dev.infoscope");

  @Override
  public void info(String message) {
    LOG.info(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    LOG.warn(message, cause);
  }

  @Override
  public void debug(String message, @Nullable Throwable cause) {
    LOG.debug(message, cause);
  }
}
