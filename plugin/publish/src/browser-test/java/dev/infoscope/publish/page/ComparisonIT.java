// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs beside each other, from several files. */
@Tag("browser")
class ComparisonIT {
  @TempDir Path folder;

  private Path history(String name, int epochs, String settings) throws IOException {
    SampleRun sample = new SampleRun(4, epochs);
    Provenance how = sample.run().provenance();
    Run run =
        new Run(
            name,
            "mlp",
            epochs,
            new Provenance(how.version(), Map.of("plane.bins", settings), 1, 1, 1, 2000, 2, how.probeHash()));
    Path path = folder.resolve(name + ".jsonl");
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        EpochReport full = sample.full(epoch);
        file.publish(
            new EpochReport(
                run,
                full.moment(),
                full.readings(),
                full.matrices(),
                full.skipped(),
                full.durations()));
      }
    }
    return path;
  }

  private List<Path> three() throws IOException {
    List<Path> all = new ArrayList<>();
    all.add(history("first", 30, "sample"));
    all.add(history("second", 20, "sample"));
    all.add(history("third", 12, "other bins"));
    return all;
  }

  private static String plane(Page page) {
    return String.valueOf(
        page.evaluate("document.getElementById('plane-information').toDataURL()"));
  }

  private static void beside(Page page, int run, String expected) {
    page.click("#runTable tr[data-run='" + run + "'] input[type=checkbox]");
    page.waitForFunction("sizes => String(window.infoscope.beside) === sizes", expected);
  }

  private static void compare(Page page) {
    Chromium.awaitReports(page, 30);
    page.waitForSelector("#runTable tr[data-run='1']");
    String alone = plane(page);
    beside(page, 1, "20");
    String two = plane(page);
    assertThat(two).isNotEqualTo(alone);
    assertThat(page.textContent("#runTable"))
        .contains("first", "second")
        .doesNotContain("different settings");
    beside(page, 2, "20,12");
    assertThat(plane(page)).isNotEqualTo(two);
    assertThat(page.textContent("#runTable"))
        .contains("different settings (plane.bins): compare shapes, not numbers");
    page.selectOption("#choose-run", "1");
    page.waitForFunction("() => document.querySelector('#run').textContent === 'second'");
    assertThat(page.textContent("#when")).isEqualTo("epoch 20 of 20");
    beside(page, 2, "");
    assertThat(page.locator("#runs [data-run]").count()).isZero();
  }

  @Test
  void runsOfSeveralFilesAreLaidBesideEachOther() throws Exception {
    try (HistoryServer server = HistoryServer.open(three(), 0);
        Chromium chromium = Chromium.launch()) {
      compare(chromium.open(server.uri().toString()));
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void soTheyAreInOneReport() throws Exception {
    Path out = folder.resolve("report.html");
    HtmlReport.write(three(), out);
    try (Chromium chromium = Chromium.launch()) {
      Page page = chromium.open(out.toUri().toString());
      assertThat(page.textContent("#summary")).contains("first", "second", "third");
      compare(page);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** The second begins after the page was opened, as in a search over settings. */
  @Test
  void twoRunsOfOneProcessAreWatchedOnOnePage() throws Exception {
    InetSocketAddress address;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
    }
    SampleRun sample = new SampleRun(4, 40);
    try (Chromium chromium = Chromium.launch();
        Endpoint one = new Endpoint(address)) {
      one.begin(sample.run());
      one.publish(sample.report(1));
      Page page = chromium.open(one.uri().toString());
      Chromium.awaitReports(page, 1);
      try (Endpoint two = new Endpoint(address)) {
        two.begin(new Run("second", "mlp", 40, sample.run().provenance()));
        two.publish(sample.report(1));
        page.waitForSelector("#runTable tr[data-run='1']");
        beside(page, 1, "1");
        one.publish(sample.report(2));
        two.publish(sample.report(2));
        page.waitForFunction(
            "() => window.infoscope.reports === 2 && String(window.infoscope.beside) === '2'");
      }
      one.publish(sample.report(3));
      Chromium.awaitReports(page, 3);
      assertThat(page.textContent("#runTable")).contains("sample", "second", "live", "stopped early");
      assertThat(chromium.complaints()).isEmpty();
    }
  }
}
