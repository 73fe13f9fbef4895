// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.report.ReportEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a run was watched: from the start of each of its parts, of which a restart begins
 * another, to their last reports. Pauses between parts do not count. Of a history that was written
 * later, as by {@code replay}, a part begins with its first report. Not thread-safe.
 */
final class WatchedTime {
  private record Part(Instant from, Instant to) {}

  private final Map<String, Part> parts = new HashMap<>();

  void add(ReportEntry entry) {
    Instant time = instant(entry.time());
    if (time == null) {
      return;
    }
    Part known = parts.get(entry.session());
    if (known == null) {
      Instant started = instant(entry.session());
      Instant from = started == null || started.isAfter(time) ? time : started;
      parts.put(entry.session(), new Part(from, time));
    } else if (time.isAfter(known.to())) {
      parts.put(entry.session(), new Part(known.from(), time));
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null; // a file from elsewhere may name its sessions as it likes
    }
  }

  /** Seconds, without the pauses between parts. */
  double seconds() {
    return parts.values().stream()
            .map(part -> Duration.between(part.from(), part.to()))
            .reduce(Duration.ZERO, Duration::plus)
            .toMillis()
        / 1000.0;
  }

  /** How many parts it has; more than 1 if the run was restarted. */
  int parts() {
    return parts.size();
  }
}
