// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import com.sun.net.httpserver.HttpServer;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics} to Prometheus: text format, or OpenMetrics when asked for, compressed
 * when accepted. All series of a scrape belong to one report.
 *
 * <p>{@value #THREADS} daemon threads and a short queue serve; what comes beyond that is refused,
 * so that no client can slow training down. Until {@link #close} the last report stays readable;
 * then the port is free and no thread is left.
 */
public final class Endpoint implements ReportSink {
  private static final int THREADS = 2;
  private static final int QUEUE = 32;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MeterSink meters = new MeterSink(registry);
  private final ReadWriteLock epoch = new ReentrantReadWriteLock(true);
  private final HttpServer server;
  private final ExecutorService executor;

  /**
   * Opens the port and begins to serve.
   *
   * @param address where to listen; port 0 for any free port
   * @throws IOException if the port cannot be opened; the message names the address
   */
  public Endpoint(InetSocketAddress address) throws IOException {
    try {
      server = HttpServer.create(address, QUEUE);
    } catch (IOException e) {
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            task -> {
              Thread thread = new Thread(task, "infoscope-http");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(executor);
    boolean loopback = server.getAddress().getAddress().isLoopbackAddress();
    server.createContext("/", new Front(loopback, this::scrape));
    server.start();
  }

  /**
   * Where to look.
   *
   * @return address of the server, with the actual port
   */
  public URI uri() {
    InetSocketAddress bound = server.getAddress();
    String host = bound.getAddress().isAnyLocalAddress() ? "localhost" : bound.getHostString();
    return URI.create(
        "http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, bound.getPort()));
  }

  private String scrape(String contentType) {
    return exclusively(epoch.readLock(), () -> registry.scrape(contentType));
  }

  @Override
  public void begin(Run run) {
    exclusively(epoch.writeLock(), () -> meters.begin(run));
  }

  @Override
  public void publish(EpochReport report) {
    exclusively(epoch.writeLock(), () -> meters.publish(report));
  }

  @Override
  public void update(Health health) {
    exclusively(epoch.writeLock(), () -> meters.update(health));
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
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
