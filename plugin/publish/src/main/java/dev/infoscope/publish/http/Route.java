// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Answers GET and HEAD requests for a path. */
@FunctionalInterface
public interface Route {
  /**
   * Answers.
   *
   * @param exchange of a request that was let in
   * @return whether the exchange is done; false if another thread goes on with it and closes it
   * @throws IOException if the client has gone
   */
  boolean answer(HttpExchange exchange) throws IOException;
}
