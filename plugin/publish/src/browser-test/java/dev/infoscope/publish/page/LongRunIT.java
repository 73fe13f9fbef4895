// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.infoscope.publish.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 2,000 epochs of 20 layers, with matrices; prints what they cost, the medians of nine loads. */
@Tag("browser")
class LongRunIT {
  private static final int EPOCHS = 2000;
  private static final int LOADS = Integer.getInteger("infoscope.loads", 3);
  private static final String FIRST_PAINT =
      "performance.getEntriesByName('first-contentful-paint')[0].startTime";

  @Test
  void twoThousandEpochsOfTwentyLayersAreShown() throws Exception {
    SampleRun sample = new SampleRun(20, EPOCHS);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Endpoint endpoint = new Endpoint(any);
        Chromium chromium = Chromium.launch()) {
      endpoint.begin(sample.run());
      long before = usedMemory();
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        endpoint.publish(sample.full(epoch));
      }
      long server = usedMemory() - before;
      List<Double> paints = new ArrayList<>();
      List<Double> drawn = new ArrayList<>();
      for (int load = 0; load < LOADS; load++) {
        try (UnloggedPage page =
            new UnloggedPage(chromium.session(), endpoint.uri().toString())) {
          page.await("window.infoscope?.reports >= " + EPOCHS + " && !window.infoscope.waits");
          paints.add(page.number(FIRST_PAINT));
          drawn.add(page.number("window.infoscope.drawn"));
        }
      }
      Page page = loaded(chromium, endpoint);
      page.waitForTimeout(2000);
      page.evaluate("window.gc && window.gc()");
      double heap = ((Number) page.evaluate("performance.memory.usedJSHeapSize")).doubleValue();
      System.out.printf(
          Locale.ROOT,
          "page: %d epochs x 20 layers: first paint %.0f ms, all drawn %.0f ms, one drawing %s ms,"
              + " browser heap %.0f MB, server %.0f MB%n",
          EPOCHS,
          median(paints),
          median(drawn),
          page.evaluate("window.infoscope.milliseconds"),
          heap / 1e6,
          server / 1e6);
      assertThat(heap).as("bytes of browser heap").isLessThan(100e6);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  private static Page loaded(Chromium chromium, Endpoint endpoint) {
    Page page = chromium.open(endpoint.uri().toString());
    Chromium.awaitReports(page, EPOCHS);
    page.waitForFunction("() => !window.infoscope.waits"); // the matrices come last
    return page;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
