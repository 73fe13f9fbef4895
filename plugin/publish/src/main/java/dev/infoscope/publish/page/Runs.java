// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.infoscope.publish.http.Request;
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
  private static final int MOST_DIGITS = 9;

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
          .filter(each -> !each.getValue().facts().state().live())
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
  synchronized @Nullable Channel of(Request request) {
    String run = request.parameter("run");
    if (run.isEmpty()) {
      return channels.isEmpty() ? null : channels.get(channels.firstKey());
    }
    return channels.get(count(run, -1));
  }

  static Response unknown() {
    return Response.plain(404, "no such run; see /runs\n");
  }

  /** All, a row of the table of runs each. */
  Response list(Request request) {
    return Response.of(200, JSON, Json.bytes(this::list));
  }

  private void list(JsonGenerator json) throws IOException {
    Map<Integer, RunsTable.Row> rows = new TreeMap<>();
    numbered().forEach((id, channel) -> rows.put(id, channel.row()));
    RunsTable table = RunsTable.of(List.copyOf(rows.values()));
    json.writeArrayFieldStart("runs");
    for (Map.Entry<Integer, RunsTable.Row> each : rows.entrySet()) {
      json.writeStartObject();
      json.writeNumberField("id", each.getKey());
      table.write(json, each.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The matrices of the report asked for by epoch and iteration, or of the newest kept before. */
  Response matrices(Request request) {
    Channel channel = of(request);
    if (channel == null) {
      return unknown();
    }
    int epoch = count(request.parameter("epoch"), Integer.MAX_VALUE);
    int iteration = count(request.parameter("iteration"), Integer.MAX_VALUE);
    return channel.matrices(epoch, iteration).answer(request, JSON);
  }

  /** A count of up to nine digits, or something else in place of what is none. */
  private static int count(String text, int otherwise) {
    boolean counts =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return counts ? Integer.parseInt(text) : otherwise;
  }
}
