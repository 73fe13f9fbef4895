// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Tried;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that begin and do not go on: scrapes are answered all the while. */
class IncompleteRequestTest {
  private static final int CLIENTS = 500;
  private static final String HALF = "GET / HTTP/1.1\r\nHost: localho";
  private static final String SCRAPE =
      "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private final List<Socket> clients = new ArrayList<>();
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    endpoint.begin(Reports.RUN);
    endpoint.publish(Reports.of(1, 30));
  }

  @AfterEach
  void close() throws IOException {
    endpoint.close();
    for (Socket each : clients) {
      each.close();
    }
  }

  private Socket connect(String sent) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(endpoint.uri().getHost(), endpoint.uri().getPort()));
    socket.getOutputStream().write(sent.getBytes(US_ASCII));
    clients.add(socket);
    return socket;
  }

  private void scrape(String when) throws IOException {
    try (Socket socket = connect(SCRAPE)) {
      socket.setSoTimeout(4_000); // less than the deadline of one request that is half sent
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .as(when)
          .startsWith("HTTP/1.1 200 OK")
          .contains("infoscope_training_epoch");
    }
  }

  @Test
  @Tried(value = "500 connections that send half a head", area = Tried.Area.NETWORK)
  void halfSentRequestsKeepNoScrapeOut() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      connect(HALF);
      if (i % 50 == 49) {
        scrape(String.format(Locale.ROOT, "behind %d half-sent requests", i + 1));
      }
    }
    scrape("behind all");
  }

  @Test
  @Tried(value = "heads that come byte by byte and never end", area = Tried.Area.NETWORK)
  void headsThatTrickleInKeepNoScrapeOutAndAreEnded() throws Exception {
    for (int i = 0; i < 60; i++) {
      connect(HALF);
    }
    List<Socket> slow = List.copyOf(clients);
    int ended = 0;
    for (int second = 0; ended < slow.size() && second < 60; second++) {
      scrape(String.format(Locale.ROOT, "in second %d", second));
      ended = 0;
      for (Socket each : slow) {
        ended += goesOn(each) ? 0 : 1;
      }
      Thread.sleep(1000);
    }
    assertThat(ended).as("ended in spite of a byte a second").isEqualTo(slow.size());
  }

  private static boolean goesOn(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return true;
    } catch (SocketException e) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Tried(value = "200 clients that ask for everything and read nothing", area = Tried.Area.NETWORK)
  void answersThatNobodyReadsKeepNoScrapeOut() throws Exception {
    String all =
        "GET /main.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
            + "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
            + "GET /uplot/uPlot.iife.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < 200; i++) {
      connect(all.repeat(20));
      if (i % 50 == 49) {
        scrape(String.format(Locale.ROOT, "behind %d clients", i + 1));
      }
    }
  }
}
