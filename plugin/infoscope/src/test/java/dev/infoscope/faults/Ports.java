// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;

/** What comes in by the port while the network trains. */
final class Ports {
  private Ports() {}

  /** What one client does. */
  private interface Client {
    Socket connect(URI endpoint) throws IOException;
  }

  private static void clients(Trial trial, int count, Client client) {
    trial.builder.serve(0);
    trial.atAnEpoch(
        () -> {
          URI endpoint = trial.scope().uri().orElseThrow();
          for (int i = 0; i < count; i++) {
            trial.open(client.connect(endpoint));
          }
        });
  }

  static void taken(Trial trial) throws IOException {
    ServerSocket other = trial.open(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    trial.builder.serve(other.getLocalPort());
  }

  static void halfHeads(Trial trial) {
    clients(trial, 50, to -> Peers.sends(to, "GET /metrics HTTP/1.1\r\nHo"));
  }

  static void randomBytes(Trial trial) {
    clients(
        trial,
        20,
        to -> {
          byte[] bytes = new byte[trial.random.nextInt(1, 2000)];
          trial.random.nextBytes(bytes);
          return Peers.sends(to, bytes);
        });
  }

  static void manyConnections(Trial trial) {
    clients(trial, 300, to -> Peers.sends(to, ""));
  }

  static void slowReaders(Trial trial) {
    clients(trial, 40, to -> Peers.sends(to, events(to) + "\r\n"));
  }

  static void leavingReaders(Trial trial) {
    clients(
        trial,
        30,
        to -> {
          Socket reader = Peers.sends(to, events(to) + "\r\n");
          reader.setSoLinger(true, 0); // resets the connection
          reader.close();
          return reader;
        });
  }

  static void oddReaders(Trial trial) {
    String[] last = {"-1", "999999999999999999999", "x", "1e9", "NaN", "\u0001"};
    clients(
        trial,
        last.length,
        to ->
            Peers.sends(
                to, events(to) + "Last-Event-ID: " + last[trial.random.nextInt(6)] + "\r\n\r\n"));
  }

  private static String events(URI to) {
    return Peers.head(to, "/events");
  }

  /** Scrapes go on, the last report came, and what strangers do is no failure of ours. */
  static void scrapedAndUnharmed(Trial trial) throws Exception {
    trial.reports();
    HttpResponse<String> scrape = Peers.scrape(trial.scope().uri().orElseThrow());
    assertThat(scrape.statusCode()).isEqualTo(200);
    assertThat(scrape.body()).contains("infoscope_training_epoch");
    assertThat(trial.failures().values()).containsOnly(0L);
  }
}
