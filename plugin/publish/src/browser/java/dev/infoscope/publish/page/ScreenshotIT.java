// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.infoscope.publish.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of the page for the documentation, of the history given by {@code
 * -Dinfoscope.history=file} or a made-up one, into {@code -Dinfoscope.pictures=folder}, their names
 * beginning with {@code -Dinfoscope.picture=name} or {@code page}.
 */
@Tag("browser")
class ScreenshotIT {
  private static final int MOST_BYTES = 250_000;
  private static final int LEAST_BYTES = 20_000;

  @TempDir Path folder;

  private Path history() throws Exception {
    String given = System.getProperty("infoscope.history", "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    Path path = folder.resolve("sample.jsonl");
    SampleRun sample = new SampleRun(6, 120);
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch = 1; epoch <= 120; epoch++) {
        file.publish(sample.full(epoch));
      }
    }
    return path;
  }

  @Test
  void picturesOfLightAndDarkShowSomethingAndAreSmallEnoughToCommit() throws Exception {
    String given = System.getProperty("infoscope.pictures", "");
    Path pictures = given.isEmpty() ? folder : Path.of(given);
    String name = System.getProperty("infoscope.picture", "page");
    try (HistoryServer server = HistoryServer.open(List.of(history()), 0);
        Chromium chromium = Chromium.launch()) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Page page = chromium.open(server.uri().toString(), 1110, 1060, scheme);
        Chromium.awaitReports(page, 5);
        page.waitForTimeout(1000); // charts follow the size of their cards
        Path picture =
            pictures.resolve(name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        check(picture, !given.isEmpty());
        if (scheme == ColorScheme.LIGHT && page.locator("#matrices .card").count() > 0) {
          Path modules = pictures.resolve(name + "-modules.png");
          page.locator("#matrices").screenshot(new Locator.ScreenshotOptions().setPath(modules));
          check(modules, !given.isEmpty());
        }
        page.close();
      }
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  private static void check(Path picture, boolean forTheDocumentation) throws IOException {
    assertThat(Files.size(picture)).as("not blank").isGreaterThan(LEAST_BYTES);
    if (forTheDocumentation) { // what is committed stays small; the sample's ways are longer
      assertThat(Files.size(picture)).isLessThan(MOST_BYTES);
    }
  }
}
