// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.safety.Tried;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process of little memory, its large reports, and browsers that do not read them. */
class SlowReadersTest {
  private static final int READERS = 40;

  private final List<Socket> deaf = new ArrayList<>();
  private Process host;
  private BufferedReader said;
  private URI uri;

  private void start(int megabytes, int runs, int reports) throws IOException {
    host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHost.class.getName(),
                String.valueOf(runs),
                String.valueOf(reports))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    said = host.inputReader();
    uri = URI.create("http://127.0.0.1:" + said.readLine() + "/");
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket each : deaf) {
      each.close();
    }
    host.destroyForcibly();
  }

  private void goOn() throws IOException {
    host.getOutputStream().write('\n');
    host.getOutputStream().flush();
  }

  private void neverRead() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("127.0.0.1", uri.getPort()));
    socket
        .getOutputStream()
        .write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
    deaf.add(socket);
  }

  private void scrape() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve("/metrics")).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("infoscope_information_input_bits");
  }

  /** All places may be taken for a moment, until it is clear who does not read. */
  private EventReader listen() throws Exception {
    EventReader reader = EventReader.open(uri, "");
    for (int i = 0; i < 60 && reader.status == 503; i++) {
      Thread.sleep(500);
      reader = EventReader.open(uri, "");
    }
    assertThat(reader.status).isEqualTo(200);
    return reader;
  }

  private void endInOrder() throws Exception {
    goOn();
    assertThat(said.readLine()).isEqualTo("closed");
    assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(host.exitValue()).isZero();
  }

  @Test
  @Tried(
      value = "forty readers that never read, in a process of 128 MB, from the first report on",
      area = Tried.Area.RESOURCES)
  void fortyReadersThatNeverReadDoNotFillTheHeap() throws Exception {
    start(128, 1, 2500);
    for (int i = 0; i < READERS; i++) {
      neverRead();
    }
    goOn();
    assertThat(said.readLine()).isEqualTo("published");
    scrape();
    try (EventReader reader = listen()) {
      assertThat(reader.next("frame").data()).contains("\"epoch\":1,");
      reader.next("replayed");
    }
    endInOrder();
  }

  @Test
  @Tried(
      value = "forty readers that never read, in a process of 128 MB, of a run that has been",
      area = Tried.Area.RESOURCES)
  void fortyReadersThatComeLateDoNotFillTheHeapEither() throws Exception {
    start(128, 1, 2500);
    goOn();
    assertThat(said.readLine()).isEqualTo("published");
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < READERS; i++) {
        neverRead();
      }
      scrape();
    }
    try (EventReader reader = listen()) {
      reader.next("replayed");
    }
    scrape();
    endInOrder();
  }

  @Test
  @Tried(
      value = "twenty runs of large reports on one port, in a process of 40 MB",
      area = Tried.Area.RESOURCES)
  void runsThatAreOverShareOneBudget() throws Exception {
    start(40, 20, 400);
    goOn();
    assertThat(said.readLine()).isEqualTo("published");
    scrape();
    try (EventReader reader = listen()) {
      reader.next("frame");
    }
    endInOrder();
  }
}
