// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PageScriptTest {
  @Test
  void aModuleKeepsItsNamesToItselfAndReturnsWhatItExports() {
    String module =
        """
        import { number } from './format.js';
        const OWN = 1;
        export const SHARED = 2;
        export async function load() {
          return number(OWN);
        }
        """;
    assertThat(PageScript.scoped("cards", module))
        .startsWith("const module_cards = (() => {")
        .contains("const { number } = module_format;", "\nasync function load()", "\nconst SHARED")
        .endsWith("return { SHARED, load };\n})();\n");
  }

  @Test
  void noImportOrExportIsLeftInTheScriptOfTheReport() throws IOException {
    assertThat(PageScript.text().lines())
        .noneMatch(line -> line.startsWith("import ") || line.startsWith("export "));
  }
}
