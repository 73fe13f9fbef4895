// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Clip;
import com.microsoft.playwright.options.ColorScheme;
import dev.infoscope.publish.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pictures of the page for the documentation, of the histories in {@code
 * -Dinfoscope.histories=folder} or of made-up ones, into {@code -Dinfoscope.pictures=folder};
 * {@code src/site/images/draw.sh} makes real runs and calls this.
 */
@Tag("browser")
class ScreenshotIT {
  private static final int MOST_BYTES = 120_000;
  private static final int LEAST_BYTES = 8_000;

  /** So that nothing has to be scrolled and the bar at the top covers nothing. */
  private static final int TALL = 6000;

  private static final String GIVEN = System.getProperty("infoscope.histories", "");
  private static final String PICTURES = System.getProperty("infoscope.pictures", "");

  @TempDir static Path folder;
  @RegisterExtension static final Chromium chromium = new Chromium();

  /** What is drawn of which runs. */
  enum Picture {
    PAGE_LIGHT(List.of("quickstart"), 1110, 1060, ColorScheme.LIGHT, ScreenshotIT::nothing),
    PAGE_DARK(List.of("quickstart"), 1110, 1060, ColorScheme.DARK, ScreenshotIT::nothing),
    PAGE_PHONE(List.of("quickstart"), 390, 844, ColorScheme.LIGHT, ScreenshotIT::nothing),
    PAGE_COMPARE(
        List.of("quickstart", "second"), 1110, 1230, ColorScheme.LIGHT, ScreenshotIT::both),
    MNIST_LIGHT(List.of("mnist"), 1110, 1500, ColorScheme.LIGHT, ScreenshotIT::pairwise),
    MNIST_MODULES(List.of("mnist"), 1110, TALL, ColorScheme.LIGHT, ScreenshotIT::nothing),
    DRIFT_LIGHT(List.of("labels"), 1110, TALL, ColorScheme.LIGHT, ScreenshotIT::pairwise);

    private final List<String> runs;
    private final int width;
    private final int height;
    private final ColorScheme scheme;
    private final Consumer<Page> first;

    Picture(List<String> runs, int width, int height, ColorScheme scheme, Consumer<Page> first) {
      this.runs = runs;
      this.width = width;
      this.height = height;
      this.scheme = scheme;
      this.first = first;
    }

    private String file() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
    }

    private void shoot(Page page, Path to) throws IOException {
      Page.ScreenshotOptions options = new Page.ScreenshotOptions();
      switch (this) {
        case MNIST_MODULES -> options.setClip(around(page, "#matrices .card", 0, 2));
        case DRIFT_LIGHT -> options.setClip(around(page, "#charts .card", 0, 3));
        default -> {}
      }
      SmallPng.write(page.screenshot(options), to, MOST_BYTES);
    }
  }

  /** The least rectangle that holds these cards; the page must be shown whole. */
  private static Clip around(Page page, String cards, int... which) {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = 0;
    double bottom = 0;
    for (int card : which) {
      BoundingBox box = page.locator(cards).nth(card).boundingBox();
      left = Math.min(left, box.x);
      top = Math.min(top, box.y);
      right = Math.max(right, box.x + box.width);
      bottom = Math.max(bottom, box.y + box.height);
    }
    return new Clip(left, top, right - left, bottom - top);
  }

  private static void nothing(Page page) {}

  /** The estimator by which drift is judged. */
  private static void pairwise(Page page) {
    Locator choice = page.locator("#choose-estimator");
    if (choice.count() > 0) { // made-up runs have one
      choice.selectOption("pairwise");
    }
  }

  private static void both(Page page) {
    page.click("#runTable tr[data-run='1'] input[type=checkbox]");
    page.waitForFunction("() => String(window.infoscope.beside) !== ''");
  }

  private static Path history(String name) throws IOException {
    if (!GIVEN.isEmpty()) {
      return Path.of(GIVEN, name + ".jsonl");
    }
    Path path = folder.resolve(name + ".jsonl");
    SampleRun sample = new SampleRun(6, 120);
    Files.deleteIfExists(path);
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch = 1; epoch <= 120; epoch++) {
        file.publish(sample.full(epoch));
      }
    }
    return path;
  }

  @ParameterizedTest
  @EnumSource
  void everyPictureShowsSomethingAndIsSmallEnoughToCommit(Picture picture) throws Exception {
    Path out = (PICTURES.isEmpty() ? folder : Path.of(PICTURES)).resolve(picture.file());
    List<Path> histories = new ArrayList<>();
    for (String run : picture.runs) {
      histories.add(history(run));
    }
    try (HistoryServer server = HistoryServer.open(histories, 0)) {
      Page page =
          chromium.open(server.uri().toString(), picture.width, picture.height, picture.scheme);
      Chromium.awaitReports(page, 5);
      picture.first.accept(page);
      page.waitForTimeout(1000); // charts follow the size of their cards
      picture.shoot(page, out);
      page.close();
    }
    assertThat(chromium.complaints()).isEmpty();
    assertThat(Files.size(out)).as("not blank").isGreaterThan(LEAST_BYTES);
    if (!PICTURES.isEmpty()) { // what is committed stays small; the sample's ways are longer
      assertThat(Files.size(out)).isLessThan(MOST_BYTES);
    }
  }
}
