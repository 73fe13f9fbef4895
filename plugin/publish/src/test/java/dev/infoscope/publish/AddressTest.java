// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Tried;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An endpoint answers at the address it says, wherever it is bound and whatever the locale. */
class AddressTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  static Stream<Arguments> hostsAndLocales() {
    List<String> hosts =
        List.of("127.0.0.1", "127.0.0.2", "127.255.3.4", "::1", "0:0:0:0:0:0:0:1", "0.0.0.0", "::");
    List<String> locales = List.of("en", "ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "tr", "th-TH");
    return hosts.stream()
        .flatMap(host -> locales.stream().map(locale -> Arguments.of(host, locale)));
  }

  @ParameterizedTest
  @MethodSource("hostsAndLocales")
  @Tried(
      value = "unusual loopback addresses under locales of other digits",
      area = Tried.Area.NAMES)
  void itAnswersAtTheAddressItSays(String host, String locale) throws Exception {
    Locale.setDefault(Locale.forLanguageTag(locale));
    try (Endpoint endpoint = new Endpoint(new InetSocketAddress(InetAddress.getByName(host), 0))) {
      URI uri = endpoint.uri();
      assertThat(uri.toString()).matches("http://[0-9a-z.:\\[\\]]+:[0-9]+/");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(uri.resolve("/runs")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.2, 127.0.0.2, 200",
    "127.0.0.2, 127.0.0.2:80, 200",
    "127.0.0.2, LOCALHOST, 200",
    "127.0.0.2, 127.0.0.3, 403",
    "127.0.0.2, 127.0.0.2.evil.example, 403",
    "127.0.0.1, [0:0:0:0:0:0:0:1]:9, 200",
    "127.0.0.1, [::0001], 200",
    "127.0.0.1, [::2], 403",
    "127.0.0.1, [evil.example], 403",
    "127.0.0.1, 127.1, 403",
    "127.0.0.1, 0x7f000001, 403",
    "127.0.0.1, 127.0.0.1:x, 403",
    "127.0.0.1, evil@127.0.0.1, 403",
    "127.0.0.1, '', 403"
  })
  @Tried(value = "a web page that points its own name here", area = Tried.Area.NETWORK)
  void onlyItsOwnNamesAreServed(String bound, String host, int status) throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(bound), 0);
    try (Endpoint endpoint = new Endpoint(address)) {
      assertThat(ask(bound, endpoint.uri().getPort(), host)).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  private static String ask(String address, int port, String host) throws IOException {
    try (Socket socket = new Socket(address, port)) {
      socket
          .getOutputStream()
          .write(
              ("GET /runs HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
