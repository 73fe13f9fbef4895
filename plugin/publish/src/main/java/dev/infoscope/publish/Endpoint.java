// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import com.sun.net.httpserver.HttpExchange;
import dev.infoscope.publish.http.Response;
import dev.infoscope.publish.http.Route;
import dev.infoscope.publish.http.WebServer;
import dev.infoscope.publish.page.Page;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the live page at {@code /}, and {@code /metrics} to Prometheus: text format, or
 * OpenMetrics when asked for, compressed when accepted. All series of a scrape belong to one
 * report.
 *
 * <p>Few daemon threads and short queues serve; what comes beyond that is refused, so that no
 * client can slow training down. Until {@link #close} the last report stays readable; then the port
 * is free and no thread is left.
 */
public final class Endpoint implements ReportSink {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final int ENOUGH = 2;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MeterSink meters = new MeterSink(registry);
  private final ReadWriteLock epoch = new ReentrantReadWriteLock(true);
  private final ScrapeCount scrapes = new ScrapeCount();
  private final WebServer server;
  private final Page page;

  /**
   * Opens the port and begins to serve whoever asks.
   *
   * @param address where to listen; port 0 for any free port
   * @throws IOException if the port cannot be opened; the message names the address
   */
  public Endpoint(InetSocketAddress address) throws IOException {
    this(address, null);
  }

  /**
   * Opens the port and begins to serve.
   *
   * @param address where to listen; port 0 for any free port
   * @param token that every request must bring; null for none
   * @throws IOException if the port cannot be opened; the message names the address
   */
  public Endpoint(InetSocketAddress address, @Nullable String token) throws IOException {
    server = new WebServer(address);
    page = new Page(server.watchdog());
    Map<String, Route> routes = new HashMap<>(page.routes());
    routes.put("/metrics", this::metrics);
    server.start(routes, token);
  }

  /**
   * Where to look.
   *
   * @return address of the server, with the actual port
   */
  public URI uri() {
    return server.uri();
  }

  private boolean metrics(HttpExchange exchange) throws IOException {
    boolean open = Response.accepts(exchange, "Accept", "application/openmetrics-text");
    String type = open ? OPEN_METRICS : TEXT;
    boolean sent = Response.of(200, type, scrape(type)).send(exchange);
    scrapes.answered();
    return sent;
  }

  private String scrape(String contentType) {
    return exclusively(epoch.readLock(), () -> registry.scrape(contentType));
  }

  @Override
  public void begin(Run run) {
    exclusively(epoch.writeLock(), () -> meters.begin(run));
    page.begin(run);
  }

  @Override
  public void publish(EpochReport report) {
    exclusively(epoch.writeLock(), () -> meters.publish(report));
    scrapes.renew();
    page.publish(report);
  }

  @Override
  public void update(Health health) {
    exclusively(epoch.writeLock(), () -> meters.update(health));
    page.update(health);
  }

  /**
   * Waits until the last report has been scraped twice, so that it is sure to be in a Prometheus
   * before the port closes: once might be another client.
   *
   * @param limit how long to wait at the most
   * @return whether two scrapes came
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean awaitScrapes(Duration limit) throws InterruptedException {
    return scrapes.await(ENOUGH, limit);
  }

  @Override
  public void close() {
    page.close();
    server.close();
    registry.close();
  }

  private static void exclusively(Lock lock, Runnable work) {
    exclusively(
        lock,
        () -> {
          work.run();
          return null;
        });
  }

  private static <T> T exclusively(Lock lock, Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
