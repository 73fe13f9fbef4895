// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.Health;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryServerTest {
  private final SampleRun sample = new SampleRun(2, 30);
  @TempDir Path folder;

  private void session(Path path, int from, int to) throws Exception {
    try (HistoryFile file = new HistoryFile(path)) {
      for (int epoch = from; epoch <= to; epoch++) {
        file.publish(sample.report(epoch));
      }
    }
  }

  /** Name, last epoch and number of parts of each row of the table of runs. */
  private static List<String> runs(Path history) throws Exception {
    List<String> runs = new ArrayList<>();
    try (HistoryServer server = HistoryServer.open(List.of(history), 0);
        InputStream json = server.uri().resolve("/runs").toURL().openStream()) {
      JsonNode table = new ObjectMapper().readTree(json);
      for (JsonNode row : table.get("runs")) {
        runs.add(row.get("run").asText() + " " + row.get("epoch").asInt() + " " + row.get("parts"));
      }
    }
    return runs;
  }

  @Test
  void sessionsThatBeginAnewAreRowsWithNumbersOfTheirOwn() throws Exception {
    Path path = folder.resolve("moons.jsonl");
    session(path, 1, 5);
    session(path, 1, 9);
    session(path, 1, 3);
    assertThat(runs(path)).containsExactly("sample 5 1", "sample (2) 9 1", "sample (3) 3 1");
  }

  private void session(Path path, String end) throws Exception {
    HistoryFile file = new HistoryFile(path);
    file.begin(sample.run());
    file.publish(sample.report(1));
    if (end.equals("finished")) {
      file.finish();
    }
    if (!end.equals("killed")) {
      file.close();
    }
  }

  @Test
  void aRunOfAFileIsFinishedClosedOrCutOff() throws Exception {
    List<String> states = new ArrayList<>();
    for (String end : List.of("finished", "closed", "killed")) {
      Path path = folder.resolve(end + ".jsonl");
      session(path, end);
      try (HistoryServer server = HistoryServer.open(List.of(path), 0);
          InputStream json = server.uri().resolve("/runs").toURL().openStream()) {
        JsonNode row = new ObjectMapper().readTree(json).get("runs").get(0);
        String began = row.get("began").asText().isEmpty() ? "" : " began";
        states.add(row.get("finished") + " " + row.get("cut") + began);
      }
    }
    assertThat(states).containsExactly("true false began", "false false began", "false true began");
  }

  @Test
  void aFileOfARunThatWasNotWatchedSaysWhyItHoldsNoReport() throws Exception {
    Path path = folder.resolve("unwatched.jsonl");
    try (HistoryFile file = new HistoryFile(path)) {
      file.begin(sample.run());
      file.update(new Health(0, Map.of(), Map.of(), Map.of(), "the network refuses the probe"));
    }
    assertThatThrownBy(() -> HistoryServer.open(List.of(path), 0))
        .hasMessageEndingWith(
            "holds no report; its run was not watched: the network refuses the probe");
  }

  @Test
  void aRunThatGoesOnFromACheckpointIsOneRowOfTwoParts() throws Exception {
    Path path = folder.resolve("moons.jsonl");
    session(path, 1, 5);
    session(path, 4, 7);
    assertThat(runs(path)).containsExactly("sample 7 2");
  }
}
