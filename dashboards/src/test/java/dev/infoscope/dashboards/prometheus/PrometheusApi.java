// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Queries a Prometheus over HTTP. */
public final class PrometheusApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(60); // SizeIT asks for much
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI uri;

  PrometheusApi(URI uri) {
    this.uri = uri;
  }

  URI uri() {
    return uri;
  }

  /**
   * The series an expression has now.
   *
   * @param expression in PromQL
   * @return an array of {@code {metric, value}}
   */
  public JsonNode now(String expression) {
    return get("/api/v1/query", Map.of("query", expression)).path("result");
  }

  /**
   * The series an expression has over time.
   *
   * @param expression in PromQL
   * @param start of the range
   * @param end of the range
   * @param step between two samples
   * @return an array of {@code {metric, values}}
   */
  public JsonNode range(String expression, Instant start, Instant end, Duration step) {
    return get(
            "/api/v1/query_range",
            Map.of(
                "query",
                expression,
                "start",
                start.toString(),
                "end",
                end.toString(),
                "step",
                step.toSeconds() + "s"))
        .path("result");
  }

  /**
   * The values a label has.
   *
   * @param selector of the series to look at
   * @param label name of the label
   * @return the values, sorted
   */
  public List<String> labelValues(String selector, String label) {
    List<String> values = new ArrayList<>();
    get("/api/v1/label/" + label + "/values", Map.of("match[]", selector))
        .forEach(value -> values.add(value.asText()));
    return values;
  }

  boolean isReady() {
    try {
      return send("/-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private JsonNode get(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    try {
      JsonNode answer = MAPPER.readTree(send(path + "?" + query).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalStateException(answer.path("error").asText() + ": " + parameters);
      }
      return answer.path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(String path) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve(path)).timeout(TIMEOUT).build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
