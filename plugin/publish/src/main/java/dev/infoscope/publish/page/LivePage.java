// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.http.Route;
import java.util.List;
import java.util.Map;

/** The page of a port: all runs of the process that are served there, each of which can be read. */
public final class LivePage implements AutoCloseable {
  private final MemoryBudget budget;
  private final Runs runs;
  private final EventStream events;

  /** A page without runs. */
  public LivePage() {
    this(List.of(), MemoryBudget.ofHeap());
  }

  LivePage(List<Channel> channels, MemoryBudget budget) {
    this.budget = budget;
    this.runs = new Runs(channels);
    this.events = new EventStream(runs);
  }

  /**
   * Adds a run.
   *
   * @return where its reports go
   */
  public PageSink page() {
    Channel channel = Channel.inMemory(Channel.KEPT_BYTES, budget.largest());
    runs.add(channel);
    return new PageSink(channel, () -> budget.fit(runs.all()));
  }

  /**
   * Where it answers.
   *
   * @return routes by path
   */
  public Map<String, Route> routes() {
    Map<String, Route> routes = PageFiles.routes();
    routes.put("/events", events);
    routes.put("/runs", runs::list);
    routes.put("/matrices", runs::matrices);
    return routes;
  }

  @Override
  public void close() {
    events.close();
  }
}
