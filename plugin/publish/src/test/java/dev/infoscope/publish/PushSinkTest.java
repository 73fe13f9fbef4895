// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushSinkTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final List<String> pushed = new ArrayList<>();
  private HttpServer gateway;
  private int status = 202;

  @BeforeEach
  void open() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          pushed.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n" + body);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    gateway.start();
  }

  @AfterEach
  void close() {
    gateway.stop(0);
  }

  private PushSink sink() {
    return new PushSink(
        URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/"), LIMIT);
  }

  @Test
  void everyReportReplacesTheGroupOfItsRun() throws Exception {
    try (PushSink sink = sink()) {
      sink.begin(Reports.RUN);
      sink.update(Reports.health(1));
      sink.publish(Reports.of(1, 2));
      sink.publish(Reports.of(2, 2));
    }
    assertThat(pushed).hasSize(2);
    assertThat(pushed.get(1))
        .startsWith("PUT /metrics/job/infoscope/run/" + Reports.RUN.name() + "\n")
        .contains("infoscope_snapshots_total")
        .containsPattern("infoscope_training_epoch\\{[^}]*} 2\\.0");
  }

  @Test
  void aGatewayThatRefusesIsAFailureOfThisReportOnly() throws Exception {
    try (PushSink sink = sink()) {
      sink.begin(Reports.RUN);
      status = 500;
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> sink.publish(Reports.of(1, 2)))
          .withMessageContaining("answers 500");
      status = 202;
      sink.publish(Reports.of(2, 2));
    }
    assertThat(pushed).hasSize(2);
  }

  private URI address(String user) {
    return URI.create("http://" + user + "127.0.0.1:" + gateway.getAddress().getPort() + "/");
  }

  private List<String> authorizations(PushSink sink) throws Exception {
    List<String> sent = new ArrayList<>();
    gateway.removeContext("/");
    gateway.createContext(
        "/",
        exchange -> {
          sent.add(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    try (sink) {
      sink.begin(Reports.RUN);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> sink.publish(Reports.of(1, 2)))
          .withMessageContaining("answers 401")
          .withMessageNotContaining("secret");
      assertThat(sink.shownAt()).doesNotContain("secret");
      assertThat(sink.destinations().toString()).doesNotContain("secret");
    }
    return sent;
  }

  @Test
  void nameAndPasswordOfTheAddressAreSentAndNeverSaid() throws Exception {
    assertThat(authorizations(new PushSink(address("alice:top%20secret@"), LIMIT)))
        .containsExactly(
            "Basic " + Base64.getEncoder().encodeToString("alice:top secret".getBytes(UTF_8)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PushSink(URI.create("http://alice:secret@host/?x"), LIMIT))
        .withMessage("gateway (http://host/?x) must have no query and no fragment");
  }

  @Test
  void aTokenIsSentAndNeverSaid() throws Exception {
    assertThat(authorizations(new PushSink(address(""), LIMIT, "Bearer secret")))
        .containsExactly("Bearer secret");
  }

  @Test
  void withoutNameAndTokenNothingIsSent() throws Exception {
    assertThat(authorizations(new PushSink(address(""), LIMIT))).hasSize(1).containsOnlyNulls();
  }

  private interface Answer {
    void write(OutputStream to) throws Exception;
  }

  /** A gateway that takes one push and answers as it is told. */
  private static ServerSocket gateway(Answer answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                client.getInputStream().read(new byte[1000]);
                answer.write(client.getOutputStream());
              } catch (Exception clientLeft) {
                return; // as it should
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static PushSink sink(ServerSocket server, Duration limit) {
    return new PushSink(URI.create("http://127.0.0.1:" + server.getLocalPort()), limit);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @Tried(value = "a push gateway that answers its head and then drips", area = Area.NETWORK)
  void aGatewayThatDripsIsCutOffAtTheDeadline() throws Exception {
    Answer drip =
        to -> {
          to.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(UTF_8));
          while (true) {
            to.write('x');
            to.flush();
            Thread.sleep(100);
          }
        };
    try (ServerSocket server = gateway(drip);
        PushSink sink = sink(server, Duration.ofSeconds(2))) {
      sink.begin(Reports.RUN);
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> sink.publish(Reports.of(1, 2)))
          .withMessageContaining("does not answer in full within PT2S");
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @Tried(value = "a push gateway that answers without end", area = Area.NETWORK)
  void ofAnAnswerWithoutEndOnlyTheBeginningIsKept() throws Exception {
    byte[] some = "e".repeat(1 << 16).getBytes(UTF_8);
    Answer endless =
        to -> {
          to.write("HTTP/1.1 500 No\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
          while (true) {
            to.write(some);
          }
        };
    try (ServerSocket server = gateway(endless);
        PushSink sink = sink(server, LIMIT)) {
      sink.begin(Reports.RUN);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> sink.publish(Reports.of(1, 2)))
          .satisfies(e -> assertThat(e.getMessage()).contains("answers 500").hasSizeLessThan(5000));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:9091",
        "ftp://127.0.0.1/",
        "http:///metrics",
        "http:9091",
        "file:///etc/passwd",
        "http://127.0.0.1:1/x?y=z",
        "http://127.0.0.1:1/#x"
      })
  @Tried(value = "an address that is no push gateway's", area = Area.NETWORK)
  void anAddressThatIsNoGatewayIsRefusedAtOnce(String address) {
    URI gateway = URI.create(address);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PushSink(gateway, LIMIT))
        .withMessageStartingWith("gateway (" + address + ") must");
  }
}
