// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryEntry;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.http.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The page for runs that are over, from their history files. */
public final class HistoryServer implements AutoCloseable {
  private final WebServer server;
  private final Site site;

  private HistoryServer(WebServer server, Site site) {
    this.server = server;
    this.site = site;
  }

  /**
   * Reads the files and serves them on loopback.
   *
   * @param histories files of JSON lines; each run in them can be chosen on the page
   * @param port 0 for any free port
   * @return serving, until closed
   * @throws IOException if a file cannot be read, holds no report, or the port is in use
   */
  public static HistoryServer open(List<Path> histories, int port) throws IOException {
    List<Channel> channels = new ArrayList<>();
    Budget budget = Budget.ofHeap();
    for (Path history : histories) {
      channels.addAll(channels(history, budget, channels));
    }
    WebServer server = new WebServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Site site = new Site(channels, budget);
    server.start(site.routes(), null);
    return new HistoryServer(server, site);
  }

  /** One channel per run in a file. */
  private static List<Channel> channels(Path history, Budget budget, List<Channel> before)
      throws IOException {
    Map<List<String>, Channel> runs = new LinkedHashMap<>();
    History.forEach(
        history,
        entry -> {
          Channel channel = channelOf(entry, runs, budget);
          channel.add(entry);
          budget.fit(Stream.concat(before.stream(), runs.values().stream()).toList());
          if (entry.health() != null) {
            channel.update(entry.health());
          }
        });
    if (runs.isEmpty()) {
      throw HistoryException.empty(history);
    }
    return List.copyOf(runs.values());
  }

  private static Channel channelOf(
      HistoryEntry entry, Map<List<String>, Channel> runs, Budget budget) {
    return runs.computeIfAbsent(
        List.of(entry.run(), entry.model()),
        name -> {
          Channel channel = Channel.inMemory(Channel.KEPT_BYTES, budget.largest());
          channel.begin(entry);
          return channel;
        });
  }

  /**
   * Where to look.
   *
   * @return address of the page
   */
  public URI uri() {
    return server.uri();
  }

  @Override
  public void close() {
    site.close();
    server.close();
  }
}
