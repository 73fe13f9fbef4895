// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.Reports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation tells readers to type, typed. */
class HistoryDocsTest {
  private static final Path DOCS = Path.of("../../src/site/history.md");
  private static final Pattern FIRST_PYTHON = Pattern.compile("(?s)```python\n(.*?)```");

  private static Process python(Path folder, String program) throws Exception {
    Path debian = Path.of("/usr/bin/python3");
    return new ProcessBuilder(Files.exists(debian) ? debian.toString() : "python3", "-c", program)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void pandasReadsAllReadingsAsTheDocumentationSays(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(python(folder, "import pandas").waitFor() == 0, "no pandas");
    try (HistoryFile file = new HistoryFile(folder.resolve("run.jsonl"))) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        file.publish(Reports.of(epoch, 2));
      }
    }
    long rows =
        History.read(folder.resolve("run.jsonl")).stream()
            .mapToLong(entry -> entry.readings().size())
            .sum();
    List<String> shown =
        FIRST_PYTHON
            .matcher(Files.readString(DOCS))
            .results()
            .map((MatchResult m) -> m.group(1))
            .toList();
    Process python =
        python(
            folder,
            shown.get(0) + "\nprint(len(df), df.value.sum(), df.label_estimator.dropna().iloc[0])");
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(said).isZero();
    assertThat(said.strip())
        .isEqualTo(String.format(Locale.ROOT, "%d %.1f some", rows, 2.0 * rows));
  }
}
