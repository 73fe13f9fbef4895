// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.publish.http.Response;
import dev.infoscope.publish.http.Route;
import dev.infoscope.publish.http.ResponseStream;
import dev.infoscope.publish.http.WebServer;
import dev.infoscope.report.EpochReport;
import dev.infoscope.safety.Tried;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over is not what it should be, or breaks off; what follows is drawn. */
@Tag("browser")
class BadFrameIT {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  @RegisterExtension static final Chromium chromium = new Chromium();

  private final SampleRun sample = new SampleRun(4, 30);

  @BeforeEach
  void forget() {
    chromium.complaints().clear();
  }

  /** The messages of a run, with others between. */
  private byte[] messages(String bad) {
    Channel channel = Channel.inMemory(Channel.KEPT_BYTES, Channel.KEPT_BYTES);
    channel.begin(sample.run());
    StringBuilder all = new StringBuilder();
    Channel.Reader reader = channel.readerAfter("");
    for (int epoch = 1; epoch <= 3; epoch++) {
      channel.add(
          sample.report(epoch).entry());
      for (Message next = channel.next(reader); next != null; next = channel.next(reader)) {
        all.append(new String(next.bytes(), StandardCharsets.UTF_8));
      }
      all.append("event: frame\ndata: ").append(bad).append("\n\n");
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ResponseStream stream(byte[] bytes) {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    return new ResponseStream() {
      @Override
      public ByteBuffer rest() {
        return left.duplicate();
      }

      @Override
      public void taken(int count) {
        left.position(left.position() + count);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"epoch\":2,\"iteration\":20,\"v\":[Infinity],\"e\":{},\"f\":{}}",
        "{\"epoch\":",
        "null",
        "{}",
        "[]"
      })
  @Tried(value = "a frame that is none, in the browser", area = Tried.Area.NETWORK)
  void aBadFrameIsCountedAndTheNextIsDrawn(String bad) throws Exception {
    try (LivePage livePage = new LivePage();
        WebServer server = new WebServer(ANY)) {
      Map<String, Route> routes = livePage.routes();
      byte[] bytes = messages(bad);
      routes.put("/events", request -> Response.stream("text/event-stream", stream(bytes)));
      server.start(routes, null);
      Page page = chromium.open(server.uri().toString());
      Chromium.awaitReports(page, 3);
      page.waitForFunction("() => document.querySelector('#unread').textContent.startsWith('3 ')");
      assertThat(page.textContent("#when")).isEqualTo("epoch 3 of 30");
      assertThat(page.isVisible("#unread")).isTrue();
      assertThat(chromium.complaints()).isEmpty();
      page.close();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e39, -1e39, Double.MAX_VALUE, Double.MIN_VALUE, 4e38})
  @Tried(value = "a reading that no float can hold, in the browser", area = Tried.Area.NETWORK)
  void readingsBeyondFloatsAreDrawn(double value) throws Exception {
    try (Endpoint endpoint = new Endpoint(ANY)) {
      endpoint.begin(sample.run());
      endpoint.publish(sample.report(1));
      for (int epoch = 2; epoch <= 4; epoch++) {
        endpoint.publish(with(epoch, epoch == 3 ? 1 : value));
      }
      Page page = chromium.open(endpoint.uri().toString());
      Chromium.awaitReports(page, 4);
      page.waitForFunction("() => document.querySelector('#when').textContent === 'epoch 4 of 30'");
      assertThat(page.isVisible("#unread")).isFalse();
      assertThat(chromium.complaints()).isEmpty();
      page.close();
    }
  }

  private EpochReport with(int epoch, double value) {
    Layer layer = new Layer(0, "layer_0", "DenseLayer", null, "");
    Map<String, String> labels = Map.of("signal", "activation", "estimator", "binned");
    return new EpochReport(
        sample.run(),
        new Moment(epoch, 10 * epoch, Instant.EPOCH, value),
        List.of(
            new Reading(
                PlaneMetrics.INPUT, layer, labels, value, Uncertainty.of(100, value), Set.of()),
            new Reading(PlaneMetrics.LABEL, layer, labels, 1, Uncertainty.of(100, 1), Set.of())),
        Map.of(),
        Map.of());
  }

  @Test
  @Tried(value = "a connection that is cut in the middle of a message", area = Tried.Area.NETWORK)
  void whoIsDroppedInTheMiddleComesBackAndGetsTheRest() throws Exception {
    try (Endpoint endpoint = new Endpoint(ANY);
        FlakyProxy proxy = new FlakyProxy(endpoint.uri().getPort())) {
      endpoint.begin(sample.run());
      endpoint.publish(sample.report(1));
      Page page = chromium.open(proxy.address());
      Chromium.awaitReports(page, 1);
      for (int epoch = 2; epoch <= 20; epoch++) {
        endpoint.publish(sample.report(epoch));
        if (epoch % 6 == 0) {
          proxy.cut();
        }
      }
      Chromium.awaitReports(page, 20);
      assertThat((List<?>) page.evaluate("window.infoscope.epochs")).hasSize(20);
      assertThat(page.isVisible("#unread")).isFalse();
      page.close();
    }
  }
}
