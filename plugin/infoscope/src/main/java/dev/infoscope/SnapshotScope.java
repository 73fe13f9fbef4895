// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.monitor.Log;
import dev.infoscope.monitor.MonitorSettings;
import dev.infoscope.monitor.SnapshotFeed;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.RecalledReadings;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A run whose snapshots are not taken of a DL4J network: what a host has seen of one in another
 * framework. They are measured, held against each other and shown as those of {@link Infoscope}.
 * {@link InfoscopeBuilder#buildForSnapshots} makes one.
 *
 * <p>Feed it from one thread. What does not apply without the network is left out: conductance and
 * ablation.
 */
public final class SnapshotScope implements AutoCloseable {
  private final SnapshotFeed feed;
  private final String run;
  private final Optional<Endpoint> endpoint;
  private final Duration scrapes;

  private SnapshotScope(
      SnapshotFeed feed, String run, Optional<Endpoint> endpoint, Duration scrapes) {
    this.feed = feed;
    this.run = run;
    this.endpoint = endpoint;
    this.scrapes = scrapes;
  }

  static SnapshotScope open(
      MonitorSettings settings, Outputs.Opened opened, Duration scrapes, Log log) {
    SnapshotFeed feed = new SnapshotFeed(settings, log);
    opened.closedPort().ifPresent(why -> feed.unavailable("endpoint", why));
    return new SnapshotScope(feed, settings.run().name(), opened.endpoint(), scrapes);
  }

  /**
   * Measures a snapshot. If the builder was told {@code synchronous()}, the report is made when
   * this returns.
   *
   * @param snapshot of the examples of this run, in the same order every time
   * @param skipped layers and measures for which something is missing, with the reason
   */
  public void feed(Snapshot snapshot, Map<String, String> skipped) {
    feed.feed(snapshot, skipped);
  }

  /**
   * Tells of a snapshot that an earlier process has measured, as {@link Infoscope#passOver} does.
   *
   * @param epoch number of epochs finished then
   * @param iteration number of parameter updates then
   */
  public void passOver(int epoch, int iteration) {
    feed.passOver(new Moment(epoch, iteration, Instant.EPOCH, Double.NaN));
  }

  /**
   * Continues a run that an earlier process has measured, as {@link Infoscope#resume} does.
   *
   * @param history of the run; reports of other runs in it are passed over
   * @throws IOException if it cannot be read
   */
  public void resume(Path history) throws IOException {
    feed.forget();
    History.forEach(history, this::recall);
  }

  private void recall(ReportEntry earlier) {
    if (earlier.run().equals(run)) {
      feed.recall(RecalledReadings.of(earlier));
      endpoint.ifPresent(shown -> shown.recall(earlier));
    }
  }

  /** Waits until every snapshot is analysed and every sink has the report. */
  public void flush() {
    feed.flush();
  }

  /** The run has ended on purpose, so that no alert takes its end for a crash. */
  public void finish() {
    feed.finish();
  }

  /**
   * Where the endpoint is.
   *
   * @return its address; empty if none was asked for, or its port was in use
   */
  public Optional<URI> uri() {
    return endpoint.map(Endpoint::uri);
  }

  /** Waits for the last analysis, frees the port and ends the threads. */
  @Override
  public void close() {
    feed.close(() -> LiveObservation.awaitScrapes(endpoint, scrapes));
  }
}
