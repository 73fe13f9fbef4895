// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Why SLF4J drops every message, DL4J's too: it has found no logger. SLF4J 1.7 asks for a class by
 * its name, SLF4J 2 for a service, and neither finds what is made for the other.
 */
final class MissingLogger {
  private static final String NOP_FACTORY = "org.slf4j.helpers.NOPLoggerFactory";
  private static final String API_2 = "org/slf4j/spi/SLF4JServiceProvider.class";
  private static final String LOGGER_FOR_2 = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
  private static final String LOGGER_FOR_1 = "org/slf4j/impl/StaticLoggerBinder.class";
  private static final String CHOSEN_NOP = "org/slf4j/nop/NOPServiceProvider.class";

  private MissingLogger() {}

  /**
   * The reason in this process.
   *
   * @return one line that ends with the cure; null if there is a logger, or silence was chosen with
   *     {@code slf4j-nop}
   */
  static @Nullable String reason() {
    ClassLoader loader = LoggerFactory.class.getClassLoader();
    return reason(
        LoggerFactory.getILoggerFactory(),
        Objects.requireNonNullElseGet(loader, ClassLoader::getSystemClassLoader));
  }

  /**
   * The reason behind a class loader.
   *
   * @param factory what SLF4J has found
   * @param loader where it looked
   */
  static @Nullable String reason(ILoggerFactory factory, ClassLoader loader) {
    if (!factory.getClass().getName().equals(NOP_FACTORY)) {
      return null;
    }
    return has(loader, API_2) ? reasonOf2(loader) : reasonOf1(loader);
  }

  private static @Nullable String reasonOf2(ClassLoader loader) {
    if (has(loader, CHOSEN_NOP)) {
      return null;
    }
    return has(loader, LOGGER_FOR_1)
        ? "the class path holds SLF4J 2 and a logger for SLF4J 1.7, such as logback 1.2, so all logs"
            + " are lost, DL4J's too; take slf4j-api 1.7.36, or logback 1.3 or later"
        : none();
  }

  private static @Nullable String reasonOf1(ClassLoader loader) {
    if (has(loader, LOGGER_FOR_1)) {
      return null; // it was found, and is slf4j-nop
    }
    return has(loader, LOGGER_FOR_2)
        ? "the class path holds SLF4J 1.7 and a logger for SLF4J 2, such as logback 1.3 or later, so"
            + " all logs are lost, DL4J's too; take slf4j-api 2, or logback 1.2"
        : none();
  }

  private static String none() {
    return "the class path holds no logger for SLF4J, so all logs are lost, DL4J's too; add one,"
        + " such as ch.qos.logback:logback-classic";
  }

  private static boolean has(ClassLoader loader, String resource) {
    return loader.getResource(resource) != null;
  }
}
