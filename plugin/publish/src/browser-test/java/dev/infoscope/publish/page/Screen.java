// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.http.WebServer;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a reader may find on the page: the states in which it is drawn and tested. */
enum Screen {
  /** A run has begun, and its first epoch has not ended. */
  BEFORE(0, "Waiting for the first snapshot", "mnist"),
  /** Two epochs are over. */
  EPOCH_2(2, "Training has begun", "mnist"),
  /** The quickstart at its end. */
  QUICKSTART(Screen.ALL, "Finished after epoch 150", "quickstart"),
  /** Handwritten digits, with modules, neurons and links. */
  MNIST(Screen.ALL, "Finished after epoch 6", "mnist"),
  /** Two seeds beside each other. */
  TWO_RUNS(Screen.ALL, "Finished after epoch 150", "quickstart", "second"),
  /** More layers than fit. */
  HUNDRED_LAYERS(Screen.ALL, "Finished after epoch 40", "deep"),
  /** A weight has become NaN at the fifteenth epoch. */
  BROKEN(16, "Broken", "broken");

  private static final int ALL = Integer.MAX_VALUE;

  private final int reports;
  private final String verdict;
  private final List<String> histories;

  Screen(int reports, String verdict, String... histories) {
    this.reports = reports;
    this.verdict = verdict;
    this.histories = List.of(histories);
  }

  String file() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How the headline of the verdict begins. */
  String verdict() {
    return verdict;
  }

  /** Whether training still goes on. */
  boolean isLive() {
    return reports < ALL;
  }

  /** Whether a run is laid over the first. */
  boolean isComparison() {
    return histories.size() > 1;
  }

  /**
   * Serves it.
   *
   * @param folder with the history {@code name.jsonl} of every run
   */
  Shown open(Path folder) throws IOException {
    List<Channel> channels = new ArrayList<>();
    int count = 0;
    for (String history : histories) {
      List<ReportEntry> all = History.read(folder.resolve(history + ".jsonl"));
      List<ReportEntry> wanted = all.subList(0, Math.min(reports, all.size()));
      count = Math.max(count, wanted.size());
      channels.add(channel(all.get(0), wanted));
    }
    LivePage page = new LivePage(channels, MemoryBudget.ofHeap());
    WebServer server = new WebServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.start(page.routes(), null);
    return new Shown(this, page, server, count);
  }

  private Channel channel(ReportEntry first, List<ReportEntry> wanted) {
    Channel channel = Channel.inMemory(Channel.KEPT_BYTES, Channel.KEPT_BYTES);
    if (isLive()) {
      channel.begin(
          new Run(
              first.run(),
              first.model(),
              first.plannedEpochs(),
              "after every epoch",
              first.tags(),
              first.provenance()));
    } else {
      channel.begin(first);
    }
    wanted.forEach(channel::add);
    Map<String, Long> skipped = Map.of("busy", 0L);
    channel.update(new Health(wanted.size(), skipped, Map.of(), Map.of()));
    return channel;
  }

  /**
   * A page that is served.
   *
   * @param screen what it shows
   * @param page the runs
   * @param server where they are
   * @param reports how many the longest run has
   */
  record Shown(Screen screen, LivePage page, WebServer server, int reports)
      implements AutoCloseable {
    URI uri() {
      return server.uri();
    }

    /** Opens it and waits until all is drawn. */
    Page on(Device device, ColorScheme scheme, Chromium chromium) {
      chromium.complaints().clear();
      Page opened = chromium.open(uri().toString(), device.width(), device.height(), scheme);
      Chromium.awaitReports(opened, screen.isComparison() ? 1 : reports);
      opened.waitForFunction("() => document.querySelector('#verdict h2')");
      if (screen.isComparison()) {
        opened.click("#runTable tr[data-run='1'] input[type=checkbox]");
        opened.waitForFunction("() => String(window.infoscope.beside) !== ''");
      }
      return opened;
    }

    @Override
    public void close() {
      page.close();
      server.close();
    }
  }
}
