// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
