// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private final SampleRun sample = new SampleRun(4, 50);
  @TempDir Path folder;

  private Path history(String run) throws IOException {
    return history(run, 1);
  }

  private Path history(String run, int from) throws IOException {
    Path path = folder.resolve("run.jsonl");
    Run named = new Run(run, "mlp", 50, sample.run().provenance());
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch = from; epoch <= 50; epoch++) {
        EpochReport report = sample.report(epoch);
        file.publish(
            new EpochReport(
                named, report.moment(), report.readings(), report.skipped(), report.durations()));
      }
    }
    return path;
  }

  @Test
  void theReportIsOneFileWithASummaryInWords() throws Exception {
    Path out = folder.resolve("report.html");
    HtmlReport.write(history("mine"), out);
    String html = Files.readString(out);
    assertThat(html)
        .contains("mine (mlp) was measured 50 times, from epoch 1 to 50 of 50 planned.")
        .contains("Measured by infoscope 0.1.0, seed 1, 1 analysis thread, 2 OMP threads.")
        .contains("\"conditions\":\"infoscope 0.1.0, seed 1, 1 analysis thread, 2 OMP threads\"")
        .contains("By the binned estimator: layer_1 from ")
        .contains("Saturated: more examples or fewer bins needed. So it is for I(X;T) binned of")
        .contains("script-src 'sha256-")
        .doesNotContain("<link", "src=\"", "<!-- assets -->");
  }

  @Test
  void aRunResumedFromACheckpointIsSummedUpWithTheEpochsBeforeIt() throws Exception {
    Path out = folder.resolve("report.html");
    history("resumed");
    HtmlReport.write(history("resumed", 31), out);
    assertThat(Files.readString(out))
        .contains("resumed (mlp) was measured 50 times, from epoch 1 to 50 of 50 planned.");
  }

  @Test
  void namesCannotBreakOutOfTheirPlace() throws Exception {
    Path out = folder.resolve("report.html");
    HtmlReport.write(history("</script><script>alert(1)</script>"), out);
    assertThat(Files.readString(out)).doesNotContain("<script>alert", "</script><script>alert");
  }

  @Test
  void aNameDoesNotTurnAroundWhatIsSaidOfIt() throws Exception {
    Path out = folder.resolve("report.html");
    HtmlReport.write(history("turn\u202Eed"), out);
    assertThat(Files.readString(out))
        .contains("turn\uFFFDed (mlp) was measured 50 times", "\"run\":\"turn\uFFFDed\"")
        .doesNotContain("\u202E");
  }

  @Test
  void anEmptyHistoryIsNamed() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.jsonl"));
    assertThatThrownBy(() -> HtmlReport.write(empty, folder.resolve("out")))
        .hasMessageContaining("empty.jsonl: holds no report");
    assertThatThrownBy(() -> HistoryServer.open(List.of(empty), 0))
        .hasMessageContaining("empty.jsonl: holds no report");
  }

  @Test
  void severalRunsAreServedSideBySide() throws Exception {
    Path path = history("one");
    history("two");
    try (HistoryServer server = HistoryServer.open(List.of(path), 0)) {
      HttpRequest runs = HttpRequest.newBuilder(server.uri().resolve("/runs")).build();
      String list =
          HttpClient.newHttpClient().send(runs, HttpResponse.BodyHandlers.ofString()).body();
      assertThat(list).contains("\"run\":\"one\"", "\"run\":\"two\"");
      try (EventReader reader = EventReader.open(server.uri(), "")) {
        assertThat(reader.next("run").data()).contains("\"live\":false");
      }
    }
  }
}
