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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state of the page on a laptop, a large screen and a phone, light and dark: what it says
 * first, and that nothing is cut. With {@code -Dinfoscope.screens=folder} the pictures are kept;
 * {@code -Dinfoscope.histories=folder} names real runs, without which made-up ones are shown.
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

  private static Path histories() {
    return GIVEN.isEmpty() ? folder : Path.of(GIVEN);
  }

  @ParameterizedTest
  @MethodSource("everyScreen")
  void everyStateSaysWhatItIsAndFitsItsScreen(Screen screen, Device device, ColorScheme scheme)
      throws IOException {
    try (Screen.Shown shown = screen.open(histories());
        Page page = shown.on(device, scheme, chromium)) {
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
        String.format(Locale.ROOT, "%s-%d-%s.png", screen.file(), device.width(), scheme)
            .toLowerCase(Locale.ROOT);
    Path to = Files.createDirectories(Path.of(KEPT)).resolve(name);
    SmallPng.write(page.screenshot(), to, MOST_BYTES);
    assertThat(Files.size(to)).isLessThan(MOST_BYTES);
  }

  @ParameterizedTest
  @EnumSource
  void onPaperThereIsNothingToClickAndNothingIsCut(Screen screen) throws IOException {
    try (Screen.Shown shown = screen.open(histories());
        Page page = shown.on(Device.LAPTOP, ColorScheme.DARK, chromium)) {
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
}
