// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunsTableTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SampleRun sample = new SampleRun(3, 10);

  private ReportEntry entry(Run run, String session, int epoch, long second, double loss) {
    EpochReport full = sample.report(epoch);
    Moment moment = new Moment(epoch, epoch * 10, START.plusSeconds(second), loss);
    return new EpochReport(run, moment, full.readings(), Map.of(), full.durations())
        .entry()
        .written(session, null);
  }

  private Run run(String name, long seed, String bins, Map<String, Object> tags) {
    Provenance how = new Provenance("v", Map.of("b", bins, "s", 20L), seed, 1, 1, 100, 2, "00");
    return new Run(name, "mlp", 10, how).withTags(tags);
  }

  private static JsonNode row(Channel channel, Channel... others) throws IOException {
    List<RunsTable.Row> rows =
        Stream.concat(Stream.of(channel), Stream.of(others)).map(Channel::row).toList();
    RunsTable table = RunsTable.of(rows);
    return new ObjectMapper().readTree(Json.bytes(json -> table.write(json, rows.get(0))));
  }

  private static Channel channel(ReportEntry... entries) {
    Channel channel = Channel.inFile();
    channel.begin(entries[0]);
    for (ReportEntry entry : entries) {
      channel.add(entry);
    }
    return channel;
  }

  @Test
  void aRowSaysHowFarARunIsAndItsBestAndLastLoss() throws Exception {
    Run run = run("a", 1, "8", Map.of("lr", 0.1));
    String session = START.toString();
    JsonNode row =
        row(
            channel(
                entry(run, session, 1, 10, 3),
                entry(run, session, 2, 20, 1),
                entry(run, session, 3, 30, 2)));
    assertThat(row.get("epoch").asInt()).isEqualTo(3);
    assertThat(row.get("loss").asDouble()).isEqualTo(2);
    assertThat(row.get("best").asDouble()).isEqualTo(1);
    assertThat(row.get("bestEpoch").asInt()).isEqualTo(2);
    assertThat(row.get("seconds").asDouble()).isEqualTo(30);
    assertThat(row.get("tags").get("lr").asDouble()).isEqualTo(0.1);
    assertThat(row.get("label").get("pairwise").get("layer").asText()).isEqualTo("layer_2");
  }

  @Test
  void aRestartReplacesTheBestLossOfWhatIsTrainedAgainAndItsPauseDoesNotCount() throws Exception {
    Run run = run("a", 1, "8", Map.of());
    JsonNode row =
        row(
            channel(
                entry(run, START.toString(), 1, 10, 3),
                entry(run, START.toString(), 2, 20, 0.5),
                entry(run, START.plusSeconds(1000).toString(), 2, 1005, 2)));
    assertThat(row.get("best").asDouble()).isEqualTo(2);
    assertThat(row.get("parts").asInt()).isEqualTo(2);
    assertThat(row.get("seconds").asDouble()).isEqualTo(25);
  }

  @Test
  void aPartThatWasWrittenLaterBeginsWithItsFirstReport() throws Exception {
    Run run = run("a", 1, "8", Map.of());
    String later = START.plusSeconds(9999).toString();
    JsonNode row = row(channel(entry(run, later, 1, 10, 3), entry(run, later, 2, 70, 2)));
    assertThat(row.get("seconds").asDouble()).isEqualTo(60);
  }

  @Test
  void onlySettingsThatDifferAreInTheTable() throws Exception {
    Channel one = channel(entry(run("a", 1, "8", Map.of()), "s", 1, 1, 1));
    Channel two = channel(entry(run("b", 2, "8", Map.of()), "s", 1, 1, 1));
    Channel three = channel(entry(run("c", 1, "16", Map.of()), "s", 1, 1, 1));
    assertThat(row(one).get("settings")).isEmpty();
    assertThat(row(one, two).get("settings").fieldNames()).toIterable().containsExactly("seed");
    assertThat(row(two, three, one).get("settings").get("b").asText()).isEqualTo("8");
  }

  @Test
  void aRunIsFinishedOnlyWhenItWasEndedOnPurpose() throws Exception {
    Channel channel = Channel.inFile();
    PageSink sink = new PageSink(channel, () -> {});
    sink.begin(sample.run());
    assertThat(row(channel).get("live").asBoolean()).isTrue();
    sink.finish();
    sink.close();
    assertThat(row(channel).get("live").asBoolean()).isFalse();
    assertThat(row(channel).get("finished").asBoolean()).isTrue();
    assertThat(row(channel).get("last").asText()).isEmpty();
  }

  private static Reading of(Metric metric, @Nullable Layer layer, String label, double value) {
    Map<String, String> labels =
        layer == null
            ? Map.of("output", label)
            : Map.of("estimator", "pairwise", "signal", "activation");
    return new Reading(metric, layer, labels, value, Uncertainty.of(100, 9), Set.of());
  }

  @Test
  void ofSeveralOutputsEachIsNamedAndTheOneThatSaysClassesIsReadBesideTheLabels() throws Exception {
    Layer kind = new Layer(3, "kind", "OutputLayer", null, "");
    Layer price = new Layer(4, "price", "OutputLayer", null, "");
    List<Reading> readings =
        List.of(
            of(PlaneMetrics.LABEL, kind, "", 0.9),
            of(PlaneMetrics.LABEL, price, "", 0.03),
            of(ProbeMetrics.ACCURACY, null, "kind", 0.91),
            of(ProbeMetrics.LOSS, null, "kind", 0.3),
            of(ProbeMetrics.LOSS, null, "price", 7));
    EpochReport report =
        new EpochReport(
            run("a", 1, "8", Map.of()), new Moment(1, 1, START, 1), readings, Map.of(), Map.of());
    JsonNode row = row(channel(report.entry().written(START.toString(), null)));
    assertThat(row.get("accuracy")).hasToString("{\"kind\":0.91}");
    assertThat(row.get("probeLoss")).hasToString("{\"kind\":0.3,\"price\":7.0}");
    assertThat(row.at("/label/pairwise/layer").asText()).isEqualTo("kind");
  }
}
