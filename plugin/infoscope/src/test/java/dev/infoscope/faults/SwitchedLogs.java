// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The host's logging, silent until a test says what becomes of Infoscope's messages. */
public final class SwitchedLogs implements SLF4JServiceProvider {
  private static final Consumer<String> SILENT = message -> {};

  private static volatile Consumer<String> reader = SILENT;

  /** For the service loader. */
  public SwitchedLogs() {}

  /** Hands every message on: level, text, and the cause if there is one. */
  public static void hand(Consumer<String> messages) {
    reader = messages;
  }

  /** Nothing is handed on any more. */
  public static void silence() {
    reader = SILENT;
  }

  private static final class Switched extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String template,
        Object @Nullable [] values,
        @Nullable Throwable cause) {
      String trace = cause == null ? "" : " with the trace of " + cause;
      reader.accept(String.format(Locale.ROOT, "%s %s%s", level, template, trace));
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    Switched switched = new Switched();
    return name -> name.startsWith("dev.infoscope") ? switched : NOPLogger.NOP_LOGGER;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return new BasicMarkerFactory();
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return new NOPMDCAdapter();
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {
    // Nothing to prepare.
  }
}
