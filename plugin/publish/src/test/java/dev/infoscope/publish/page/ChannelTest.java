// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.Reports;
import dev.infoscope.report.EpochReport;
import dev.infoscope.safety.Situation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What a run keeps of its matrices. */
class ChannelTest {
  private static final Metric METRIC =
      Metric.matrix("infoscope.test.matrix", "bits", "for the test", "class", "unit");
  private static final Layer LAYER = new Layer(1, "dense", "DenseLayer", null, "");

  private final SplittableRandom random = new SplittableRandom(2);
  private final Channel channel = Channel.inMemory(100_000, 100_000);

  private static Matrix matrix(List<String> columns, double... values) {
    return new Matrix(METRIC, LAYER, List.of("0", "1"), columns, values);
  }

  private void add(int epoch, List<Matrix> matrices) {
    Moment moment = new Moment(epoch, 10 * epoch, Instant.EPOCH, 1);
    EpochReport report =
        new EpochReport(Reports.RUN, moment, List.of(), matrices, Map.of(), Map.of());
    channel.add(report.entry());
  }

  private void addWide(int epoch) {
    double[] values = new double[2 * 500];
    Arrays.setAll(values, i -> random.nextDouble()); // does not pack to nothing
    add(epoch, List.of(matrix(IntStream.range(0, 500).mapToObj(String::valueOf).toList(), values)));
  }

  private JsonNode at(int epoch) throws Exception {
    return new ObjectMapper().readTree(channel.matrices(epoch, 10 * epoch).text());
  }

  @Test
  void matricesOfAnEpochAreFoundInFourDigitsAndNoEvidenceIsNull() throws Exception {
    add(1, List.of(matrix(List.of("0", "b"), 1.0 / 3, Double.NaN, -12345.678, 2)));
    JsonNode found = at(1).get("matrices").get(0);
    assertThat(found.get("rows").asInt()).isEqualTo(2);
    assertThat(found.get("columns")).hasToString("[\"0\",\"b\"]");
    assertThat(found.get("values")).hasToString("[0.3333,null,-12350.0,2]");
  }

  @RepeatedTest(200)
  void whoIsToldOfTheEndWasToldBeforeThatTheRunIsOver() throws Exception {
    add(1, List.of());
    AtomicReference<String> lastHead = new AtomicReference<>("");
    Channel.Reader reader = channel.readerAfter("");
    Thread polling =
        new Thread(
            () -> {
              while (!reader.isAtEnd()) {
                Message next = channel.next(reader);
                String text = next == null ? "" : new String(next.bytes(), StandardCharsets.UTF_8);
                lastHead.updateAndGet(last -> text.startsWith("event: run\n") ? text : last);
              }
            });
    polling.start();
    channel.end();
    polling.join(10_000);
    assertThat(lastHead.get()).contains("\"live\":false");
  }

  @Test
  void whereAnEpochHasNoneThoseBeforeItAreFound() throws Exception {
    add(1, List.of());
    assertThat(at(1).get("matrices")).isEmpty();
    addWide(2);
    add(3, List.of());
    assertThat(at(1).get("matrices")).isEmpty();
    assertThat(at(3).get("epoch").asInt()).isEqualTo(2);
  }

  @Test
  @Situation(
      number = 15,
      value = "the page stays open for thousands of epochs",
      issues = {3282, 2663},
      holds = "what is kept for it does not grow")
  void aLongRunKeepsNoMoreThanItsShareOfMemory() throws Exception {
    for (int epoch = 1; epoch <= 500; epoch++) {
      addWide(epoch);
    }
    assertThat(channel.size()).isBetween(100_000L, 2 * 100_000L + 1000);
    assertThat(at(1).get("epoch").asInt()).as("the first stays").isEqualTo(1);
    assertThat(at(500).get("epoch").asInt()).as("the newest stays").isEqualTo(500);
    assertThat(at(250).get("epoch").asInt()).as("evenly between").isBetween(150, 250);
  }

  @Test
  void whatWasTrainedAgainReplacesTheMatricesToo() throws Exception {
    addWide(1);
    addWide(2);
    addWide(3);
    add(2, List.of());
    assertThat(at(3).get("epoch").asInt()).isEqualTo(1);
  }

  @Test
  void theHeadSaysWhichMatricesThereAre() {
    addWide(1);
    assertThat(channel.next(channel.readerAfter("")).data())
        .contains("\"metric\":\"infoscope.test.matrix\"", "\"rows\":\"class\"");
  }

  @Test
  void theHeadSaysHowSeriesAndMatricesWereObtainedAndSaysAChangeToo() throws Exception {
    FrameWriter frames = new FrameWriter();
    for (String note : List.of("10 of 20 examples", "10 of 20 examples", "12 of 20 examples")) {
      Layer layer = LAYER.noted(note);
      EpochReport report =
          new EpochReport(
              Reports.RUN,
              new Moment(1, 1, Instant.EPOCH, 1),
              List.of(Reports.reading(PlaneMetrics.INPUT, layer, 1)),
              List.of(new Matrix(METRIC, layer, List.of("0"), List.of("0"), new double[1])),
              Map.of(),
              Map.of());
      frames.frame(report.entry(), Long.MAX_VALUE);
    }
    JsonNode head = new ObjectMapper().readTree(frames.head(RunFacts.none("t")));
    String both = "[\"10 of 20 examples\",\"12 of 20 examples\"]";
    assertThat(head.at("/series/0/obtained")).hasToString(both);
    assertThat(head.at("/matrices/0/obtained")).hasToString(both);
  }

  /** Which neurons are on top changes; a series each would make frames grow without end. */
  @Test
  void readingsOfRankedNeuronsAreNotAmongTheFrames() {
    EpochReport report =
        new EpochReport(
            Reports.RUN,
            new Moment(1, 1, Instant.EPOCH, 1),
            List.of(
                Reports.reading(NeuronMetrics.TOP_SELECTIVITY, LAYER, 1),
                Reports.reading(PlaneMetrics.INPUT, LAYER, 1)),
            Map.of(),
            Map.of());
    byte[] frame = new FrameWriter().frame(report.entry(), Long.MAX_VALUE);
    assertThat(new String(frame, StandardCharsets.UTF_8)).contains("\"v\":[[0,1]]");
  }
}
