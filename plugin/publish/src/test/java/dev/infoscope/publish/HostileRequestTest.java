// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Tried;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd, large and many requests; after each of them the endpoint must answer as before. */
class HostileRequestTest {
  private static final int MEGABYTE = 1 << 20;
  private static final String HOST = "Host: localhost\r\n";
  private static final String LAST = HOST + "Connection: close\r\n\r\n";

  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    endpoint.begin(Reports.RUN);
    endpoint.publish(Reports.of(1, 3));
  }

  @AfterEach
  void isThereAsBefore() throws Exception {
    try {
      HttpRequest request = HttpRequest.newBuilder(endpoint.uri().resolve("/metrics")).build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("infoscope_training_epoch");
    } finally {
      endpoint.close();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(endpoint.uri().getHost(), endpoint.uri().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private String ask(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException e) {
      return "closed";
    }
  }

  @Test
  void httpOneDotZeroIsServedToItsHostOnly() throws Exception {
    assertThat(ask("GET /runs HTTP/1.0\r\n" + HOST + "\r\n")).contains(" 200 ", "\"runs\":[");
    assertThat(ask("GET /runs HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 403 Forbidden")
        .doesNotContain("\"runs\":[");
  }

  @Test
  @Tried(value = "requests sent in one go", area = Tried.Area.NETWORK)
  void requestsInOneGoAreAllAnswered() throws Exception {
    String answers =
        ask(("GET /runs HTTP/1.1\r\n" + HOST + "\r\n").repeat(4) + "GET / HTTP/1.1\r\n" + LAST);
    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(6);
    assertThat(answers).contains("<html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/runs", "/matrices", "/metrics", "/events", "/main.js"})
  void headSaysWhatGetWouldWithoutABody(String path) throws Exception {
    String answer = ask("HEAD " + path + " HTTP/1.1\r\n" + LAST);
    assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n").contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "POST", "PUT", "DELETE", "TRACE", "PATCH", "BREW"})
  @Tried(value = "methods that would write", area = Tried.Area.NETWORK)
  void onlyReadingIsAllowed(String method) throws Exception {
    assertThat(ask(method + " / HTTP/1.1\r\n" + LAST))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD")
        .doesNotContain("Access-Control");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /matrices?epoch=99999999999999999999&iteration=-7 | 200",
        "GET /matrices?epoch=%zz&iteration=%00 | 400",
        "GET /events?run=100000000 | 404",
        "GET /../../../etc/passwd | 404",
        "GET http://localhost/metrics | 200",
        "GET http://evil.example/metrics | 403",
        "GET /metrics%0d%0aX:1 | 404",
        "GET metrics | 40"
      })
  @Tried(value = "odd addresses", area = Tried.Area.NETWORK)
  void oddTargetsAreAnsweredOrRefused(String request, String status) throws Exception {
    String answer = ask(request + " HTTP/1.1\r\n" + LAST);
    assertThat(answer)
        .satisfiesAnyOf(
            text -> assertThat(text).startsWith("HTTP/1.1 " + status),
            text -> assertThat(text).isIn("", "closed"));
    assertThat(answer).doesNotContain("root:");
  }

  @Test
  @Tried(value = "a query of 100,000 characters", area = Tried.Area.NETWORK)
  void aQueryOfAHundredThousandCharactersIsNoTrouble() throws Exception {
    String query = "a=b&".repeat(25_000);
    assertThat(ask("GET /runs?" + query + " HTTP/1.1\r\n" + LAST)).doesNotContain(" 500 ");
  }

  @ParameterizedTest
  @CsvSource({
    "Accept, ';q=0.'",
    "Accept, ';q='",
    "Accept, ';  '",
    "Accept-Encoding, 'gzip;q=0.0;'",
    "Accept-Encoding, ',;,'",
    "Cookie, '; ;'",
    "Last-Event-ID, '9'",
    "Authorization, 'Bearer '",
    "X, ':'"
  })
  @Tried(
      value = "headers of 15 and of 160 kB made to be searched for long",
      area = Tried.Area.NETWORK)
  void longHeadersAreReadAtOnceOrRefused(String header, String pattern) throws Exception {
    String small = pattern.repeat(15_000 / pattern.length());
    assertThat(ask("GET /metrics HTTP/1.1\r\n" + header + ": " + small + "\r\n" + LAST))
        .startsWith("HTTP/1.1 200");
    String large = pattern.repeat(160_000 / pattern.length());
    assertThat(ask("GET /metrics HTTP/1.1\r\n" + header + ": " + large + "\r\n" + LAST))
        .satisfiesAnyOf(
            text -> assertThat(text).startsWith("HTTP/1.1 431"),
            text -> assertThat(text).isEqualTo("closed"));
  }

  @Test
  @Tried(value = "more headers than anybody needs", area = Tried.Area.NETWORK)
  void manyHeadersAreRefused() throws Exception {
    assertThat(ask("GET /metrics HTTP/1.1\r\n" + "A: b\r\n".repeat(150) + LAST))
        .startsWith("HTTP/1.1 431");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: gzip, chunked\r\nContent-Encoding: gzip\r\n",
        "Content-Length: 0\r\nContent-Length: 50\r\n"
      })
  @Tried(
      value = "bodies that hide another request, or unpack without end",
      area = Tried.Area.NETWORK)
  void whatComesBehindAHeadWithABodyIsNeverRead(String headers) throws Exception {
    String hidden = "GET /metrics HTTP/1.1\r\n" + LAST;
    String answers = ask("GET /runs HTTP/1.1\r\n" + HOST + headers + "\r\n" + hidden);
    assertThat(answers.split("HTTP/1.1 200 OK", -1)).as("one answer").hasSize(2);
    assertThat(answers).doesNotContain("infoscope_training_epoch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost\r\nHost: evil.example\r\n",
        "Host : localhost\r\n",
        "Host: localhost\r\n folded: yes\r\n",
        "Host: localhost\r\nX: a\u0000b\r\n",
        "Host: localhost\r\nno colon\r\n",
        "Host: localhost\r\n: no name\r\n"
      })
  @Tried(value = "heads that two readers would understand in two ways", area = Tried.Area.NETWORK)
  void headsThatCanBeUnderstoodInTwoWaysAreRefused(String headers) throws Exception {
    assertThat(ask("GET /runs HTTP/1.1\r\n" + headers + "\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  @Tried(value = "a body of 100 megabytes", area = Tried.Area.NETWORK)
  void aBodyOfAHundredMegabytesIsRefusedAndNotKept() throws Exception {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();
    byte[] block = new byte[MEGABYTE];
    int sent = 0;
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST / HTTP/1.1\r\n" + HOST + "Content-Length: " + 100 * MEGABYTE + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      for (; sent < 100; sent++) {
        out.write(block);
      }
    } catch (IOException refused) {
      assertThat(sent).as("megabytes taken").isLessThan(100);
    }
    System.gc();
    assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(50L * MEGABYTE);
  }

  @Test
  @Tried(value = "3,300 connections that are dropped", area = Tried.Area.NETWORK)
  void thousandsOfConnectionsThatSayNothingAreOutlived() throws Exception {
    for (int i = 0; i < 3000; i++) {
      connect().close();
    }
    for (int i = 0; i < 300; i++) {
      try (Socket socket = connect()) {
        socket
            .getOutputStream()
            .write("GET /metrics HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
