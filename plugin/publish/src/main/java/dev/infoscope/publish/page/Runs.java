// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.sun.net.httpserver.HttpExchange;
import dev.infoscope.publish.http.Query;
import dev.infoscope.publish.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs that a page shows, each a channel; requests name one by its number. */
final class Runs {
  private static final String JSON = "application/json";

  private final List<Channel> channels;

  Runs(List<Channel> channels) {
    this.channels = List.copyOf(channels);
  }

  List<Channel> channels() {
    return channels;
  }

  /** The run a request asks for, the first if it asks for none; null if there is no such run. */
  @Nullable Channel of(HttpExchange exchange) {
    String run = Query.of(exchange).getOrDefault("run", "0");
    boolean known = run.matches("\\d{1,4}") && Integer.parseInt(run) < channels.size();
    return known ? channels.get(Integer.parseInt(run)) : null;
  }

  static boolean unknown(HttpExchange exchange) throws IOException {
    return Response.plain(404, "no such run; see /runs\n").send(exchange);
  }

  /** Names of all. */
  boolean list(HttpExchange exchange) throws IOException {
    String list =
        FrameWriter.json(
            json -> {
              json.writeArrayFieldStart("runs");
              for (Channel channel : channels) {
                json.writeStartObject();
                json.writeStringField("run", channel.facts().name());
                json.writeStringField("model", channel.facts().model());
                json.writeBooleanField("live", channel.facts().live());
                json.writeEndObject();
              }
              json.writeEndArray();
            });
    return Response.of(200, JSON, list).send(exchange);
  }

  /** The matrices of the report asked for by epoch and iteration, or of the newest kept before. */
  boolean matrices(HttpExchange exchange) throws IOException {
    Channel channel = of(exchange);
    if (channel == null) {
      return unknown(exchange);
    }
    Map<String, String> query = Query.of(exchange);
    String found = channel.matrices(count(query.get("epoch")), count(query.get("iteration")));
    return Response.of(200, JSON, found).send(exchange);
  }

  private static int count(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
  }
}
