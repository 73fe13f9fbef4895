// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.HistoryEntry;
import dev.infoscope.publish.http.Route;
import dev.infoscope.publish.http.Watchdog;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The page of a run that is under way. Publishing puts into bounded queues and returns.
 *
 * <p>Takes reports from one thread, as sinks do; browsers come and go on others.
 */
public final class Page implements ReportSink {
  private final Channel channel = new Channel(Channel.KEPT, Channel.KEPT_MATRICES);
  private final String session = Instant.now().toString();
  private final Runs runs = new Runs(List.of(channel));
  private final EventStream events;

  /**
   * A page that waits for its run.
   *
   * @param watchdog ends writes that nobody reads
   */
  public Page(Watchdog watchdog) {
    this.events = new EventStream(runs, watchdog);
  }

  /**
   * Where it answers.
   *
   * @return routes by path
   */
  public Map<String, Route> routes() {
    return routes(runs, events);
  }

  static Map<String, Route> routes(Runs runs, EventStream events) {
    Map<String, Route> routes = PageFiles.routes();
    routes.put("/events", events);
    routes.put("/runs", runs::list);
    routes.put("/matrices", runs::matrices);
    return routes;
  }

  @Override
  public void begin(Run run) {
    channel.begin(run);
  }

  @Override
  public void publish(EpochReport report) {
    channel.add(HistoryEntry.of(report, session, null));
  }

  @Override
  public void update(Health health) {
    channel.update(health);
  }

  @Override
  public void close() {
    events.close();
  }
}
