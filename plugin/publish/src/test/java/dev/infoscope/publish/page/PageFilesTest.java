// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFilesTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import \\{ [\\w, ]+ \\} from '\\./(\\w+\\.js)';$");
  private static final Pattern ANY_IMPORT = Pattern.compile("\\bimport\\b[^;]*;");

  /** The library is the one that was published: version 1.6.32, MIT licence. */
  @ParameterizedTest
  @CsvSource({
    "uPlot.iife.min.js, 19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
    "uPlot.min.css, df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
    "LICENSE, 8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd"
  })
  void thePlotLibraryIsUnchanged(String name, String sha256) throws Exception {
    try (InputStream in = PageFiles.class.getResourceAsStream("uplot/" + name)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
    }
  }

  @Test
  void everyModuleImportsOnlyModulesListedBeforeItOnOneLineEach() throws IOException {
    List<String> before = new ArrayList<>();
    for (String name : PageFiles.MODULES) {
      String module = PageFiles.text(name);
      List<String> imported = IMPORT.matcher(module).results().map(m -> m.group(1)).toList();
      assertThat(before).as(name).containsAll(imported);
      assertThat(ANY_IMPORT.matcher(module).results().count()).as(name).isEqualTo(imported.size());
      before.add(name);
    }
  }

  @Test
  void thePageAsksForNothingFromElsewhere() throws IOException {
    assertThat(PageFiles.text(PageFiles.INDEX)).doesNotContain("http:", "https:", "//", "style=");
  }

  @Test
  void thePageWithItsLibraryTakesLessThan300Kilobytes() throws IOException {
    List<String> all = new ArrayList<>(PageFiles.MODULES);
    all.addAll(PageFiles.STYLES);
    all.addAll(List.of(PageFiles.INDEX, PageFiles.PLOT_LIBRARY));
    int bytes = 0;
    for (String name : all) {
      bytes += PageFiles.text(name).getBytes(StandardCharsets.UTF_8).length;
    }
    assertThat(bytes).isLessThan(300 * 1024);
  }
}
