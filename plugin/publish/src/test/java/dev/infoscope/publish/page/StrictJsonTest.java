// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import dev.infoscope.safety.Tried;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is measured and however things are called, all that is sent is JSON to the letter. */
class StrictJsonTest {
  private static final int REPORTS = 12;
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    1e39,
    -1e39,
    3.4028235e38,
    3.4028236e38,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    1e-46,
    1e300,
    123456789012345680.0,
    1 / 3.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private static final String[] PIECES = {
    "\u0000",
    "\ud800",
    "\udc00",
    "\ud83d\ude00",
    "\u2028",
    "\u2029",
    "\n",
    "\r",
    "\"",
    "\\",
    "</script>",
    "<!--",
    "]]>",
    "\u007f",
    "\ufffe",
    "\uffff",
    "é",
    "NaN",
    "data: x",
    "a",
    " "
  };
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Metric MATRIX =
      Metric.matrix("infoscope.test.matrix", "bits", "for the test", "class", "unit");

  @TempDir Path folder;

  private static double number(SplittableRandom random) {
    return random.nextInt(3) > 0
        ? NUMBERS[random.nextInt(NUMBERS.length)]
        : Double.longBitsToDouble(random.nextLong());
  }

  private static String text(SplittableRandom random, String start) {
    StringBuilder text = new StringBuilder(start);
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static Run run(SplittableRandom random, String name) {
    Provenance how =
        new Provenance("v", Map.of("s", text(random, "s")), 1, 1, 1, 10, 2, text(random, "h"));
    return new Run(name, text(random, "model"), 9, how);
  }

  private static EpochReport report(SplittableRandom random, Run run, int epoch) {
    List<Reading> readings = new ArrayList<>();
    List<Matrix> matrices = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Layer layer = new Layer(i, text(random, "layer" + i), text(random, "k"), null, "");
      Map<String, String> labels =
          Map.of("signal", "activation", "estimator", text(random, "estimator"));
      Uncertainty uncertainty = Uncertainty.of(1, number(random));
      readings.add(
          new Reading(PlaneMetrics.INPUT, layer, labels, number(random), uncertainty, Set.of()));
      double[] values = {number(random), number(random)};
      List<String> rows = List.of(text(random, "row"));
      matrices.add(new Matrix(MATRIX, layer, rows, List.of("0", text(random, "c")), values));
    }
    return new EpochReport(
        run,
        new Moment(epoch, epoch, Instant.EPOCH, number(random)),
        readings,
        matrices,
        Map.of(text(random, "skipped"), text(random, "why")),
        Map.of(text(random, "measure"), Duration.ofNanos(random.nextInt(1 << 30))));
  }

  private static JsonNode strictly(String json) throws Exception {
    return STRICT.readTree(json);
  }

  private static JsonNode get(URI from) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(from).build();
    return strictly(
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  @Tried(value = "extreme readings and strange names on the live page", area = Tried.Area.NAMES)
  void allThatIsServedIsJson(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Run run = run(random, text(random, "run"));
    List<EpochReport> reports = new ArrayList<>();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Endpoint endpoint = new Endpoint(any)) {
      endpoint.begin(run);
      for (int epoch = 1; epoch <= REPORTS; epoch++) {
        reports.add(report(random, run, epoch));
        endpoint.publish(reports.get(epoch - 1));
      }
      assertThat(get(endpoint.uri().resolve("/runs")).get("runs")).hasSize(1);
      JsonNode kept = get(endpoint.uri().resolve("/matrices?run=0"));
      assertThat(kept.get("matrices")).hasSize(4);
      try (EventReader reader = EventReader.open(endpoint.uri(), "")) {
        strictly(reader.next("run").data());
        for (EpochReport each : reports) {
          holds(strictly(reader.next("frame").data()), each);
        }
      }
    }
  }

  /** Every finite reading is there, to seven digits; others are null. */
  private static void holds(JsonNode frame, EpochReport report) {
    List<Double> sent = new ArrayList<>();
    for (JsonNode row : frame.get("v")) { // its first place, then values
      row.forEach(value -> sent.add(value.isNull() ? null : value.doubleValue()));
    }
    for (Reading reading : report.readings()) {
      double value = reading.value();
      if (Double.isFinite(value)) {
        assertThat(sent)
            .as("%s", value)
            .anyMatch(each -> each != null && Math.abs(each - value) <= Math.abs(value) * 1e-7);
      }
    }
    assertThat(sent).allMatch(each -> each == null || Double.isFinite(each));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
  @Tried(value = "extreme readings and strange names in a report", area = Tried.Area.NAMES)
  void whatIsInAReportIsJson(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Path history = folder.resolve("h.jsonl");
    try (HistoryFile file = new HistoryFile(history)) {
      Run run = run(random, "run");
      for (int epoch = 1; epoch <= REPORTS; epoch++) {
        file.publish(report(random, run, epoch));
      }
    }
    Path out = folder.resolve("report.html");
    HtmlReport.write(history, out);
    String html = Files.readString(out);
    int from = html.indexOf('>', html.indexOf("id=\"infoscope-data\"")) + 1;
    JsonNode data = strictly(html.substring(from, html.indexOf("</script>", from)));
    assertThat(data).hasSize(1);
    assertThat(data.get(0).get("frames")).hasSize(REPORTS);
  }
}
