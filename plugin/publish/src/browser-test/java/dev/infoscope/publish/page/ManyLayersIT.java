// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A hundred layers: some have colours and names, all can be found. */
@Tag("browser")
class ManyLayersIT {
  private static final String CHIPS = "#layers button";
  private static final String FOUND = "#layerMenu .pick";
  private static final int COLOURED = 8;

  @TempDir static Path folder;
  @RegisterExtension static final Chromium chromium = new Chromium();

  private Screen.Shown shown;
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    SampleHistories.write(folder);
  }

  @BeforeEach
  void open() throws IOException {
    shown = Screen.HUNDRED_LAYERS.open(folder);
    page = opened("");
  }

  @AfterEach
  void close() {
    assertThat(chromium.complaints()).isEmpty();
    page.close();
    shown.close();
  }

  private Page opened(String state) {
    Page opened = chromium.open(shown.uri() + state);
    Chromium.awaitReports(opened, shown.reports());
    opened.waitForFunction("() => document.querySelectorAll('#layers button').length > 0");
    return opened;
  }

  private void search(String words) {
    page.locator("#layerMenu").evaluate("menu => menu.open = true");
    page.fill("#layerMenu input", words);
  }

  @Test
  void eightOfAHundredLayersHaveColoursAndTheControlsLeaveRoomForThePage() {
    assertThat(page.locator(CHIPS).count()).isEqualTo(COLOURED);
    assertThat(page.textContent("#layerMenu summary")).isEqualTo("Layers: 8 of 100 in colour");
    assertThat(page.locator("#controls").boundingBox().height).isLessThan(page.viewportSize().height / 4.0);
    assertThat(page.locator("#sentences .sentence").count()).isEqualTo(COLOURED);
  }

  @Test
  void aSearchFindsLayersAndAClickGivesThemAColour() {
    search("block_07");
    assertThat(page.locator(FOUND).allTextContents())
        .containsExactly("block_07/dense_1", "block_07/dense_2", "block_07/dense_3");
    page.locator(FOUND).nth(1).click();
    assertThat(page.locator(CHIPS).allTextContents()).contains("block_07/dense_2");
    assertThat(page.locator(CHIPS).count()).as("the first gave way").isEqualTo(COLOURED);
    assertThat(page.getAttribute(FOUND + ":nth-child(2)", "aria-pressed")).isEqualTo("true");
    search("no such layer");
    assertThat(page.textContent("#layerMenu .found")).isEqualTo("No layer has this name.");
  }

  @Test
  void aBlockIsColouredOrHiddenAsAWholeAndTheAddressBringsItBack() {
    search("block_07");
    page.click("#layerMenu [aria-label='Colour block_07']");
    assertThat(page.locator(CHIPS).allTextContents())
        .containsExactly("block_07/dense_1", "block_07/dense_2", "block_07/dense_3");
    page.click("#layerMenu [aria-label='Hide block_07']");
    assertThat(page.locator(CHIPS + "[aria-pressed=false]").count()).isEqualTo(3);
    page.click("#layerMenu [aria-label='Show block_07']");
    try (Page again = opened(page.url().substring(page.url().indexOf('#')))) {
      again.waitForFunction("() => document.querySelectorAll('#layers button').length === 3");
    }
  }

  @Test
  void theGreyLayersCanBeHidden() {
    search("");
    page.getByText("Hide the grey ones").click();
    page.waitForFunction("() => window.infoscope.hidden === 92");
    page.getByText("Show all").click();
    page.waitForFunction("() => window.infoscope.hidden === 0");
  }

  @Test
  void theEscapeKeyAndAClickElsewhereCloseTheMenu() {
    Locator menu = page.locator("#layerMenu");
    search("block_07");
    page.keyboard().press("Escape");
    assertThat(menu.getAttribute("open")).isNull();
    search("block_08");
    page.click("h1");
    assertThat(menu.getAttribute("open")).isNull();
  }
}
