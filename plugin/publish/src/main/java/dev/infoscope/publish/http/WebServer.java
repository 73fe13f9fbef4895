// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An open port with routes behind it. All threads are daemons of low priority. */
public final class WebServer implements AutoCloseable {
  private final SelectorLoop loop;
  private final HostNames names;

  /**
   * Opens the port; {@link #start} begins to serve.
   *
   * @param address where to listen; port 0 for any free port
   * @throws IOException if the port cannot be opened; the message names the address
   */
  public WebServer(InetSocketAddress address) throws IOException {
    loop = SelectorLoop.open(address);
    names = new HostNames(loop.address());
  }

  /**
   * Begins to serve.
   *
   * @param routes by path
   * @param token every request must bring; null for none
   */
  public void start(Map<String, Route> routes, @Nullable String token) {
    loop.start(new Router(new AccessFilter(names, token), routes));
  }

  /**
   * Where to look.
   *
   * @return address of the server, with the actual port; on every address of the machine, {@code
   *     localhost}
   */
  public URI uri() {
    return names.uri();
  }

  /** Frees the port and ends all threads. */
  @Override
  public void close() {
    loop.close();
  }
}
