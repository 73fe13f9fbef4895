// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.infoscope.measure.Metric;
import dev.infoscope.report.MetricCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page says behind a question mark is what the reference of the metrics says. */
class HelpTest {
  private static final Path REFERENCE = Path.of("../../src/site/metrics.md");
  private static final Path MODULE =
      Path.of("src/main/resources/dev/infoscope/publish/page/help.js");
  private static final Pattern SECTION =
      Pattern.compile(
          "(?m)^### `([^`\\n]*)`.*\\n\\nMicrometer `([\\w.]+)`.*\\n\\n([^*\\n][^\\n]*)\\n"
              + "(?s:(?!^###).)*?\\*When not to trust it:\\* ([^\\n]*)\\n");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\([^)]*\\)");

  private record Help(String what, String caveat, String anchor) {}

  @Test
  void theHelpOfThePageIsTheReference() throws IOException {
    if (Boolean.getBoolean("infoscope.regenerate")) {
      Files.writeString(MODULE, module());
    }
    assertThat(module())
        .as(
            "help.js; made anew by: mvn -q -Phack -pl plugin/publish -am test -Dtest=HelpTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dinfoscope.regenerate=true")
        .isEqualTo(Files.readString(MODULE));
  }

  @Test
  void everyMetricHasHelp() throws IOException {
    assertThat(all().keySet())
        .containsAll(MetricCatalogue.metrics().stream().map(Metric::meterName).toList());
  }

  private static String module() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Help> each :
        all().entrySet()) { // a line each, as the page is to stay small
      lines.add(
          json.writeValueAsString(each.getKey()) + ":" + json.writeValueAsString(each.getValue()));
    }
    return "// What every metric is, and when not to trust it: made of src/site/metrics.md by a test.\n\n"
        + "export const HELP = {\n"
        + String.join(",\n", lines)
        + "\n};\n";
  }

  private static Map<String, Help> all() throws IOException {
    Map<String, Help> all = new TreeMap<>();
    Matcher sections = SECTION.matcher(Files.readString(REFERENCE));
    while (sections.find()) {
      String anchor = sections.group(1).replace('_', '-'); // as Sphinx makes it of a heading
      all.put(
          sections.group(2), new Help(plain(sections.group(3)), plain(sections.group(4)), anchor));
    }
    return all;
  }

  /** Without the marks of a page that a line of help has no use for. */
  private static String plain(String text) {
    String words = LINK.matcher(text).replaceAll("$1").replace("`", "").replace("**", "");
    return Character.toUpperCase(words.charAt(0)) + words.substring(1).strip();
  }
}
