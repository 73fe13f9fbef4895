// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.infoscope.publish.PushSink;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;

/** Push gateways that do not do their work. */
final class Gateways {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private Gateways() {}

  private static void push(Trial trial, Peers.Answer answer) throws IOException {
    URI gateway = Peers.uri(trial.open(Peers.gateway(answer)));
    trial.builder.sink(new PushSink(gateway, LIMIT));
  }

  static void refuses(Trial trial) throws IOException {
    var gateway = Peers.gateway(client -> {});
    gateway.close();
    trial.builder.sink(new PushSink(Peers.uri(gateway), LIMIT));
  }

  static void fails(Trial trial) throws IOException {
    push(
        trial,
        client ->
            client
                .getOutputStream()
                .write("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII)));
  }

  static void drips(Trial trial) throws IOException {
    push(
        trial,
        client -> {
          OutputStream out = client.getOutputStream();
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(US_ASCII));
          for (int i = 0; i < 100; i++) {
            out.write('x');
            out.flush();
            Thread.sleep(50);
          }
        });
  }

  static void saysNothing(Trial trial) throws IOException {
    push(trial, client -> Thread.sleep(1000));
  }
}
