// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Run;
import java.util.Locale;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser. */
@Tag("browser")
class PageIT {
  @RegisterExtension static final Chromium chromium = new Chromium();

  /** What text runs out of its box: which, and by how many pixels. */
  private static final String TOO_WIDE =
      """
      () => [...document.querySelectorAll('#summary li, #sentences p, #sentences h3')]
          .filter(each => each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)
          .map(each => `${each.tagName} ${each.className} ${each.scrollWidth - each.clientWidth}`)
      """;

  private final SampleRun sample = new SampleRun(5, 60);
  @TempDir Path folder;
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    chromium.complaints().clear();
    endpoint = open(0);
  }

  private Endpoint open(int port) throws IOException {
    Endpoint opened = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    opened.begin(sample.run());
    opened.update(SampleRun.health(1));
    return opened;
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private void publish(int from, int to) {
    for (int epoch = from; epoch <= to; epoch++) {
      endpoint.publish(sample.report(epoch));
    }
  }

  private Page openPage() {
    return chromium.open(endpoint.uri().toString());
  }

  private static Object picture(Page page) {
    return page.evaluate("document.querySelector('canvas.plane').toDataURL()");
  }

  private static List<?> epochs(Page page) {
    return (List<?>) page.evaluate("window.infoscope.epochs");
  }

  @Test
  void thePageFillsWhileTheRunGoesOnWithoutAnyComplaint() {
    Page page = openPage();
    publish(1, 5);
    Chromium.awaitReports(page, 5);
    assertThat(page.textContent("#run")).isEqualTo("sample");
    assertThat(page.textContent("#when")).isEqualTo("epoch 5 of 60");
    Object early = picture(page);
    publish(6, 20);
    Chromium.awaitReports(page, 20);
    assertThat(page.textContent("#when")).isEqualTo("epoch 20 of 60");
    assertThat(picture(page)).isNotEqualTo(early);
    assertThat(page.locator(".sentence").count()).isEqualTo(5);
    page.selectOption("#choose-estimator", "binned");
    assertThat(page.locator("#sentences").textContent())
        .contains("I(X;T) saturated: more examples or fewer bins needed");
    assertThat(page.locator("#charts .card").count()).isGreaterThanOrEqualTo(5);
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @Test
  void theDetailsOfACardSayHowItsReadingsWereObtained() {
    EpochReport plain = sample.report(1);
    endpoint.publish(
        new EpochReport(
            plain.run(),
            plain.moment(),
            plain.readings().stream().map(PageIT::sampled).toList(),
            plain.matrices(),
            plain.skipped(),
            plain.durations()));
    Page page = openPage();
    Chromium.awaitReports(page, 1);
    Locator how = page.locator("#planes .card .how").first();
    assertThat(how.locator("ul").isVisible()).isFalse();
    how.locator("summary").click();
    assertThat(how.locator("li").allTextContents())
        .anyMatch(line -> line.endsWith("layer_4: 100 of 2000 examples"))
        .anyMatch(line -> line.contains("shuffles 20"));
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  private static Reading sampled(Reading reading) {
    return new Reading(
        reading.metric(),
        reading.layer(),
        reading.labels(),
        reading.value(),
        reading.uncertainty(),
        reading.flags(),
        "100 of 2000 examples");
  }

  @Test
  void theSliderMovesThePlaneAndTheWords() {
    publish(1, 40);
    Page page = openPage();
    Chromium.awaitReports(page, 40);
    Object latest = picture(page);
    String words = page.textContent("#sentences");
    page.locator("#slider").fill("9");
    assertThat(page.textContent("#when")).isEqualTo("epoch 10 of 60");
    assertThat(picture(page)).isNotEqualTo(latest);
    assertThat(page.textContent("#sentences")).isNotEqualTo(words);
    publish(41, 42);
    Chromium.awaitReports(page, 42);
    assertThat(page.textContent("#when")).as("who looks back is left there").startsWith("epoch 10 ");
    page.click("#follow");
    assertThat(page.textContent("#when")).isEqualTo("epoch 42 of 60");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @Test
  void theKeyboardReachesEverything() {
    publish(1, 10);
    Page page = openPage();
    Chromium.awaitReports(page, 10);
    page.keyboard().press("ArrowLeft");
    assertThat(page.textContent("#when")).startsWith("epoch 9 ");
    page.keyboard().press("Home");
    assertThat(page.textContent("#when")).startsWith("epoch 1 ");
    page.keyboard().press("End");
    assertThat(page.textContent("#when")).startsWith("epoch 10 ");
    page.focus("#plane-information");
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("#tip").isVisible()).isTrue();
    assertThat(page.textContent("#tip")).contains("layer_0, epoch 10");
    page.keyboard().press("ArrowLeft");
    assertThat(page.textContent("#tip")).contains("layer_0, epoch 9");
    page.locator("#layers button").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#layers button").first().getAttribute("aria-pressed"))
        .isEqualTo("false");
    page.waitForFunction("() => window.infoscope.hidden === 1");
    page.locator("#choose-estimator").focus();
    page.keyboard().press("ArrowUp");
    page.waitForFunction("() => document.querySelector('#choose-estimator').value === 'binned'");
    page.focus("#play");
    page.keyboard().press("Enter");
    page.waitForFunction("() => document.querySelector('#play').dataset.state === 'playing'");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @Test
  void aServerThatWasStartedAgainIsReadFromTheBeginning() throws Exception {
    publish(1, 8);
    Page page = openPage();
    Chromium.awaitReports(page, 8);
    int port = endpoint.uri().getPort();
    try (FlakyProxy proxy = new FlakyProxy(port)) {
      Page second = chromium.open(proxy.address());
      Chromium.awaitReports(second, 8);
      proxy.cut();
      endpoint.close();
      // told at once: five seconds later the page asks again, and another run may answer at this address
      page.waitForFunction("() => document.querySelector('#status').textContent === 'stopped early'");
      endpoint = open(port);
      publish(3, 15);
      second.waitForFunction("() => window.infoscope.epochs[0] === 3 && window.infoscope.reports === 13");
      second.close();
    }
    page.close();
  }

  @Test
  void whoLooksBackOrPlaysWhenAnotherRunBeginsAtTheAddressFollowsThatOne() throws Exception {
    publish(1, 30);
    Page back = openPage();
    Page plays = openPage();
    Chromium.awaitReports(back, 30);
    Chromium.awaitReports(plays, 30);
    back.locator("#slider").fill("9");
    plays.click("#play");
    int port = endpoint.uri().getPort();
    endpoint.close();
    endpoint = open(port);
    publish(3, 5);
    for (Page page : List.of(back, plays)) {
      page.waitForFunction("() => window.infoscope.epochs[0] === 3 && window.infoscope.reports === 3");
      page.waitForFunction("() => document.querySelector('#when').textContent === 'epoch 5 of 60'");
      assertThat(page.getAttribute("#follow", "aria-pressed")).isEqualTo("true");
      assertThat(page.getAttribute("#play", "data-state")).isEqualTo("still");
      page.close();
    }
  }

  @Test
  void aStreamThatBreaksIsTakenUpAgainWhereItBroke() throws Exception {
    try (FlakyProxy proxy = new FlakyProxy(endpoint.uri().getPort())) {
      publish(1, 8);
      Page page = chromium.open(proxy.address());
      Chromium.awaitReports(page, 8);
      for (int cut = 0; cut < 3; cut++) {
        proxy.cut();
        publish(9 + 4 * cut, 12 + 4 * cut);
        Chromium.awaitReports(page, 12 + 4 * cut);
      }
      assertThat(epochs(page))
          .hasToString(IntStream.rangeClosed(1, 20).boxed().toList().toString());
      assertThat(page.getAttribute("#status", "data-state")).isEqualTo("live");
      page.close();
    }
  }

  @Test
  void picturesAndTablesCanBeSaved() throws Exception {
    publish(1, 10);
    Page page = openPage();
    Chromium.awaitReports(page, 10);
    Locator plane = page.locator("#planes .menu:not(.help)");
    for (String format : List.of("PNG", "SVG", "CSV")) {
      plane.locator("summary").click();
      Download saved =
          page.waitForDownload(() -> plane.locator("button", hasText(format)).click());
      assertThat(saved.suggestedFilename()).isEqualTo("sample-information." + format.toLowerCase(Locale.ROOT));
      assertThat(Files.size(saved.path())).isGreaterThan(200);
    }
    Locator chart = page.locator("#charts .menu:not(.help)").first();
    chart.locator("summary").click();
    Download table = page.waitForDownload(() -> chart.locator("button", hasText("CSV")).click());
    assertThat(Files.readAllLines(table.path()))
        .hasSize(11)
        .first()
        .isEqualTo("epoch,iteration,layer_0,layer_1,layer_2,layer_3,layer_4");
    chart.locator("summary").click();
    Download drawing = page.waitForDownload(() -> chart.locator("button", hasText("SVG")).click());
    assertThat(Files.readString(drawing.path()))
        .contains("I(T;Y), held about the label, bits", "layer_4</text>", "<path d=\"M62 ");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  private static Locator.LocatorOptions hasText(String text) {
    return new Locator.LocatorOptions().setHasText(text);
  }

  @Test
  void aReportOpensFromDisk() throws Exception {
    Path history = folder.resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(history)) {
      for (int epoch = 1; epoch <= 60; epoch++) {
        file.publish(sample.report(epoch));
      }
    }
    Path out = folder.resolve("report.html");
    HtmlReport.write(history, out);
    Page page = chromium.open(out.toUri().toString());
    Chromium.awaitReports(page, 60);
    assertThat(page.textContent("#summary")).contains("What happened", "What not to trust");
    page.locator("#slider").fill("3");
    assertThat(page.textContent("#when")).isEqualTo("epoch 4 of 60");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @Test
  void aLayerAndAMetricMayBeCalledAsWhatAllObjectsHave() throws Exception {
    Path history = folder.resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(history)) {
      for (int epoch = 1; epoch <= 10; epoch++) {
        file.publish(sample.report(epoch));
      }
    }
    String text = Files.readString(history);
    Files.writeString(
        history,
        text.replace("layer_4", "constructor")
            .replace("layer_3", "__proto__")
            .replace("infoscope.information.efficiency", "infoscope.constructor"));
    Path out = folder.resolve("report.html");
    HtmlReport.write(List.of(history, history), out);
    Page page = chromium.open(out.toUri().toString());
    Chromium.awaitReports(page, 10);
    assertThat(page.textContent("#sentences")).contains("constructor", "__proto__");
    assertThat(page.locator("#charts h2").allTextContents())
        .anyMatch(name -> name.startsWith("Constructor"));
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280, 1600})
  void longNamesStayInTheirColumns(int width) throws Exception {
    String name = "x".repeat(250);
    Run run = new Run(name, name, 60, "", Map.of("tag", name), sample.run().provenance());
    Path history = folder.resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(history)) {
      for (int epoch = 1; epoch <= 20; epoch++) {
        file.publish(renamed(run, sample.report(epoch), name));
      }
    }
    Path out = folder.resolve("report.html");
    HtmlReport.write(List.of(history, history), out);
    Page page = chromium.open(out.toUri().toString(), width, 800, ColorScheme.LIGHT);
    Chromium.awaitReports(page, 20);
    assertThat(page.evaluate(TOO_WIDE)).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    assertThat(page.locator("#summary li").allTextContents()).anyMatch(said -> said.contains(name));
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  private static EpochReport renamed(Run run, EpochReport report, String name) {
    List<Reading> readings =
        report.readings().stream()
            .map(each -> each.layer() == null ? each : of(each, each.layer(), name))
            .toList();
    return new EpochReport(
        run, report.moment(), readings, report.skipped(), report.durations());
  }

  private static Reading of(Reading reading, Layer layer, String name) {
    Layer renamed = new Layer(layer.index(), name + layer.index(), layer.kind(), null, "");
    return new Reading(
        reading.metric(),
        renamed,
        reading.labels(),
        reading.value(),
        reading.uncertainty(),
        reading.flags());
  }

  @Test
  void nothingIsWiderThanAPhone() {
    publish(1, 10);
    Page page = chromium.open(endpoint.uri().toString(), 360, 740, ColorScheme.DARK);
    Chromium.awaitReports(page, 10);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }
}
