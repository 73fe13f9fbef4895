// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.numeric.Require;
import dev.infoscope.report.Destination;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
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
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pushes every report to a Prometheus Pushgateway, for jobs too short to be scraped. The group of a
 * run is {@code job/infoscope/run/<name>}; each push replaces what the group held, and what the
 * last one said stays there until it is deleted, so the gateway knows no target that is down.
 *
 * <p>A gateway that does not answer in full within the limit is a failure of this sink: counted and
 * logged, and the next report is tried again. No more of an answer is read than an error message
 * needs. Called by one thread, as sinks are.
 */
public final class PushSink implements ReportSink {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private static final int MOST_OF_AN_ANSWER = 1 << 12;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MeterSink meters = new MeterSink(registry);
  private final HttpClient client;
  private final URI gateway;
  private final Duration limit;
  private final String authorization;
  private URI group;

  /**
   * A sink into a gateway that asks for nothing, or for the name and password in its address.
   *
   * @param gateway its address, as in {@code http://127.0.0.1:9091/}; a path is kept. Name and
   *     password in it, as in {@code https://name:password@host/}, are sent as basic authentication
   *     (RFC 7617) and appear in no message
   * @param limit how long one push may take, from connecting to the last byte of the answer
   * @throws IllegalArgumentException if the address is no http or https one with a host, or has a
   *     query or fragment, which would swallow the path of the group
   */
  public PushSink(URI gateway, Duration limit) {
    this(gateway, limit, basic(gateway));
  }

  /**
   * A sink into a gateway, or a proxy before it, that asks for authorization.
   *
   * @param gateway its address, as above, without name and password
   * @param limit how long one push may take, from connecting to the last byte of the answer
   * @param authorization value of the header of that name, as in {@code Bearer ...}; nothing is
   *     sent if it is empty
   * @throws IllegalArgumentException if the address is no http or https one with a host, or has a
   *     query or fragment, which would swallow the path of the group
   */
  public PushSink(URI gateway, Duration limit, String authorization) {
    boolean web = "http".equalsIgnoreCase(gateway.getScheme());
    Require.that(
        (web || "https".equalsIgnoreCase(gateway.getScheme())) && gateway.getHost() != null,
        "gateway (%s) must be an address as http://host:9091",
        withoutUser(gateway));
    Require.that(
        gateway.getRawQuery() == null && gateway.getRawFragment() == null,
        "gateway (%s) must have no query and no fragment",
        withoutUser(gateway));
    this.gateway = withoutUser(gateway);
    this.group = this.gateway;
    this.authorization = authorization;
    this.limit = limit;
    this.client = HttpClient.newBuilder().connectTimeout(limit).build();
  }

  private static String basic(URI gateway) {
    String user = gateway.getUserInfo();
    return user == null
        ? ""
        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static URI withoutUser(URI gateway) {
    return URI.create(gateway.toString().replaceFirst("//[^/?#]*@", "//"));
  }

  @Override
  public void begin(Run run) {
    String name = URLEncoder.encode(run.name(), StandardCharsets.UTF_8).replace("+", "%20");
    String base = gateway.toString().replaceFirst("/*$", "");
    group = URI.create(base + "/metrics/job/infoscope/run/" + name);
    meters.begin(run);
  }

  @Override
  public Set<Destination> destinations() {
    return Set.of(new Destination(gateway, false)); // a group has a run, and no model
  }

  @Override
  public void publish(EpochReport report)
      throws IOException, InterruptedException, TimeoutException {
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

  @Override
  public void finish() throws IOException, InterruptedException, TimeoutException {
    meters.finish();
    push();
  }

  @Override
  public String shownAt() {
    return "pushed to " + gateway.getScheme() + "://" + gateway.getHost(); // no user, no password
  }

  /** The limit holds for the exchange as a whole: a client's own timeouts end with the head. */
  private void push() throws IOException, InterruptedException, TimeoutException {
    CompletableFuture<HttpResponse<String>> exchange =
        client.sendAsync(request(), head -> new ShortBody(MOST_OF_AN_ANSWER));
    try {
      requireTaken(exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw late();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HttpTimeoutException) {
        throw late();
      }
      throw new IOException("cannot push to " + group, e.getCause());
    } finally {
      exchange.cancel(true); // closes the connection of one that still drips
    }
  }

  private HttpRequest request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(group)
            .timeout(limit)
            .header("Content-Type", TEXT)
            .PUT(HttpRequest.BodyPublishers.ofString(registry.scrape(TEXT)));
    return authorization.isEmpty()
        ? request.build()
        : request.header("Authorization", authorization).build();
  }

  private void requireTaken(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(group + " answers " + answer.statusCode() + ": " + answer.body());
    }
  }

  private TimeoutException late() {
    return new TimeoutException(group + " does not answer in full within " + limit);
  }

  /** A safety net; the push ends by itself before. */
  @Override
  public Duration deadline() {
    return limit.multipliedBy(2);
  }

  /** Each push replaces the last. */
  @Override
  public boolean latestOnly() {
    return true;
  }

  @Override
  public void close() {
    registry.close();
  }
}
