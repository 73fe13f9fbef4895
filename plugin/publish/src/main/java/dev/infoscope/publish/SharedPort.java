// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.publish.http.Request;
import dev.infoscope.publish.http.Response;
import dev.infoscope.publish.http.Route;
import dev.infoscope.publish.http.WebServer;
import dev.infoscope.publish.page.LivePage;
import dev.infoscope.publish.page.PageSink;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A port of this process. Runs that ask for the same address share it: one page with all of them,
 * one scrape with the series of all. It is closed when the last of them has left.
 */
final class SharedPort {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final Map<InetSocketAddress, SharedPort> OPEN = new HashMap<>();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ReadWriteLock epoch = new ReentrantReadWriteLock(true);
  private final ScrapeCount scrapes = new ScrapeCount();
  private final Map<String, Response> scraped = new ConcurrentHashMap<>(); // since the last change
  private final InetSocketAddress address;
  private final @Nullable String token;
  private final WebServer server;
  private final LivePage livePage;
  private int tenants;

  private SharedPort(InetSocketAddress address, @Nullable String token) throws IOException {
    this.address = address;
    this.token = token;
    this.server = new WebServer(address);
    this.livePage = new LivePage();
    Map<String, Route> routes = new HashMap<>(livePage.routes());
    routes.put("/metrics", this::metrics);
    server.start(routes, token);
  }

  /**
   * The port at an address, opened if it is not yet.
   *
   * @throws IOException if it cannot be opened, or is open with another token
   */
  static SharedPort join(InetSocketAddress address, @Nullable String token) throws IOException {
    synchronized (OPEN) {
      SharedPort there = OPEN.get(address);
      if (there != null && !Objects.equals(there.token, token)) {
        throw new IOException(address + " is served with another token");
      }
      SharedPort port = there == null ? new SharedPort(address, token) : there;
      port.tenants++;
      if (address.getPort() != 0) { // 0 asks for a port of its own
        OPEN.put(address, port);
      }
      return port;
    }
  }

  void leave() {
    synchronized (OPEN) {
      if (--tenants == 0) {
        OPEN.remove(address, this);
        livePage.close();
        server.close();
        registry.close();
      }
    }
  }

  MeterSink meters() {
    return new MeterSink(registry);
  }

  PageSink page() {
    return livePage.page();
  }

  ScrapeCount scrapes() {
    return scrapes;
  }

  URI uri() {
    return server.uri();
  }

  private Response metrics(Request request) {
    boolean open = request.accepts("accept", "application/openmetrics-text");
    String type = open ? OPEN_METRICS : TEXT;
    Response same =
        exclusively(epoch.readLock(), () -> scraped.computeIfAbsent(type, this::scrape));
    return same.then(scrapes::answered);
  }

  private Response scrape(String type) {
    return Response.of(200, type, registry.scrape(type));
  }

  /** Does work that no scrape may see half of. */
  void change(Runnable work) {
    exclusively(
        epoch.writeLock(),
        () -> {
          scraped.clear();
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
