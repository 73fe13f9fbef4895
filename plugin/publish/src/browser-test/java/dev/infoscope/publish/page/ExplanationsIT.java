// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.report.EpochReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations stand where the question arises, and nothing of a card is cut. */
@Tag("browser")
class ExplanationsIT {
  private static final int EPOCHS = 12;

  @RegisterExtension static final Chromium chromium = new Chromium();

  private final SampleRun sample = new SampleRun(4, EPOCHS);
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    endpoint.begin(sample.run());
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      endpoint.publish(withOutputs(sample.full(epoch)));
    }
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  /** As of a network with an output of classes and one of values, which has three first charts. */
  private static EpochReport withOutputs(EpochReport report) {
    List<Reading> readings = new ArrayList<>(report.readings());
    Uncertainty none = Uncertainty.of(2000, Double.NaN);
    Map<String, String> classes = Map.of("output", "classes");
    Map<String, String> value = Map.of("output", "value");
    readings.add(new Reading(ProbeMetrics.ACCURACY, null, classes, 0.9, none, Set.of()));
    readings.add(new Reading(ProbeMetrics.R2, null, value, 0.4, none, Set.of()));
    return new EpochReport(
        report.run(),
        report.moment(),
        readings,
        report.matrices(),
        report.skipped(),
        report.durations());
  }

  private Page page(int width) {
    Page page = chromium.open(endpoint.uri().toString(), width, 900, ColorScheme.LIGHT);
    Chromium.awaitReports(page, EPOCHS);
    page.evaluate("document.querySelectorAll('.chapter').forEach((each) => (each.open = true))");
    page.waitForFunction("() => !window.infoscope.waits");
    return page;
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1440, 2560})
  void everyCardSaysWhatItShowsWithinTheWindow(int width) {
    Page page = page(width);
    Object outside =
        page.evaluate(
            """
            () => [...document.querySelectorAll('.help:not([hidden])')].map((help) => {
              help.open = true;
              const box = help.lastElementChild.getBoundingClientRect();
              help.open = false;
              const fits = box.width > 0 && box.left >= 0 && box.right <= innerWidth;
              return fits ? '' : help.firstElementChild.getAttribute('aria-label');
            }).filter((name) => name !== '')
            """);
    assertThat(outside).asInstanceOf(LIST).isEmpty();
    Object unexplained =
        page.evaluate(
            "() => [...document.querySelectorAll('.cardhead')].filter((head) =>"
                + " head.querySelector('.menu') && !head.querySelector('.help:not([hidden])'))"
                + ".map((head) => head.textContent)");
    assertThat(unexplained).asInstanceOf(LIST).isEmpty();
  }

  @Test
  void whatTheVerdictSaysIsExplainedBesideIt() {
    Page page = page(1440);
    page.click("#verdict li:has-text('holds') .help summary");
    assertThat(page.innerText("#verdict li:has-text('holds') .help div"))
        .contains("how many bits the layer T holds about the label", "When not to trust it");
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1440})
  void noChoiceIsCut(int width) {
    Object cut =
        page(width)
            .evaluate(
                """
                () => [...document.querySelectorAll('select')].filter((select) => {
                  const wide = select.offsetWidth;
                  select.style.maxWidth = 'none';
                  const whole = select.offsetWidth;
                  select.style.maxWidth = '';
                  return whole > wide;
                }).map((select) => select.value)
                """);
    assertThat(cut).asInstanceOf(LIST).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1440, 2560})
  void threeFirstChartsStandInOneRow(int width) {
    Object tops =
        page(width)
            .evaluate(
                "() => new Set([...document.querySelectorAll('#firstCharts > *')]"
                    + ".map((each) => each.getBoundingClientRect().top)).size");
    assertThat(tops).isEqualTo(1);
  }
}
