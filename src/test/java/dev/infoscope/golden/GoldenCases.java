// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads {@code mi-cases.json}; the README beside it says where its numbers come from. */
public final class GoldenCases {
  private static final JsonNode ROOT = read();

  private GoldenCases() {}

  /** One case: expected values, their unit and how closely their sources agree. */
  public record Case(String id, JsonNode node) {
    /** An expected value in the unit of the case; {@code path} has dots between its fields. */
    public double expected(String path) {
      JsonNode value = node.get("expected").at("/" + path.replace('.', '/'));
      if (!value.isNumber()) {
        throw new IllegalArgumentException(id + " expects no number " + path);
      }
      return value.doubleValue();
    }

    /** Expected values of an array. */
    public double[] expectedArray(String field) {
      return StreamSupport.stream(node.get("expected").get(field).spliterator(), false)
          .mapToDouble(JsonNode::doubleValue)
          .toArray();
    }

    /** The count vector in the generator formula, as in {@code counts=[4, 2, 1]}. */
    public int[] counts() {
      String formula = node.get("generator").asText();
      String[] numbers = formula.replaceAll("[^0-9,]", "").split(",", -1);
      return List.of(numbers).stream().mapToInt(Integer::parseInt).toArray();
    }

    /** Tolerance of a field, or of the whole case where there is only one. */
    public double tolerance(String field) {
      JsonNode tolerance = node.get("tolerance");
      return tolerance.isNumber() ? tolerance.doubleValue() : tolerance.get(field).doubleValue();
    }

    /** Compares an information in bits with an expected one, in the unit and tolerance stated. */
    public void check(String path, double bits) {
      double value = node.get("unit").asText().equals("nats") ? bits * Math.log(2) : bits;
      assertThat(value)
          .as("%s %s, %s", id, path, node.get("unit").asText())
          .isCloseTo(expected(path), within(tolerance(path)));
    }
  }

  /** A number, or an object of numbers, that a generator must reproduce. */
  public static JsonNode checksum(String name) {
    return ROOT.get("checksums").get(name);
  }

  /** A case by its identifier. */
  public static Case of(String id) {
    return all().stream()
        .filter(found -> found.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no case " + id));
  }

  /** All cases whose identifiers begin alike. */
  public static List<Case> startingWith(String prefix) {
    return all().stream().filter(found -> found.id().startsWith(prefix)).toList();
  }

  private static List<Case> all() {
    return StreamSupport.stream(ROOT.get("cases").spliterator(), false)
        .map(node -> new Case(node.get("id").asText(), node))
        .toList();
  }

  private static JsonNode read() {
    try (InputStream in = GoldenCases.class.getResourceAsStream("mi-cases.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
