// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The page's modules as one script, for a file that has no server to import from. Every module
 * becomes a function of its own, so that names at the top of one never meet those of another; what
 * it exports is returned, and imports take it from there.
 */
final class PageScript {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (\\{.*\\}) from '\\./(\\w+)\\.js';$");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export ((?:async )?(?:function|class|const) (\\w+))");

  private PageScript() {}

  static String text() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String file : PageFiles.MODULES) {
      all.append(scoped(file.replace(".js", ""), PageFiles.text(file)));
    }
    return all.toString();
  }

  /**
   * A module as a constant of what it exports.
   *
   * @param name of the module, without its ending
   * @param module its text; imports are named and from the same folder, exports are declarations
   * @return script
   */
  static String scoped(String name, String module) {
    List<String> exported = EXPORT.matcher(module).results().map(found -> found.group(2)).toList();
    String body =
        EXPORT.matcher(IMPORT.matcher(module).replaceAll("const $1 = module_$2;")).replaceAll("$1");
    return String.format(
        Locale.ROOT,
        "const module_%s = (() => {\n%s\nreturn { %s };\n})();\n",
        name,
        body,
        String.join(", ", exported));
  }
}
