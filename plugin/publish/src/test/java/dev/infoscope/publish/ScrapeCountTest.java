// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScrapeCountTest {
  private static final Duration NO_TIME = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ScrapeCount count = new ScrapeCount();

  @Test
  void waitsNoLongerThanTheLimit() throws Exception {
    count.answered();
    assertThat(count.await(2, NO_TIME)).isFalse();
  }

  @Test
  void scrapesThatCameBeforeTheWaitCount() throws Exception {
    count.answered();
    count.answered();
    assertThat(count.await(2, NO_TIME)).isTrue();
  }

  @Test
  void everyScrapeCounts() {
    assertThat(count.total()).isZero();
    count.answered();
    count.answered();
    assertThat(count.total()).isEqualTo(2);
  }

  @Test
  void theWaitEndsWithTheLastScrapeWanted() {
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return count.await(2, LONG);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    count.answered();
    count.answered();
    assertThat(waiting.join()).isTrue();
  }

  @Test
  void theEndpointWaitsForTwoScrapesOfItsLastReport() throws Exception {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Endpoint endpoint = new Endpoint(anywhere)) {
      HttpRequest scrape =
          HttpRequest.newBuilder(endpoint.uri().resolve("metrics")).timeout(LONG).build();
      HttpClient client = HttpClient.newHttpClient();
      endpoint.publish(Reports.of(1, 2));
      client.send(scrape, HttpResponse.BodyHandlers.ofString());
      assertThat(endpoint.awaitScrapes(NO_TIME)).isFalse();
      client.send(scrape, HttpResponse.BodyHandlers.ofString());
      assertThat(endpoint.awaitScrapes(LONG)).isTrue();
      endpoint.publish(Reports.of(2, 2));
      assertThat(endpoint.awaitScrapes(NO_TIME)).isFalse();
    }
  }
}
