// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/** Lets requests in or not, and finds the route for their path, which must match exactly. */
final class Front implements HttpHandler {
  private final Doorkeeper doorkeeper;
  private final Map<String, Route> routes;

  Front(Doorkeeper doorkeeper, Map<String, Route> routes) {
    this.doorkeeper = doorkeeper;
    this.routes = Map.copyOf(routes);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean done = true;
    try {
      done = answer(exchange);
    } finally {
      if (done) {
        exchange.close();
      }
    }
  }

  private boolean answer(HttpExchange exchange) throws IOException {
    Response refusal = doorkeeper.refuse(exchange);
    if (refusal != null) {
      return refusal.send(exchange);
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Response.plain(405, "only GET and HEAD\n").send(exchange);
    }
    Route route = routes.get(exchange.getRequestURI().getPath());
    return route == null
        ? Response.plain(404, "nothing here; see / and /metrics\n").send(exchange)
        : route.answer(exchange);
  }
}
