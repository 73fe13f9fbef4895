// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Tried;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may try, and that the endpoint is there afterwards. */
class EndpointHardeningTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    open(null);
  }

  private void open(String token) throws IOException {
    endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), token);
    endpoint.begin(Reports.RUN);
    endpoint.publish(Reports.of(1, 3));
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.uri().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Socket connect() throws IOException {
    return new Socket(endpoint.uri().getHost(), endpoint.uri().getPort());
  }

  private String raw(byte[] request) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (SocketException e) {
        return "closed";
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/main.js", "/icon.svg", "/metrics", "/nothing", "/runs"})
  void everyAnswerForbidsWhatThePageDoesNotNeed(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
  }

  @Test
  void thePageIsPaintedWithoutAStyleSheetFromElsewhereAndItsPolicyNamesTheStyleInIt()
      throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.body()).doesNotContain("rel=\"stylesheet\"").containsOnlyOnce("<style>");
    String style = page.body().replaceFirst("(?s).*<style>(.*)</style>.*", "$1");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "';");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/uplot/../main.js/../../Page.class",
        "/Page.class",
        "//etc/passwd",
        "/%00",
        "/events?run=99999999999",
        "/events?run=-1"
      })
  @Tried(value = "paths that lead out", area = Tried.Area.NETWORK)
  void onlyWhatIsListedIsServed(String path) throws Exception {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assertThat(raw(request.getBytes(StandardCharsets.US_ASCII)))
        .matches("(?s)(HTTP/1.1 40[04].*)?");
  }

  @Test
  @Tried(value = "rubbish and headers of 2 MB", area = Tried.Area.NETWORK)
  void rubbishAndOversizedHeadersLeaveTheServerAlive() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 40; i++) {
      byte[] rubbish = new byte[random.nextInt(1, 4000)];
      random.nextBytes(rubbish);
      raw(rubbish);
    }
    String big = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(2_000_000) + "\r\n\r\n";
    assertThat(raw(big.getBytes(StandardCharsets.US_ASCII))).doesNotContain("200 OK");
    String many = "GET / HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(5000) + "\r\n";
    raw(many.getBytes(StandardCharsets.US_ASCII));
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  @Tried(value = "requests that trickle in", area = Tried.Area.NETWORK)
  void requestsThatTrickleInAreEnded() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Socket socket = connect();
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
      slow.add(socket);
    }
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
    for (Socket socket : slow) {
      socket.setSoTimeout(60_000);
      int first = -1;
      try {
        first = socket.getInputStream().read();
      } catch (SocketException e) {
        assertThat(e).hasMessageContaining("reset");
      }
      assertThat(first).as("closed without an answer").isEqualTo(-1);
      socket.close();
    }
  }

  @Test
  @Tried(value = "no token, or a wrong one", area = Tried.Area.NETWORK)
  void withATokenNothingIsServedWithoutIt() throws Exception {
    endpoint.close();
    open("s3cret");
    for (String path : List.of("/", "/metrics", "/main.js", "/events", "/runs", "/nothing")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(get(path, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
    }
    assertThat(get("/metrics", "Authorization", "Bearer s3cret").statusCode()).isEqualTo(200);
    assertThat(get("/metrics?token=s3cret").statusCode()).isEqualTo(401);
    assertThat(get("/?token=wrong").statusCode()).isEqualTo(401);
    HttpResponse<String> welcome = get("/?token=s3cret");
    assertThat(welcome.statusCode()).isEqualTo(303);
    assertThat(welcome.headers().firstValue("Location")).hasValue("/");
    String cookie = welcome.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain("s3cret");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    assertThat(get("/", "Cookie", "other=1; " + pair).statusCode()).isEqualTo(200);
  }
}
