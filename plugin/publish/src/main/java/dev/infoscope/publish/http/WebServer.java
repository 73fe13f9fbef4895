// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An open port with routes behind it. All threads are daemons of low priority. */
public final class WebServer implements AutoCloseable {
  private static final long REQUEST_MILLIS = 5_000;

  private final HttpServer server;
  private final Watchdog watchdog = new Watchdog();
  private final Workers workers = new Workers(watchdog, REQUEST_MILLIS);

  /**
   * Opens the port; {@link #start} begins to serve.
   *
   * @param address where to listen; port 0 for any free port
   * @throws IOException if the port cannot be opened; the message names the address
   */
  public WebServer(InetSocketAddress address) throws IOException {
    try {
      server = HttpServer.create(address, Workers.QUEUE);
    } catch (IOException e) {
      watchdog.close();
      workers.shutdownNow();
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
    server.setExecutor(workers);
  }

  /**
   * Begins to serve.
   *
   * @param routes by path
   * @param token every request must bring; null for none
   */
  public void start(Map<String, Route> routes, @Nullable String token) {
    InetSocketAddress bound = server.getAddress();
    boolean loopback = bound.getAddress().isLoopbackAddress();
    server.createContext("/", new Front(new Doorkeeper(loopback, token, bound.getPort()), routes));
    startAsDaemon();
  }

  /** The dispatcher inherits from the thread that starts it; it must not keep the JVM alive. */
  private void startAsDaemon() {
    Thread starter = new Thread(server::start, "infoscope-http-start");
    starter.setDaemon(true);
    starter.start();
    boolean interrupted = false;
    while (starter.isAlive()) {
      try {
        starter.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends what takes too long.
   *
   * @return the watchdog of this server
   */
  public Watchdog watchdog() {
    return watchdog;
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

  /** Frees the port and ends all threads. */
  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    watchdog.close();
  }
}
