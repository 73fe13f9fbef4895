// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The table of runs: with one, a few and fifty runs, by mouse, by keyboard and from the address.
 */
@Tag("browser")
class RunTableIT {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ROWS =
      "[...document.querySelectorAll('#runTable tbody tr')].map((row) => row.dataset.run).join()";
  private static final String LOSS = "document.querySelector('#firstCharts canvas').toDataURL()";

  @RegisterExtension static final Chromium chromium = new Chromium();

  @TempDir Path folder;
  private HistoryServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    assertThat(chromium.complaints()).isEmpty();
  }

  /** Run n has a learning rate of its own, and the lower a loss, the later it is. */
  private Path history(int number, int epochs) throws IOException {
    SampleRun sample = new SampleRun(3, epochs);
    Run run =
        new Run("run-" + number, "mlp", epochs, sample.run().provenance())
            .withTags(Map.of("lr", 1.0 / number, "batch", 32));
    Path path = folder.resolve(number + ".jsonl");
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        EpochReport full = sample.report(epoch);
        double loss = 10.0 / (epoch + number);
        Moment moment = new Moment(epoch, epoch * 10, START.plusSeconds(epoch), loss);
        file.publish(
            new EpochReport(
                run, moment, full.readings(), full.matrices(), full.skipped(), full.durations()));
      }
    }
    return path;
  }

  private Page open(String state, int runs) throws IOException {
    List<Path> all = new ArrayList<>();
    for (int number = 1; number <= runs; number++) {
      all.add(history(number, 5));
    }
    server = HistoryServer.open(all, 0);
    Page page = chromium.open(server.uri() + state);
    Chromium.awaitReports(page, 5);
    page.waitForSelector("#runTable tbody tr");
    return page;
  }

  @Test
  void oneRunShowsItsTagsAndNothingToCompare() throws Exception {
    Page page = open("", 1);
    assertThat(page.textContent("#runTable thead")).contains("lr", "batch").doesNotContain("Show");
    assertThat(page.locator("#runTable input[type=search]").isVisible()).isFalse();
    page.close();
  }

  @Test
  void axeFindsNothingToObjectToInTheTable() throws Exception {
    Axe axe = Axe.load();
    Page page = open("", 50);
    assertThat(axe.violations(page)).as("fifty runs").isEmpty();
    page.click("#runTable tr[data-run='2'] input[type=checkbox]");
    page.click("#runTable thead [data-key='sort loss']");
    page.click("#runTable button[aria-label='run-4 as baseline']");
    page.waitForFunction("() => String(window.infoscope.beside) !== ''");
    assertThat(axe.violations(page)).as("sorted, compared and with a baseline").isEmpty();
    page.fill("#runTable input[type=search]", "no such run");
    assertThat(axe.violations(page)).as("without a row").isEmpty();
    page.close();
  }

  @Test
  void aClickOnAHeadSortsAndWordsFilterFiftyRuns() throws Exception {
    Page page = open("", 50);
    assertThat(page.locator("#runTable tbody tr").count()).isEqualTo(50);
    assertThat(page.textContent("#runTable")).contains("All runs: batch 32.");
    page.click("#runTable thead [data-key='sort loss']");
    assertThat(String.valueOf(page.evaluate(ROWS))).startsWith("49,48,47");
    page.click("#runTable thead [data-key='sort loss']");
    assertThat(String.valueOf(page.evaluate(ROWS))).startsWith("0,1,2");
    assertThat(page.getAttribute("#runTable th[aria-sort=descending] button", "data-key"))
        .isEqualTo("sort loss");
    page.fill("#runTable input[type=search]", "lr=0.02 run-5");
    assertThat(page.evaluate(ROWS)).isEqualTo("49");
    assertThat(page.textContent("#runTable .hint")).isEqualTo("1 of 50 runs");
    page.close();
  }

  @Test
  void aPinnedBaselineIsDrawnAndDifferencesToItAreShown() throws Exception {
    Page page = open("", 3);
    Object alone = page.evaluate(LOSS);
    page.click("#runTable tr[data-run='2'] [data-key='pin 2']");
    page.waitForFunction("() => String(window.infoscope.beside) === '5'");
    page.waitForFunction("before => " + LOSS + " !== before", alone);
    Object pinned = page.evaluate(LOSS);
    assertThat(page.textContent("#runTable tr[data-run='0']")).contains("1.67 +0.417");
    assertThat(page.textContent("#runTable")).contains("Differences are to run-3");
    page.click("#runTable tr[data-run='2'] [data-key='pin 2']");
    page.waitForFunction("before => " + LOSS + " !== before", pinned);
    assertThat(page.textContent("#runTable")).doesNotContain("Differences");
    page.close();
  }

  @Test
  void theAddressBringsBackRunBaselineSortAndFilter() throws Exception {
    Page page = open("#run=2&beside=1,3&baseline=3&sort=-loss&filter=run", 3);
    page.waitForFunction("() => document.querySelector('#run').textContent === 'run-2'");
    page.waitForFunction("() => String(window.infoscope.beside) === '5,5'");
    assertThat(page.evaluate(ROWS)).isEqualTo("0,1,2");
    assertThat(page.textContent("#runTable [aria-pressed=true]")).isEqualTo("Pinned");
    page.focus("#runTable [data-key='sort loss']");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("document.activeElement.dataset.key")).isEqualTo("sort loss");
    page.waitForFunction("() => !location.hash.includes('sort')");
    assertThat(page.url()).contains("run=2", "baseline=3", "filter=run");
    page.close();
  }

  @Test
  void onAPhoneTheTableScrollsAndThePageDoesNot() throws Exception {
    open("", 3).close();
    Page page = chromium.open(server.uri().toString(), 390, 844, ColorScheme.DARK);
    page.waitForSelector("#runTable tbody tr");
    Object wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth");
    assertThat(wide).isEqualTo(true);
    page.close();
  }
}
