// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.publish.history.HistoryFile;
import java.util.Locale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matrices, links, drift and the conductance plane in a real browser. */
@Tag("browser")
class ModulesIT {
  private static final int EPOCHS = 60;
  @RegisterExtension static final Chromium chromium = new Chromium();

  private final SampleRun sample = new SampleRun(5, EPOCHS);
  @TempDir Path folder;
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    chromium.complaints().clear();
    endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    endpoint.begin(sample.run());
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      endpoint.publish(sample.full(epoch));
    }
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private Page openPage(int width, ColorScheme scheme) {
    Page page = chromium.open(endpoint.uri().toString(), width, 900, scheme);
    awaitMatrices(page, EPOCHS);
    return page;
  }

  private static void awaitMatrices(Page page, int epoch) {
    Chromium.awaitReports(page, EPOCHS);
    page.waitForFunction(
        "epoch => document.querySelector('#matrices')?.textContent.includes('epoch ' + epoch)",
        epoch);
  }

  private static String pixels(Page page, String id) {
    return String.valueOf(page.evaluate("id => document.getElementById(id).toDataURL()", id));
  }

  @Test
  void everyKindOfMatrixHasACardAndFollowsTheSlider() {
    Page page = openPage(1280, ColorScheme.LIGHT);
    assertThat(page.locator("#matrices h2").allTextContents())
        .containsExactlyInAnyOrder(
            "Flow graph epoch 60", "Relay modules epoch 60", "Links epoch 60", "Neurons epoch 60");
    String relay = pixels(page, "matrix-relay");
    String graph = pixels(page, "matrix-graph");
    page.locator("#slider").fill("9");
    awaitMatrices(page, 10);
    assertThat(pixels(page, "matrix-relay")).isNotEqualTo(relay);
    assertThat(pixels(page, "matrix-graph")).isNotEqualTo(graph);
    assertThat(page.textContent("#charts"))
        .contains("Mean flow between layers", "Drift, z-score");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @Test
  void cellsAndUnitsAreReadByKeyboardAndNoEvidenceIsSaid() {
    Page page = openPage(1280, ColorScheme.LIGHT);
    page.focus("#matrix-relay");
    page.keyboard().press("ArrowRight");
    assertThat(page.textContent("#tip")).contains("class 0, unit 0", "not enough evidence");
    page.keyboard().press("ArrowDown");
    assertThat(page.textContent("#tip")).contains("class 1, unit 0", "bits");
    page.keyboard().press("Escape");
    assertThat(page.locator("#tip").isVisible()).isFalse();
    page.focus("#matrix-graph");
    page.keyboard().press("ArrowRight");
    assertThat(page.textContent("#tip")).contains("layer_1, unit 0", "to layer_2");
    assertThat(page.textContent("#matrices")).contains("Crossed out: not enough evidence.");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @Test
  void layerMatrixAndOrderAreChosenByTheReader() {
    Page page = openPage(1280, ColorScheme.LIGHT);
    String first = pixels(page, "matrix-relay");
    Locator relay = page.locator("#matrices .card:has(#matrix-relay)");
    relay.locator("select").nth(2).selectOption("module");
    assertThat(pixels(page, "matrix-relay")).isNotEqualTo(first);
    relay.locator("select").nth(1).selectOption("2");
    page.focus("#matrix-relay");
    page.keyboard().press("ArrowRight");
    assertThat(page.textContent("#tip")).contains("layer_2");
    relay.locator("select").nth(0).selectOption("infoscope.relay.unique");
    assertThat(page.getAttribute("#matrix-relay", "aria-label"))
        .startsWith("Relay unique, layer_2, epoch 60: 4 class by 16 unit.");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @Test
  void matricesAndGraphAreSaved() throws Exception {
    Page page = openPage(1280, ColorScheme.LIGHT);
    for (String id : List.of("relay", "graph")) {
      Locator menu = page.locator("#matrices .card:has(#matrix-" + id + ") .menu:not(.help)");
      for (String format : List.of("PNG", "SVG", "CSV")) {
        menu.locator("summary").click();
        Download saved =
            page.waitForDownload(
                () ->
                    menu.locator("button", new Locator.LocatorOptions().setHasText(format))
                        .click());
        assertThat(saved.suggestedFilename())
            .isEqualTo("sample-" + id + "-epoch-60." + format.toLowerCase(Locale.ROOT));
        if (format.equals("CSV")) {
          assertThat(Files.readAllLines(saved.path()))
              .hasSizeGreaterThan(SampleModules.CLASSES)
              .first()
              .asString()
              .startsWith(id.equals("relay") ? "class \\ unit,0,1,2" : "source,source_unit,target");
        }
        assertThat(Files.size(saved.path())).isGreaterThan(200);
      }
    }
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @Test
  void conductanceHasAPlaneOfItsOwnBesideActivations() {
    Page page = openPage(1280, ColorScheme.DARK);
    page.selectOption("#choose-estimator", "binned");
    assertThat(page.locator("#planes h2").allTextContents())
        .containsExactly("Information plane", "Conductance plane", "Causal plane");
    assertThat(pixels(page, "plane-conductance")).isNotEqualTo(pixels(page, "plane-information"));
    assertThat(savedPlane(page, "conductance"))
        .contains("I(X;C), bits</text>", "I(C;Y), bits</text>")
        .doesNotContain("I(X;T)", "I(T;Y)");
    assertThat(savedPlane(page, "information"))
        .contains("I(X;T), bits</text>", "I(T;Y), bits</text>")
        .doesNotContain("I(X;C)", "I(C;Y)");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  private static String savedPlane(Page page, String id) {
    Locator menu = page.locator("#planes .card:has(#plane-" + id + ") .menu:not(.help)");
    menu.locator("summary").click();
    Locator svg = menu.locator("button", new Locator.LocatorOptions().setHasText("SVG"));
    try {
      return Files.readString(page.waitForDownload(svg::click).path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void countsAreSaidToBeOfWhatIsKept() {
    Page page = openPage(1280, ColorScheme.LIGHT);
    int kept = SampleModules.links(5);
    assertThat(page.textContent("#matrices .card:has(#matrix-graph) .under"))
        .matches("60 links between \\d+ units: of the " + kept + " links kept, the strongest .*");
    page.close();
  }

  /** Columns of a heatmap: (how many are kept, the number of the first). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "40 | 0 | ''",
        "40 | 7 | Not all units were kept.",
        "400 | 0 | Shown are the 229 with the largest values, of the 400 kept.",
        "400 | 7 | Shown are the 229 with the largest values, of the 400 kept. Not all units were kept."
      })
  void aHeatmapSaysWhatItLeavesOutAndWhatWasNotKept(int columns, int first, String said) {
    Page page = chromium.open(endpoint.uri().toString());
    Object words =
        page.evaluate(
            """
            async ([columns, first]) => {
              const { Heatmap } = await import('/heatmap.js');
              const canvas = document.createElement('canvas');
              Object.defineProperty(canvas, 'clientWidth', { value: 812 });
              const names = Array.from({ length: columns }, (_, i) => String(first + i));
              const matrix = { rows: ['0', '1'], columns: names, values: new Float32Array(2 * columns).fill(1) };
              return new Heatmap(canvas, { point() {} }).draw({ rows: 'class', columns: 'unit', unit: 'bits' }, matrix, 'network', 'test');
            }
            """,
            List.of(columns, first));
    assertThat(words).isEqualTo(said);
    page.close();
  }

  @Test
  void driftIsSaidInWordsAndMarkedWhereItStruck() {
    Page page = openPage(1280, ColorScheme.LIGHT);
    assertThat(page.textContent("#sentences"))
        .contains("Drift: input (pairwise) left its band at epoch 40 (z = -6.5)")
        .contains("Lasting compression (pairwise) since epoch")
        .contains("noticed at epoch 15");
    page.locator("#slider").fill("38");
    assertThat(page.textContent("#sentences")).doesNotContain("left its band at epoch 40");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  /** Of what there is room for. */
  private static List<Double> widthsOfChapters(Page page) {
    List<?> shares =
        (List<?>)
            page.evaluate(
                "[...document.querySelectorAll('.chapters > div')].map(chapter =>"
                    + " chapter.offsetWidth / chapter.parentElement.clientWidth + 1e-9)");
    assertThat(shares).hasSize(4);
    return shares.stream().map(share -> ((Number) share).doubleValue()).toList();
  }

  @Test
  void aReportFromDiskHasTheMatricesAndFitsAPhone() throws Exception {
    Path history = folder.resolve("run.jsonl");
    try (HistoryFile file = new HistoryFile(history)) {
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        file.publish(sample.full(epoch));
      }
    }
    Path out = folder.resolve("report.html");
    HtmlReport.write(history, out);
    Page page = chromium.open(out.toUri().toString(), 360, 740, ColorScheme.DARK);
    awaitMatrices(page, EPOCHS);
    page.locator("#slider").fill("3");
    awaitMatrices(page, 4);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    assertThat(widthsOfChapters(page)).as("on a phone").allMatch(share -> share > 0.99);
    page.setViewportSize(1280, 800);
    assertThat(widthsOfChapters(page)).as("on a laptop").allMatch(share -> share > 0.99);
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }
}
