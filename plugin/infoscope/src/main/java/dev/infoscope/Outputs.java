// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.publish.Endpoint;
import dev.infoscope.publish.MeterSink;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.ReportSink;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Where reports go, as the builder was told. */
final class Outputs {
  final List<ReportSink> sinks = new ArrayList<>();
  final List<Path> histories = new ArrayList<>();
  final List<MeterRegistry> registries = new ArrayList<>();
  boolean keepMeters;
  @Nullable InetSocketAddress address;
  @Nullable String token;
  Duration scrapes = Duration.ZERO;
  Duration kept = Duration.ZERO;

  /**
   * All outputs, ready to take reports.
   *
   * @param sinks in the order in which they are told
   * @param endpoint one of them, if one was asked for and its port is free
   * @param closedPort why it could not be opened
   */
  record Opened(List<ReportSink> sinks, Optional<Endpoint> endpoint, Optional<String> closedPort) {}

  /**
   * Opens the port, once all that can be refused has been looked at.
   *
   * @throws IllegalArgumentException if a history cannot be written
   */
  Opened open() {
    histories.forEach(Outputs::requireWritable);
    List<ReportSink> all = new ArrayList<>(sinks);
    histories.forEach(file -> all.add(new HistoryFile(file)));
    registries.forEach(registry -> all.add(new MeterSink(registry, keepMeters)));
    if (address == null) {
      return new Opened(all, Optional.empty(), Optional.empty());
    }
    try {
      Endpoint endpoint = new Endpoint(address, token, kept);
      all.add(endpoint);
      UnprotectedEndpoint.tell(address, token, LoggerFactory.getLogger("dev.infoscope")::warn);
      return new Opened(all, Optional.of(endpoint), Optional.empty());
    } catch (IOException e) {
      String why = Objects.requireNonNullElse(e.getMessage(), e.toString());
      return new Opened(all, Optional.empty(), Optional.of(why));
    }
  }

  private static void requireWritable(Path file) {
    try {
      HistoryFile.check(file);
    } catch (IOException e) {
      String why = e instanceof HistoryException known ? known.what() : e.toString();
      throw new IllegalArgumentException("history (" + file + ") cannot be written: it " + why, e);
    }
  }
}
