// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two runs of one process that ask for the same port. */
class SharedPortTest {
  private InetSocketAddress address;
  private Endpoint first;
  private Endpoint second;

  @BeforeEach
  void open() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
    }
    first = new Endpoint(address);
    second = new Endpoint(address);
    publish(first, "one");
    publish(second, "two");
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private static void publish(Endpoint endpoint, String name) {
    Run run = new Run(name, "mlp", 10, Reports.RUN.provenance());
    endpoint.begin(run);
    EpochReport report = Reports.of(1, 2);
    endpoint.publish(
        new EpochReport(
            run, report.moment(), report.readings(), report.skipped(), report.durations()));
  }

  private String get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    String.format(Locale.ROOT, "http://localhost:%d/%s", address.getPort(), path)))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void bothAreOnOnePageAndInOneScrape() throws Exception {
    assertThat(second.uri()).isEqualTo(first.uri());
    assertThat(get("runs")).contains("\"id\":0,\"run\":\"one\"", "\"id\":1,\"run\":\"two\"");
    assertThat(get("metrics")).contains("run=\"one\"", "run=\"two\"");
  }

  @Test
  void whenOneEndsTheOtherGoesOnAndTheEndedCanStillBeRead() throws Exception {
    first.close();
    first.close(); // a second time does nothing
    assertThat(get("runs"))
        .contains("\"run\":\"one\",\"model\":\"mlp\",\"live\":false")
        .contains("\"run\":\"two\",\"model\":\"mlp\",\"live\":true");
    assertThat(get("metrics")).doesNotContain("run=\"one\"").contains("run=\"two\"");
    second.close();
    new ServerSocket(address.getPort(), 1, address.getAddress()).close();
  }

  @Test
  void anotherTokenIsRefused() {
    assertThatThrownBy(() -> new Endpoint(address, "secret"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is served with another token");
  }

  @Test
  void whoAsksForAnyPortGetsOneOfItsOwn() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Endpoint one = new Endpoint(any);
        Endpoint other = new Endpoint(any)) {
      assertThat(one.uri()).isNotEqualTo(other.uri());
    }
  }
}
