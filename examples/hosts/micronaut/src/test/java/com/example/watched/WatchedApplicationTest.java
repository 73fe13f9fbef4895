// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.Infoscope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** The application as a user starts it, asked over HTTP. */
class WatchedApplicationTest {
  private static final String INPUT = "infoscope_information_input_bits{";

  @Test
  void theEndpointShowsEachRunAndForgetsThoseThatAreClosed() throws Exception {
    try (EmbeddedServer server =
        ApplicationContext.run(EmbeddedServer.class, Map.of("micronaut.server.port", -1))) {
      ApplicationContext context = server.getApplicationContext();
      String port = String.valueOf(server.getPort());
      Infoscope first = context.getBean(Infoscope.class);
      first.flush();
      assertThat(lines(port, "at-start")).contains(INPUT, "infoscope_probe_accuracy_ratio{");

      MeterRegistry registry = context.getBean(MeterRegistry.class);
      DataSet testSet = context.getBean(DataSet.class);
      try (Infoscope second =
          Infoscope.builder().probe(testSet).registry(registry).run("later").build()) {
        Majority.train(second.listener(), 2);
        second.flush();
        assertThat(lines(port, "later")).contains(INPUT).contains("infoscope_training_epoch{");
        assertThat(epoch(port, "later")).isEqualTo(2);
        assertThat(epoch(port, "at-start")).as("of the other run").isEqualTo(3);
      }
      assertThat(lines(port, "later")).as("after its run was closed").isEmpty();
      assertThat(lines(port, "at-start")).as("of the other run").contains(INPUT);

      first.close();
      String left = scraped(port);
      assertThat(left).doesNotContain("infoscope_information").contains("jvm_memory_used_bytes{");
    }
  }

  private static double epoch(String port, String run) throws Exception {
    String line =
        lines(port, run)
            .lines()
            .filter(each -> each.startsWith("infoscope_training_epoch{"))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
  }

  private static String lines(String port, String run) throws Exception {
    return String.join(
        "\n", scraped(port).lines().filter(line -> line.contains("run=\"" + run + "\"")).toList());
  }

  private static String scraped(String port) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + "/prometheus");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
