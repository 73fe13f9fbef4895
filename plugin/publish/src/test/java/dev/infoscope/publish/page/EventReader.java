// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Listens to a stream of events as a browser does. */
final class EventReader implements AutoCloseable {
  /** An event as it came. */
  record Event(String event, String id, String data) {}

  private final BufferedReader lines;
  final int status;

  private EventReader(int status, InputStream body) {
    this.status = status;
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  static EventReader open(URI base, String lastEventId) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/events"));
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    return new EventReader(response.statusCode(), response.body());
  }

  /** The next event; comments are passed over. */
  Event next() throws IOException {
    String id = "";
    String event = "";
    String data = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && !event.isEmpty()) {
        return new Event(event, id, data);
      }
    }
    throw new IOException("the stream has ended");
  }

  Event next(String event) throws IOException {
    Event next = next();
    while (!next.event().equals(event)) {
      next = next();
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
