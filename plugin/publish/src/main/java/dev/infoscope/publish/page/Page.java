// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.HistoryEntry;
import dev.infoscope.publish.http.Response;
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
  private final Channel channel = new Channel(Channel.KEPT);
  private final String session = Instant.now().toString();
  private final EventStream events;

  /**
   * A page that waits for its run.
   *
   * @param watchdog ends writes that nobody reads
   */
  public Page(Watchdog watchdog) {
    this.events = new EventStream(List.of(channel), watchdog);
  }

  /**
   * Where it answers.
   *
   * @return routes by path
   */
  public Map<String, Route> routes() {
    return routes(List.of(channel), events);
  }

  static Map<String, Route> routes(List<Channel> channels, EventStream events) {
    Map<String, Route> routes = PageFiles.routes();
    routes.put("/events", events);
    routes.put("/runs", exchange -> runs(channels).send(exchange));
    return routes;
  }

  private static Response runs(List<Channel> channels) {
    String list =
        FrameWriter.json(
            json -> {
              json.writeArrayFieldStart("runs");
              for (Channel channel : channels) {
                json.writeStartObject();
                json.writeStringField("run", channel.facts().name());
                json.writeStringField("model", channel.facts().model());
                json.writeEndObject();
              }
              json.writeEndArray();
            });
    return Response.of(200, "application/json", list);
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
