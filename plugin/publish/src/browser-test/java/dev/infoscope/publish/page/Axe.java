// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.microsoft.playwright.Page;
import dev.infoscope.publish.TestRequirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What axe-core objects to on a page: contrast, names, roles, order of headings and so on. */
final class Axe {
  private static final Path SCRIPT =
      Path.of(
          System.getProperty(
              "infoscope.axe", "../../dashboards/check/node_modules/axe-core/axe.min.js"));
  private static final String VIOLATIONS =
      "async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap("
          + "rule => rule.nodes.map(node => rule.id + ': ' + node.target + ' '"
          + " + node.failureSummary))";

  private final String script;

  private Axe(String script) {
    this.script = script;
  }

  /** Reads axe-core, or skips the test where it is not installed. */
  static Axe load() throws IOException {
    TestRequirement.path(SCRIPT, "npm ci in dashboards/check, or set -Dinfoscope.axe");
    return new Axe(Files.readString(SCRIPT));
  }

  /** One sentence per element and rule; empty if all is well. */
  List<?> violations(Page page) {
    page.evaluate(script);
    return (List<?>) page.evaluate(VIOLATIONS);
  }
}
