// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state of the page on a laptop, a large screen and a phone, light and dark: what it says
 * first, that nothing is cut, and that axe-core finds nothing to object to. With {@code
 * -Dinfoscope.screens=folder} the pictures are kept; {@code -Dinfoscope.histories=folder} names
 * real runs, without which made-up ones are shown.
 */
@Tag("browser")
class ScreensIT {
  private static final int MOST_BYTES = 220_000;
  private static final int PAPER_WIDE = 794; // A4 at 96 dots per inch
  private static final int PAPER_HIGH = 1123;
  private static final String CUT =
      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";
  private static final String GIVEN = System.getProperty("infoscope.histories", "");
  private static final String KEPT = System.getProperty("infoscope.screens", "");

  @TempDir static Path folder;
  @RegisterExtension static final Chromium chromium = new Chromium();

  /** What the page is read on. */
  enum Device {
    LAPTOP(1440, 900),
    LARGE(2560, 1440),
    PHONE(390, 844);

    private final int width;
    private final int height;

    Device(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    if (GIVEN.isEmpty()) {
      SampleHistories.write(folder);
    }
  }

  /** Light and dark differ in colours alone, so dark ones are opened where pictures are kept. */
  static Stream<Arguments> everyScreen() {
    List<ColorScheme> schemes =
        KEPT.isEmpty() ? List.of(ColorScheme.LIGHT) : List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    return Arrays.stream(Screen.values())
        .flatMap(
            screen ->
                Arrays.stream(Device.values())
                    .flatMap(
                        device ->
                            schemes.stream().map(scheme -> Arguments.of(screen, device, scheme))));
  }

  static Stream<Screen> states() {
    return Arrays.stream(Screen.values());
  }

  private static Page page(Screen.Shown shown, Screen screen, Device device, ColorScheme scheme) {
    chromium.complaints().clear();
    Page page = chromium.open(shown.uri().toString(), device.width, device.height, scheme);
    Chromium.awaitReports(page, screen.isComparison() ? 1 : shown.reports());
    page.waitForFunction("() => document.querySelector('#verdict h2')");
    if (screen.isComparison()) {
      page.click("#runTable tr[data-run='1'] input[type=checkbox]");
      page.waitForFunction("() => String(window.infoscope.beside) !== ''");
    }
    return page;
  }

  private static Path histories() {
    return GIVEN.isEmpty() ? folder : Path.of(GIVEN);
  }

  @ParameterizedTest
  @MethodSource("everyScreen")
  void everyStateSaysWhatItIsAndFitsItsScreen(Screen screen, Device device, ColorScheme scheme)
      throws IOException {
    try (Screen.Shown shown = screen.open(histories());
        Page page = page(shown, screen, device, scheme)) {
      page.waitForTimeout(800); // charts follow the size of their cards
      assertThat(page.textContent("#verdict h2")).startsWith(screen.verdict());
      assertThat(page.evaluate(CUT)).as("pixels beyond the right edge").isEqualTo(0);
      assertThat(chromium.complaints()).isEmpty();
      keep(page, screen, device, scheme);
    }
  }

  private static void keep(Page page, Screen screen, Device device, ColorScheme scheme)
      throws IOException {
    if (KEPT.isEmpty()) {
      return;
    }
    String name =
        String.format(Locale.ROOT, "%s-%d-%s.png", screen.file(), device.width, scheme)
            .toLowerCase(Locale.ROOT);
    Path to = Files.createDirectories(Path.of(KEPT)).resolve(name);
    SmallPng.write(page.screenshot(), to, MOST_BYTES);
    assertThat(Files.size(to)).isLessThan(MOST_BYTES);
  }

  @ParameterizedTest
  @MethodSource("states")
  void onPaperThereIsNothingToClickAndNothingIsCut(Screen screen) throws IOException {
    try (Screen.Shown shown = screen.open(histories());
        Page page = page(shown, screen, Device.LAPTOP, ColorScheme.DARK)) {
      page.setViewportSize(PAPER_WIDE, PAPER_HIGH);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator("#controls").isVisible()).isFalse();
      assertThat(page.locator("button:not(th button):visible").count()).as("buttons").isZero();
      assertThat(page.locator("#verdict h2").isVisible()).isTrue();
      assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
          .as("no ink for a dark ground")
          .isEqualTo("rgb(255, 255, 255)");
      assertThat(page.evaluate(CUT)).as("pixels beyond the right edge").isEqualTo(0);
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void axeFindsNothingToObjectTo(Screen screen) throws IOException {
    Axe axe = Axe.load();
    try (Screen.Shown shown = screen.open(histories())) {
      for (Device device : new Device[] {Device.LAPTOP, Device.PHONE}) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
          try (Page page = page(shown, screen, device, scheme)) {
            page.evaluate("document.querySelectorAll('.chapter').forEach(c => c.open = true)");
            page.evaluate("document.querySelector('#layerMenu').open = true"); // if it is there
            page.waitForTimeout(300);
            assertThat(axe.violations(page)).as(device + " " + scheme).isEmpty();
          }
        }
      }
    }
  }
}
