// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Locale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views are made from whatever metrics there are. */
@Tag("browser")
class LaterMetricsIT {
  private static final String CAUSAL =
      "{'schema':1,'run':'later','model':'mlp','epoch':EPOCH,'iteration':EPOCH,"
          + "'time':'2026-11-21T10:00:00Z','layers':[{'index':0,'name':'a','kind':'D','reduction':''}],"
          + "'readings':["
          + reading("infoscope.causal.sensitivity", "{}")
          + ","
          + reading("infoscope.causal.degeneracy", "{'kind':'parts'}")
          + ","
          + reading("infoscope.causal.degeneracy", "{'kind':'joint'}")
          + ","
          + reading("infoscope.novel.thing", "{}")
          + "]}\n";


  @TempDir Path folder;

  private static String reading(String metric, String labels) {
    return String.format(Locale.ROOT, "{'metric':'%s','unit':'bits','layer':'a','layer_index':0,'labels':%s,'value':VALUE}", metric, labels)
        .replace('\'', '"');
  }

  /** Also of metrics that this version has never heard of. */
  @Test
  void measuresThatComeLaterGetTheirViewsByThemselves() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int epoch = 1; epoch <= 5; epoch++) {
      lines.append(
          CAUSAL.replace('\'', '"').replace("EPOCH", String.valueOf(epoch)).replace("VALUE", String.valueOf(epoch / 4.0)));
    }
    Path history = Files.writeString(folder.resolve("causal.jsonl"), lines);
    try (HistoryServer server = HistoryServer.open(List.of(history), 0);
        Chromium chromium = Chromium.launch()) {
      Page page = chromium.open(server.uri().toString());
      Chromium.awaitReports(page, 5);
      assertThat(page.locator("#plane-causal").isVisible()).isTrue();
      assertThat(page.locator("#plane-information").count()).isZero();
      assertThat(page.textContent("#charts")).contains("Causal sensitivity", "Novel thing");
      assertThat(page.locator("#choose-kind option").allTextContents())
          .containsExactly("parts", "joint");
      assertThat(chromium.complaints()).isEmpty();
      page.close();
    }
  }
}
