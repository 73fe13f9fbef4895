// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.Reports;
import dev.infoscope.publish.TestRequirement;
import dev.infoscope.report.EpochReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @TempDir Path folder;
  private Path history;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    history = folder.resolve("run.jsonl");
    out = folder.resolve("out");
    Layer layer = new Layer(2, "a,\"b\"", "Dense", null, "");
    try (HistoryFile file = new HistoryFile(history)) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        file.publish(
            new EpochReport(
                Reports.RUN,
                new Moment(
                    epoch, epoch, Instant.ofEpochMilli(1_700_000_000_500L + epoch * 1000), 2),
                List.of(
                    Reports.reading(PlaneMetrics.INPUT, layer, epoch),
                    Reports.reading(PlaneMetrics.EFFICIENCY, layer, Double.NaN)),
                Map.of(),
                Map.of()));
      }
    }
  }

  @Test
  void theTableHasARowPerReadingAndQuotesWhatNeedsIt() throws Exception {
    HistoryCsv.write(history, out);
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(1 + 3 * 2);
    assertThat(lines.get(0))
        .startsWith(
            "run,model,epoch,iteration,time,score,metric,unit,layer,layerIndex,value,samples,standardError")
        .contains(",estimator,signal,ceiling,")
        .endsWith(",flags,version,seed,threads,ompThreads");
    assertThat(lines.get(1))
        .startsWith("unit,mlp,1,1,2023-11-14T22:13:21.500Z,2.0,infoscope.information.input,bits,")
        .contains(",\"a,\"\"b\"\"\",2,1.0,100,");
    assertThat(lines.get(2)).contains(",2,,100,");
    assertThat(lines.subList(1, 7)).allMatch(line -> line.endsWith(",test,1,1,1"));
  }

  @Test
  void tagsOfARunAreInTheHistoryAndItsExports() throws Exception {
    try (HistoryFile file = new HistoryFile(history)) {
      Map<String, Object> tags = Map.of("lr", 0.5, "note", "=a,b", "augmented", true, "batch", 32L);
      EpochReport report = Reports.of(4, 1);
      file.publish(
          new EpochReport(
              Reports.RUN.withTags(tags),
              report.moment(),
              report.readings(),
              Map.of(),
              report.durations()));
      assertThat(History.read(history).get(3).tags()).isEqualTo(tags);
      assertThat(History.read(history).get(0).tags()).isEmpty();
    }
    HistoryCsv.write(history, out);
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0)).endsWith(",ompThreads,tag_augmented,tag_batch,tag_lr,tag_note");
    assertThat(lines.get(1)).endsWith(",test,1,1,1,,,,");
    assertThat(lines.get(lines.size() - 1)).endsWith(",test,1,1,1,true,32,0.5,\"'=a,b\"");
    HistoryOpenMetrics.write(history, out);
    assertThat(Files.readAllLines(out))
        .contains(
            "infoscope_run_tag{job=\"infoscope\",model=\"mlp\",run=\"unit\",tag=\"lr\",value=\"0.5\"} 1.0 1004.0");
  }

  @Test
  void aLineWhoseTagsAreNoTagsIsNamedAsDamaged() throws Exception {
    String line = Files.readAllLines(history).get(0);
    Files.writeString(
        history,
        line.replace("\"epoch\":1", "\"tags\":{\"lr\":[1]},\"epoch\":1") + "\n" + line + "\n");
    assertThat(HistoryCsv.write(history, out).words())
        .contains("line 1", "tag lr ([1]) must be a text, a finite number or a truth value");
  }

  @Test
  void theTableLeavesThreadsOpenThatAnOlderHistoryDidNotRecord() throws Exception {
    String older = "\"threads\":1,\"ompThreads\":1,";
    Files.writeString(history, Files.readString(history).replace(older, ""));
    HistoryCsv.write(history, out);
    assertThat(Files.readAllLines(out).subList(1, 7)).allMatch(line -> line.endsWith(",test,1,,"));
  }

  @Test
  void openMetricsGroupsFamiliesAndCarriesTimestamps() throws Exception {
    HistoryOpenMetrics.write(history, out);
    assertThat(Files.readAllLines(out))
        .endsWith("# EOF")
        .containsSubsequence(
            "# TYPE infoscope_information_efficiency_ratio gauge",
            "# TYPE infoscope_information_input_bits gauge",
            "# UNIT infoscope_information_input_bits bits",
            "infoscope_information_input_bits{estimator=\"some\",job=\"infoscope\",layer=\"a,\\\"b\\\"\","
                + "layer_index=\"02\",model=\"mlp\",run=\"unit\",signal=\"some\"}"
                + " 1.0 1700000001.5",
            "# TYPE infoscope_training_epoch gauge");
    assertThat(Files.readString(out)).contains("} NaN 1700000001.5");
  }

  @Test
  void promtoolMakesBlocksOfIt() throws Exception {
    TestRequirement.program("promtool");
    HistoryOpenMetrics.write(history, out);
    Process promtool =
        new ProcessBuilder(
                "promtool",
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                out.toString(),
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    assertThat(said).contains("BLOCK ULID");
  }
}
