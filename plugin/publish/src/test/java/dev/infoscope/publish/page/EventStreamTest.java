// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real HTTP. */
class EventStreamTest {
  private static final int READERS = 32;

  private final SampleRun sample = new SampleRun(6, 1000);
  private final List<AutoCloseable> open = new ArrayList<>();
  private Endpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    endpoint.begin(sample.run());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    endpoint.close();
  }

  private void publish(int from, int to) {
    for (int epoch = from; epoch <= to; epoch++) {
      endpoint.publish(sample.report(epoch));
    }
  }

  private EventReader listen(String lastEventId) throws Exception {
    EventReader reader = EventReader.open(endpoint.uri(), lastEventId);
    open.add(reader);
    return reader;
  }

  private static int epoch(EventReader.Event frame) {
    return Integer.parseInt(frame.data().replaceFirst(".*?\"epoch\":(\\d+).*", "$1"));
  }

  private static List<Integer> epochs(EventReader reader, int count) throws IOException {
    List<Integer> epochs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      epochs.add(epoch(reader.next("frame")));
    }
    return epochs;
  }

  @Test
  void whoJoinsLateGetsAllThatWasAndAllThatComes() throws Exception {
    publish(1, 3);
    EventReader reader = listen("");
    assertThat(reader.next("run").data()).contains("\"run\":\"sample\"", "layer_5");
    assertThat(epochs(reader, 3)).containsExactly(1, 2, 3);
    reader.next("replayed");
    publish(4, 5);
    assertThat(epochs(reader, 2)).containsExactly(4, 5);
  }

  @Test
  void whoComesBackGetsWhatWasMissedWithoutGapOrDuplicateWhileMoreIsPublished() throws Exception {
    Thread publisher = new Thread(() -> publish(1, 600));
    publisher.start();
    List<Integer> seen = new ArrayList<>();
    String last = "";
    for (int connection = 0; seen.size() < 600; connection++) {
      try (EventReader reader = EventReader.open(endpoint.uri(), last)) {
        for (int i = 0; i < 41 && seen.size() < 600; i++) {
          EventReader.Event frame = reader.next("frame");
          last = frame.id();
          seen.add(epoch(frame));
        }
      }
    }
    publisher.join();
    assertThat(seen).hasSize(600).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void anIdOfAnotherServerMeansFromTheBeginning() throws Exception {
    publish(1, 2);
    assertThat(epochs(listen("0badcafe-17"), 2)).containsExactly(1, 2);
  }

  @Test
  void healthIsToldToWhoJoinsAndWhoIsThere() throws Exception {
    endpoint.update(SampleRun.health(3));
    EventReader reader = listen("");
    assertThat(reader.next("health").data()).contains("\"snapshots\":3");
    endpoint.update(SampleRun.health(4));
    assertThat(reader.next("health").data()).contains("\"snapshots\":4");
  }

  @Test
  void theEndIsSaid() throws Exception {
    EventReader reader = listen("");
    reader.next("replayed");
    endpoint.close();
    assertThat(reader.next("end").data()).isEqualTo("{}");
  }

  /** What that costs a training is printed by the example {@code clients}. */
  @Test
  void thirtyTwoClientsAtOnceAndOneThatNeverReadsAllGetWhatTheyShould() throws Exception {
    publish(1, 300);
    List<Future<List<Integer>>> read = new ArrayList<>();
    ExecutorService clients = Executors.newFixedThreadPool(READERS);
    try (Socket deaf = new Socket()) {
      neverRead(deaf);
      for (int i = 0; i < READERS; i++) {
        EventReader reader = listen("");
        assertThat(reader.status).as("client %d", i).isEqualTo(200);
        read.add(clients.submit(() -> epochs(reader, 1000)));
      }
      publish(301, 1000);
      for (Future<List<Integer>> each : read) {
        assertThat(each.get()).hasSize(1000).isSorted().doesNotHaveDuplicates();
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(epochs(listen("", 40), 1000)).startsWith(1).endsWith(1000);
  }

  private void neverRead(Socket deaf) throws IOException {
    deaf.setReceiveBufferSize(4096);
    deaf.connect(new InetSocketAddress(endpoint.uri().getHost(), endpoint.uri().getPort()));
    deaf.getOutputStream()
        .write(
            "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Waits for a place, which the clients that were too slow give back. */
  private EventReader listen(String lastEventId, int attempts) throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    open.clear();
    EventReader reader = listen(lastEventId);
    for (int i = 0; i < attempts && reader.status == 503; i++) {
      Thread.sleep(500);
      endpoint.update(SampleRun.health(i)); // a write finds out who has gone
      reader = listen(lastEventId);
    }
    return reader;
  }
}
