// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.http;

import java.util.Map;

/** Refuses or accepts requests, and finds the route for their path, which must match exactly. */
final class Router {
  private final AccessFilter filter;
  private final Map<String, Route> routes;

  Router(AccessFilter filter, Map<String, Route> routes) {
    this.filter = filter;
    this.routes = Map.copyOf(routes);
  }

  Response answer(Request request) {
    Response refusal = filter.refuse(request);
    return (refusal == null ? admitted(request) : refusal).suited(request);
  }

  private Response admitted(Request request) {
    if (!request.method().equals("GET") && !request.isHead()) {
      return Response.plain(405, "only GET and HEAD\n").with("Allow", "GET, HEAD");
    }
    Route route = routes.get(request.path());
    return route == null
        ? Response.plain(404, "nothing here; see / and /metrics\n")
        : route.answer(request);
  }
}
