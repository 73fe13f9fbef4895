// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.SessionEnd;
import dev.infoscope.publish.history.SkippedLines;
import dev.infoscope.publish.http.WebServer;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page for runs that are over, from their history files. */
public final class HistoryServer implements AutoCloseable {
  private final WebServer server;
  private final LivePage livePage;
  private final List<SkippedLines> skipped;

  private HistoryServer(WebServer server, LivePage livePage, List<SkippedLines> skipped) {
    this.server = server;
    this.livePage = livePage;
    this.skipped = List.copyOf(skipped);
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
    List<SkippedLines> skipped = new ArrayList<>();
    MemoryBudget budget = MemoryBudget.ofHeap();
    for (Path history : histories) {
      skipped.add(read(history, budget, channels));
    }
    WebServer server = new WebServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    LivePage livePage = new LivePage(channels, budget);
    server.start(livePage.routes(), null);
    return new HistoryServer(server, livePage, skipped);
  }

  /** Adds one channel per run in a file. */
  private static SkippedLines read(Path history, MemoryBudget budget, List<Channel> into)
      throws IOException {
    ChannelMaker maker = new ChannelMaker(budget, into);
    RunsOfFile<Channel> file = RunsOfFile.read(history, maker);
    if (!file.skipped().isEmpty()) {
      file.runs().forEach(each -> each.update(file.skipped().addedTo(maker.health.get(each))));
    }
    return file.skipped();
  }

  /** Makes the channels of a file, within the memory that those of earlier files leave. */
  private static final class ChannelMaker implements RunsOfFile.Maker<Channel> {
    private final Map<Channel, Health> health = new HashMap<>();
    private final MemoryBudget budget;
    private final List<Channel> all;
    private final int earlier;

    ChannelMaker(MemoryBudget budget, List<Channel> all) {
      this.budget = budget;
      this.all = all;
      this.earlier = all.size();
    }

    @Override
    public Channel begin(ReportEntry first) {
      Channel channel = Channel.inMemory(Channel.KEPT_BYTES, budget.largest());
      channel.begin(first);
      all.add(channel);
      return channel;
    }

    @Override
    public void add(Channel channel, ReportEntry entry) {
      channel.add(entry);
      budget.fit(all);
      if (entry.health() != null) {
        channel.update(entry.health());
        health.put(channel, entry.health());
      }
    }

    @Override
    public void ended(Channel channel, SessionEnd end) {
      channel.ended(end);
    }

    @Override
    public void again() {
      all.subList(earlier, all.size()).clear();
      health.clear();
    }
  }

  /**
   * What could not be read of the files.
   *
   * @return for each file the damaged lines that were left out
   */
  public List<SkippedLines> skipped() {
    return skipped;
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
    livePage.close();
    server.close();
  }
}
