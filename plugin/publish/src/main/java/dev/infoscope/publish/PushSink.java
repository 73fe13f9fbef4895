// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.Place;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * Pushes every report to a Prometheus Pushgateway, for jobs too short to be scraped. The group of a
 * run is {@code job/infoscope/run/<name>}; each push replaces what the group held, and what the
 * last one said stays there until it is deleted, so the gateway knows no target that is down.
 *
 * <p>A gateway that does not answer within the limit is a failure of this sink: counted and logged,
 * and the next report is tried again. Called by one thread, as sinks are.
 */
public final class PushSink implements ReportSink {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MeterSink meters = new MeterSink(registry);
  private final HttpClient client;
  private final URI gateway;
  private final Duration limit;
  private URI group;

  /**
   * A sink into a gateway.
   *
   * @param gateway its address, as in {@code http://127.0.0.1:9091/}
   * @param limit how long one push may take
   */
  public PushSink(URI gateway, Duration limit) {
    this.gateway = gateway;
    this.group = gateway;
    this.limit = limit;
    this.client = HttpClient.newBuilder().connectTimeout(limit).build();
  }

  @Override
  public void begin(Run run) {
    String name = URLEncoder.encode(run.name(), StandardCharsets.UTF_8).replace("+", "%20");
    String base = gateway.toString().replaceFirst("/*$", "");
    group = URI.create(base + "/metrics/job/infoscope/run/" + name);
    meters.begin(run);
  }

  @Override
  public Set<Place> places() {
    return Set.of(new Place(gateway, false)); // a group has a run, and no model
  }

  @Override
  public void publish(EpochReport report) throws IOException, InterruptedException {
    try {
      meters.publish(report);
    } finally {
      push(); // without the meters that were refused
    }
  }

  @Override
  public void update(Health health) {
    meters.update(health); // goes with the next report
  }

  private void push() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(group)
            .timeout(limit)
            .header("Content-Type", TEXT)
            .PUT(HttpRequest.BodyPublishers.ofString(registry.scrape(TEXT)))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(group + " answers " + answer.statusCode() + ": " + answer.body());
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
