// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.sun.net.httpserver.HttpExchange;
import dev.infoscope.publish.http.Packed;
import dev.infoscope.publish.http.Query;
import dev.infoscope.publish.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The runs that a page shows, each a channel; requests name one by its number. */
final class Runs {
  private static final String JSON = "application/json";

  private static final int MOST = 64;

  private final SortedMap<Integer, Channel> channels = new TreeMap<>();
  private int next;

  Runs(List<Channel> channels) {
    channels.forEach(this::add);
  }

  /** Adds a run; of very many the oldest that is over is let go. */
  synchronized void add(Channel channel) {
    channels.put(next++, channel);
    if (channels.size() > MOST) {
      channels.entrySet().stream()
          .filter(each -> !each.getValue().facts().live())
          .findFirst()
          .map(Map.Entry::getKey)
          .ifPresent(channels::remove);
    }
  }

  synchronized List<Channel> all() {
    return List.copyOf(channels.values());
  }

  private synchronized Map<Integer, Channel> numbered() {
    return new TreeMap<>(channels);
  }

  /** The run a request asks for, the first if it asks for none; null if there is no such run. */
  synchronized @Nullable Channel of(HttpExchange exchange) {
    String run = Query.of(exchange).getOrDefault("run", "");
    if (run.isEmpty()) {
      return channels.isEmpty() ? null : channels.get(channels.firstKey());
    }
    return run.matches("\\d{1,9}") ? channels.get(Integer.parseInt(run)) : null;
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
              for (Map.Entry<Integer, Channel> each : numbered().entrySet()) {
                Channel channel = each.getValue();
                json.writeStartObject();
                json.writeNumberField("id", each.getKey());
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
    Packed found = channel.matrices(count(query.get("epoch")), count(query.get("iteration")));
    return found.send(exchange, JSON);
  }

  private static int count(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
  }
}
