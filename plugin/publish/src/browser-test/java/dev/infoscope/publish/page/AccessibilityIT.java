// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state of the page on a laptop and a phone, light and dark, with all sections open. */
@Tag("browser")
class AccessibilityIT {
  @TempDir static Path folder;
  @RegisterExtension static final Chromium chromium = new Chromium();

  @BeforeAll
  static void start() throws IOException {
    SampleHistories.write(folder);
  }

  @ParameterizedTest
  @EnumSource
  void axeFindsNothingToObjectTo(Screen screen) throws IOException {
    Axe axe = Axe.load();
    try (Screen.Shown shown = screen.open(folder)) {
      for (Device device : new Device[] {Device.LAPTOP, Device.PHONE}) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
          try (Page page = shown.on(device, scheme, chromium)) {
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
