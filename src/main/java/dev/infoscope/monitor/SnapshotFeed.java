// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.RecalledReadings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run whose snapshots somebody else takes, as from files of another framework: they are measured
 * and reported as those of a network that is watched. Feed it from one thread.
 */
public final class SnapshotFeed implements AutoCloseable {
  private final MonitorSettings settings;
  private final RunMonitor monitor;
  private final Fed fed = new Fed();

  /**
   * Starts the analysis; sinks learn about the run.
   *
   * @param settings what to do; the run has a name for its model
   * @param log where a person reads what happens
   */
  public SnapshotFeed(MonitorSettings settings, Log log) {
    this.settings = settings;
    this.monitor = new RunMonitor(settings, log, () -> {});
    monitor.start(settings.run(), fed);
  }

  /**
   * Measures a snapshot; returns once it is reported, if the settings are synchronous.
   *
   * @param snapshot what was seen
   * @param skipped layers and measures for which something is missing, with the reason
   */
  public void feed(Snapshot snapshot, Map<String, String> skipped) {
    Map<String, String> all = new TreeMap<>(skipped);
    settings
        .budget()
        .snapshot()
        .plan(settings.measures(), snapshot)
        .refusals()
        .forEach((name, why) -> all.put("all layers (" + name + ")", why));
    monitor.callback(
        () ->
            monitor.offer(
                () -> {
                  fed.offer(snapshot, all);
                  return snapshot.moment();
                }));
  }

  /**
   * Tells the measures of a snapshot that another process has measured; to be called between
   * snapshots.
   *
   * @param moment of the snapshot
   */
  public void passOver(Moment moment) {
    monitor.passOver(moment);
  }

  /** Forgets what readings are held against, as {@link RunMonitor#forget} does. */
  public void forget() {
    monitor.forget();
  }

  /**
   * Tells of what another process has read, as {@link RunMonitor#recall} does.
   *
   * @param earlier what was read
   */
  public void recall(RecalledReadings earlier) {
    monitor.recall(earlier);
  }

  /** Waits until every snapshot is analysed and every sink has the report. */
  public void flush() {
    monitor.flush();
  }

  /** The run has ended on purpose: waits as {@link #flush} does, and tells the sinks. */
  public void finish() {
    monitor.finish();
  }

  /**
   * Counts a part that is not to be had, such as a port in use, and tells of it in one line.
   *
   * @param part what it is
   * @param why as the user should read it
   */
  public void unavailable(String part, String why) {
    monitor.guard().report(part, why);
  }

  /**
   * Waits for the last analysis and ends everything; not on purpose, unless finished before.
   *
   * @param farewell what to wait for between the last report and the end of the sinks
   */
  public void close(Guard.Work farewell) {
    monitor.close(farewell);
  }

  @Override
  public void close() {
    close(() -> {});
  }

  /** What was fed last; the analysis takes it over before the next comes. */
  private static final class Fed implements ObservedModel {
    private @Nullable Snapshot offered;
    private Map<String, String> offeredSkips = Map.of();
    private @Nullable Snapshot received;
    private Map<String, String> skipped = Map.of();

    synchronized void offer(Snapshot snapshot, Map<String, String> skips) {
      offered = snapshot;
      offeredSkips = skips;
    }

    /** Nothing to try: what is fed is there. */
    @Override
    public void tryOut() {}

    @Override
    public synchronized void receive() {
      received = offered;
      skipped = offeredSkips;
      offered = null;
    }

    @Override
    public synchronized Snapshot examine(Moment moment) {
      if (received == null) {
        throw new IllegalStateException("nothing was fed");
      }
      return received;
    }

    @Override
    public synchronized Map<String, String> skipped() {
      return skipped;
    }

    @Override
    public synchronized String inWords() {
      return received == null
          ? "snapshots that are fed"
          : String.format(
              Locale.ROOT,
              "%d layers on %d probe rows",
              received.layers().size(),
              received.examples());
    }

    @Override
    public synchronized void clear() {
      received = null;
    }
  }
}
