// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.infoscope.publish.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a reader sees first, and what the address of the page brings back. */
@Tag("browser")
class FirstGlanceIT {
  private static final String OPEN_SECTIONS =
      "[...document.querySelectorAll('#charts > details[open]')].map((each) => each.id).join()";

  @RegisterExtension static final Chromium chromium = new Chromium();

  private final SampleRun sample = new SampleRun(5, 60);
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    chromium.complaints().clear();
    endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    endpoint.begin(sample.run());
    endpoint.update(SampleRun.health(1));
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private Page openPage(String state, int epochs) {
    for (int epoch = 1; epoch <= epochs; epoch++) {
      endpoint.publish(sample.report(epoch));
    }
    Page page = chromium.open(endpoint.uri() + state);
    if (epochs > 0) {
      Chromium.awaitReports(page, epochs);
    }
    return page;
  }

  @Test
  void theVerdictAndTheLossComeBeforeThePlanes() {
    Page page = openPage("", 30);
    assertThat(page.textContent("#verdict h2")).startsWith("Learning: the loss fell from");
    Object order =
        page.evaluate(
            "['verdict', 'firstCharts', 'planes', 'modules', 'charts'].map((id) => "
                + "document.getElementById(id).getBoundingClientRect()).filter(box => box.height)"
                + ".every((box, i, all) => i < 2 || box.top > all[i - 1].top)");
    assertThat(order).isEqualTo(true);
    Number gap =
        (Number)
            page.evaluate(
                "document.getElementById('top').getBoundingClientRect().top"
                    + " - document.getElementById('first').getBoundingClientRect().bottom");
    assertThat(gap.doubleValue()).as("one gap, as nothing stands between").isBetween(15.5, 16.5);
    assertThat(page.textContent("#firstCharts")).startsWith("Loss");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }

  @Test
  void thePageOpensOnTheEstimatorThatResolvesMostLayersAndNamesWhatTheOtherDoesNot() {
    Page page = openPage("", 20);
    assertThat(page.inputValue("#choose-estimator")).isEqualTo("pairwise");
    assertThat(page.textContent("#verdict")).contains("binned cannot resolve", "pairwise is shown");
    page.selectOption("#choose-estimator", "binned");
    page.locator("#verdict button.link").click();
    assertThat(page.inputValue("#choose-estimator")).isEqualTo("pairwise");
    page.close();
  }

  @Test
  void theAddressBringsBackEstimatorMomentLayersAxesAndOpenSections() {
    Page page = openPage("", 20);
    page.selectOption("#choose-estimator", "binned");
    page.locator("#layers button").nth(1).click();
    page.locator("#slider").fill("6");
    page.locator("#charts > details:not([hidden]):not([open]) > summary").first().click();
    Object open = page.evaluate(OPEN_SECTIONS);
    page.locator("#view summary").click();
    page.locator("#view select").selectOption("time");
    page.waitForFunction("() => location.hash.includes('x=time')");
    Page again = chromium.open(page.url());
    Chromium.awaitReports(again, 20);
    again.waitForFunction(
        "() => document.querySelector('#when').textContent.startsWith('epoch 7 ')");
    assertThat(again.inputValue("#choose-estimator")).isEqualTo("binned");
    assertThat(again.getAttribute("#layers button:nth-child(2)", "aria-pressed"))
        .isEqualTo("false");
    assertThat(again.evaluate(OPEN_SECTIONS)).isEqualTo(open);
    assertThat(again.inputValue("#view select")).isEqualTo("time");
    assertThat(chromium.complaints()).isEmpty();
    page.close();
    again.close();
  }

  @Test
  void aDoubleClickShowsALayerAlone() {
    Page page = openPage("", 10);
    page.locator("#layers button").nth(2).dblclick();
    page.waitForFunction("() => window.infoscope.hidden === 4");
    page.locator("#layers button").nth(2).dblclick();
    page.waitForFunction("() => window.infoscope.hidden === 0");
    page.close();
  }

  @Test
  void everyCardSaysWhatItIsAndWhenNotToBelieveIt() {
    Page page = openPage("", 10);
    page.locator("#planes .help summary").first().click();
    assertThat(page.locator("#planes .help").first().textContent())
        .contains("I(X;T): how many bits", "When not to trust it:")
        .contains(
            "in src/site/metrics.md of the source tree, under infoscope_information_input_bits");
    assertThat(page.locator("#planes .help a").count()).isZero(); // no address was given
    page.close();
  }

  @Test
  void chartsZoomTogetherAndBackAgain() {
    Page page = openPage("#zoom=5~10", 20);
    assertThat(page.locator("#unzoom").isVisible()).isTrue();
    page.locator("#unzoom").click();
    assertThat(page.locator("#unzoom").isVisible()).isFalse();
    assertThat(page.url()).doesNotContain("zoom");
    page.close();
  }

  @Test
  void playingFromTheEndBeginsWithTheFirstSnapshotAtOnce() {
    Page page = openPage("", 20);
    assertThat(page.textContent("#facts")).contains("Epoch20 of");
    page.locator("#play").click();
    page.locator("#play").click();
    assertThat(page.textContent("#when")).startsWith("epoch ");
    assertThat(page.textContent("#facts")).contains("earlier; the latest is 20");
    assertThat(page.locator("#planes canvas").first().isVisible()).isTrue();
    page.close();
  }

  @Test
  void beforeTheFirstSnapshotThePageSaysWhatItWaitsFor() {
    Page page = openPage("", 0);
    page.waitForFunction("() => document.querySelector('#run').textContent === 'sample'");
    assertThat(page.textContent("#verdict"))
        .contains("Waiting for the first snapshot", "Watched since", "is being analysed");
    assertThat(page.locator("#controls").isVisible()).isFalse();
    assertThat(page.textContent("#facts")).contains("Probe set").doesNotContain("–", "Cost");
    Object before = page.textContent("#verdict");
    page.waitForFunction(
        "before => document.querySelector('#verdict').textContent !== before", before);
    assertThat(page.locator("#planes").isVisible()).isFalse();
    assertThat(chromium.complaints()).isEmpty();
    page.close();
  }
}
