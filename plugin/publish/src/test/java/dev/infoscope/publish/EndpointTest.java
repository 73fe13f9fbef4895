// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over real HTTP. */
class EndpointTest {
  private static final Pattern VALUE =
      Pattern.compile(
          "^(infoscope_(?:information|training_epoch)\\w*)\\{.*} (\\S+)$", Pattern.MULTILINE);

  private final HttpClient client = HttpClient.newHttpClient();
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    endpoint.begin(Reports.RUN);
    endpoint.publish(Reports.of(1, 20));
    endpoint.update(Reports.health(1));
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.uri().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void textIsServedUnlessOpenMetricsIsAskedFor() throws Exception {
    HttpResponse<byte[]> plain = get("/metrics");
    assertThat(plain.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(text(plain))
        .contains("infoscope_information_input_bits{", "# HELP ")
        .doesNotContain("# EOF");
    HttpResponse<byte[]> open =
        get(
            "/metrics",
            "Accept",
            "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;q=0.5");
    assertThat(open.headers().firstValue("Content-Type"))
        .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(text(open)).endsWith("# EOF\n").contains("infoscope_snapshots_total{");
  }

  @Test
  void compressionIsUsedWhenAccepted() throws Exception {
    HttpResponse<byte[]> response = get("/metrics", "Accept-Encoding", "deflate, gzip");
    assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(text(get("/metrics")));
    assertThat(
            get("/metrics", "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/metrics, 200",
    "/metrics?x=1, 200",
    "/other, 404",
    "/metrics/../etc, 404"
  })
  void onlyWhatIsThereIsServed(String path, int status) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void postIsRefused() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(endpoint.uri().resolve("/metrics"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:1, 200",
    "127.0.0.1, 200",
    "[::1]:9464, 200",
    "evil.example, 403",
    "evil.example:9464, 403",
    "localhost.evil.example, 403"
  })
  void foreignHostsAreRefusedOnLoopback(String host, int status) throws Exception {
    try (Socket socket = new Socket(endpoint.uri().getHost(), endpoint.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 " + (status == 200 ? "200 OK" : "403 Forbidden"));
      assertThat(answer.contains("this endpoint answers to localhost")).isEqualTo(status == 403);
    }
  }

  @Test
  void aScrapeNeverMixesTwoEpochs() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread publisher =
        new Thread(
            () -> {
              for (int epoch = 2; !done.get(); epoch++) {
                endpoint.publish(Reports.of(epoch, 20 + epoch % 3));
              }
            });
    publisher.start();
    try {
      int series = 0;
      for (int i = 0; i < 60; i++) {
        String scrape = text(get("/metrics"));
        Matcher values = VALUE.matcher(scrape);
        Set<String> seen = values.results().map(r -> r.group(2)).collect(Collectors.toSet());
        series += VALUE.matcher(scrape).results().toList().size();
        assertThat(seen).as("values of scrape %d", i).hasSize(1);
      }
      assertThat(series).isGreaterThan(60 * 100);
    } finally {
      done.set(true);
      publisher.join();
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
      assertThatThrownBy(() -> new Endpoint(address))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on")
          .hasMessageContaining(String.valueOf(address.getPort()));
    }
  }

  @Test
  void closeLeavesNoThreadAndFreesThePort() throws Exception {
    get("/metrics");
    InetSocketAddress address =
        new InetSocketAddress(endpoint.uri().getHost(), endpoint.uri().getPort());
    endpoint.close();
    for (int i = 0; i < 100 && !threads().isEmpty(); i++) {
      Thread.sleep(20);
    }
    assertThat(threads()).isEmpty();
    new Endpoint(address).close();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("infoscope-http"))
        .toList();
  }
}
